package org.greenplan.cycle;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.task.Drafts;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins a measure's withdrawal from its dossier: the application opens with the measure filled in. */
@Service
public class WithdrawalStart {

    private final MeasureCatalogue catalogue;
    private final Withdrawals withdrawals;
    private final People people;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final Drafts drafts;

    WithdrawalStart(
            MeasureCatalogue catalogue,
            Withdrawals withdrawals,
            People people,
            RuntimeService runtime,
            TaskService tasks,
            Drafts drafts) {
        this.catalogue = catalogue;
        this.withdrawals = withdrawals;
        this.people = people;
        this.runtime = runtime;
        this.tasks = tasks;
        this.drafts = drafts;
    }

    /** Whether this person may apply for this measure's withdrawal now. */
    public boolean mayBegin(String measureKey, String user) {
        return people.clerkOf(user).contains(People.PLAN_OFFICE)
                && catalogue
                        .find(measureKey)
                        .filter(measure -> measure.launchedAt() != null)
                        .filter(measure -> !measure.status().ended())
                        .isPresent()
                && !withdrawals.isRequested(measureKey);
    }

    /**
     * Starts the process and gives its first task to the person.
     *
     * @return the task's id
     * @throws RuleViolation not the plan office, or the measure does not run
     */
    @Transactional
    public String begin(String measureKey, String user) {
        if (!mayBegin(measureKey, user)) {
            throw RuleViolation.forbidden("withdrawal-not-possible", "现在不能申请终止这项措施：仅限计划办，且措施正在办理、没有待审签的终止申请。");
        }
        String instance = runtime.startProcessInstanceByKey(CycleVariables.MEASURE_WITHDRAWAL)
                .getId();
        Task task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
        tasks.claim(task.getId(), user);
        drafts.save(task.getId(), Map.of(CycleVariables.MEASURE_KEY, measureKey), user);
        return task.getId();
    }
}
