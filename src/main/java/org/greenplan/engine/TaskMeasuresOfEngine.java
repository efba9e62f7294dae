package org.greenplan.engine;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.greenplan.task.TaskMeasures;
import org.springframework.stereotype.Component;

/** Finds the measure of a task that the person may see. */
@Component
class TaskMeasuresOfEngine implements TaskMeasures {

    private final TaskService tasks;
    private final IdentityService identity;

    TaskMeasuresOfEngine(TaskService tasks, IdentityService identity) {
        this.tasks = tasks;
        this.identity = identity;
    }

    @Override
    public Optional<String> measureOf(String taskId, String user) {
        if (tasks.createTaskQuery().taskId(taskId).count() == 0) {
            return Optional.empty();
        }
        return AsSystem.call(identity, () -> Optional.ofNullable((String) tasks.getVariable(taskId, "measureKey")));
    }
}
