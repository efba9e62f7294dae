package org.greenplan.cycle;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.greenplan.directory.People;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The demonstration launches its plan at the first start, by the same process and people as anywhere else. */
@Component
@ConditionalOnProperty("greenplan.demo")
@Order(DemoLaunch.AFTER_PEOPLE)
class DemoLaunch implements ApplicationRunner {

    static final int AFTER_PEOPLE = 30;

    private static final String CLERK = "planoffice";
    private static final String SUPERVISOR = "planofficeleader";

    private final PlanLaunch launch;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final IdentityService identity;

    DemoLaunch(PlanLaunch launch, RuntimeService runtime, TaskService tasks, IdentityService identity) {
        this.launch = launch;
        this.runtime = runtime;
        this.tasks = tasks;
        this.identity = identity;
    }

    /** In one transaction, so that a kill amid it leaves a plan that the next start launches. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        for (PlanLaunch.PlanView plan : launch.imported()) {
            if (runtime.createProcessInstanceQuery()
                            .processDefinitionKey(CycleVariables.PLAN_LAUNCH)
                            .count()
                    > 0) {
                return;
            }
            String instance = runtime.startProcessInstanceByKey(CycleVariables.PLAN_LAUNCH)
                    .getId();
            complete(
                    CLERK,
                    People.PLAN_OFFICE + "Staff",
                    instance,
                    Map.of(CycleVariables.PLAN_YEAR, plan.year(), "confirmed", true));
            complete(SUPERVISOR, People.PLAN_OFFICE + "Supervisor", instance, Map.of("decision", "approve"));
        }
    }

    private void complete(String user, String group, String instance, Map<String, Object> input) {
        String task = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        identity.setAuthentication(user, List.of(group));
        try {
            tasks.complete(task, input);
        } finally {
            identity.clearAuthentication();
        }
    }
}
