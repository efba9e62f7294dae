package org.greenplan.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskForm;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The form behind each user task, found by the task's key; looked up late, since forms need the engine. */
@Component
class TaskForms {

    private final ObjectProvider<TaskForm<?, ?>> beans;
    private @Nullable Map<String, TaskForm<?, ?>> byKey;

    TaskForms(ObjectProvider<TaskForm<?, ?>> beans) {
        this.beans = beans;
    }

    TaskForm<?, ?> get(String taskKey) {
        TaskForm<?, ?> form = all().get(taskKey);
        if (form == null) {
            throw new IllegalStateException("no form for user task " + taskKey);
        }
        return form;
    }

    Set<String> inputNames(String taskKey) {
        return get(taskKey).inputs().fields().stream().map(InputField::name).collect(Collectors.toSet());
    }

    synchronized Map<String, TaskForm<?, ?>> all() {
        if (byKey == null) {
            byKey = beans.stream()
                    .collect(Collectors.toMap(
                            TaskForm::taskKey,
                            form -> form,
                            (one, other) -> {
                                throw new IllegalStateException("two forms for " + one.taskKey());
                            },
                            LinkedHashMap::new));
        }
        return byKey;
    }
}
