package org.greenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.task.TaskDesk;
import org.greenplan.task.TaskDesk.Completion;
import org.springframework.context.ApplicationContext;

/** Do people's work in the application's own JVM, one task after another, and run the jobs that follow. */
final class Clerks {

    private final TaskService tasks;
    private final ManagementService management;
    private final IdentityService identity;
    private final TaskDesk desk;

    Clerks(ApplicationContext application) {
        this.tasks = application.getBean(TaskService.class);
        this.management = application.getBean(ManagementService.class);
        this.identity = application.getBean(IdentityService.class);
        this.desk = application.getBean(TaskDesk.class);
    }

    /** Completes a task as somebody who may. */
    void complete(Task task, Map<String, Object> inputs) {
        String person = person(task);
        identity.setAuthentication(
                person,
                identity.createGroupQuery().groupMember(person).list().stream()
                        .map(Group::getId)
                        .toList());
        try {
            TaskDesk.Outcome outcome = desk.complete(List.of(new Completion(task.getId(), null, inputs)), person);
            assertThat(outcome.left())
                    .as("%s of %s", task.getTaskDefinitionKey(), person)
                    .isEmpty();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** The first of the group that may do it. */
    String person(Task task) {
        String group = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(id -> id != null)
                .findFirst()
                .orElseThrow();
        return identity.createUserQuery()
                .memberOfGroup(group)
                .orderByUserId()
                .asc()
                .list()
                .get(0)
                .getId();
    }

    /** All that follows by itself, until nothing is due. */
    void runJobs() {
        List<Job> due;
        do {
            due = management.createJobQuery().executable().withRetriesLeft().list().stream()
                    .filter(job -> job.getProcessInstanceId() != null)
                    .toList();
            due.forEach(job -> management.executeJob(job.getId()));
        } while (!due.isEmpty());
    }
}
