package org.greenplan.cycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstantiationBuilder;
import org.greenplan.directory.Directory;
import org.greenplan.report.Reports;
import org.greenplan.task.Step;
import org.greenplan.task.TaskObserver;
import org.springframework.stereotype.Component;

/** 补报: a unit that was recorded as missing keeps its task, in an instance of its own, until the measure ends. */
@Component
class LateReports {

    private static final String LATE_MARK = "/late";

    private final RuntimeService runtime;
    private final TaskLedger ledger;
    private final Reports reports;
    private final Directory directory;
    private final Measures measures;

    LateReports(RuntimeService runtime, TaskLedger ledger, Reports reports, Directory directory, Measures measures) {
        this.runtime = runtime;
        this.ledger = ledger;
        this.reports = reports;
        this.directory = directory;
        this.measures = measures;
    }

    /**
     * Starts where the unit stood: at its clerks, or at its supervisor when a version waits for signature. It is the task that
     * it was: with its date, and urged as it was.
     */
    void start(Round round, String unitCode) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(CycleVariables.MEASURE_KEY, round.measureKey());
        variables.put(
                CycleVariables.TASK_TITLE, measures.get(round.measureKey()).taskTitle());
        variables.put(
                CycleVariables.MEASURE_TEXT, measures.get(round.measureKey()).firstWords());
        variables.put(CycleVariables.ROUND_ID, round.id());
        variables.put(CycleVariables.PERIOD_NAME, round.period().name() + "（补报）");
        variables.put(CycleVariables.UNIT, unitCode);
        variables.put(CycleVariables.UNIT_NAME, directory.nameOf(unitCode));
        variables.put(CycleVariables.LATE, true);
        ProcessInstantiationBuilder start = runtime.createProcessInstanceByKey(CycleVariables.UNIT_REPORT)
                .businessKey(businessKey(round, unitCode))
                .setVariables(variables);
        if (reports.isWaiting(round.id(), unitCode)) {
            start.startBeforeActivity(Step.APPROVE_REPORT.id());
        }
        ledger.lastRegularReport(round.measureKey(), unitCode)
                .ifPresent(task -> start.setVariable(TaskObserver.FOLLOWS, task));
        ProcessInstance started = start.execute();
        runtime.removeVariable(started.getId(), TaskObserver.FOLLOWS);
    }

    /** The lead asks the unit again in the regular way: the late task gives way, and with it what waited there. */
    void cancel(Round round, String unitCode) {
        reports.takeBack(round.id(), unitCode);
        delete(
                runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(businessKey(round, unitCode))
                        .list(),
                "牵头部门重新要求报送");
    }

    /** The measure has ended: nothing more is asked, and what was not signed stays unsigned. */
    void cancelAll(String measureKey, String reason) {
        reports.takeBackAll(measureKey);
        delete(
                runtime.createProcessInstanceQuery()
                        .processDefinitionKey(CycleVariables.UNIT_REPORT)
                        .variableValueEquals(CycleVariables.MEASURE_KEY, measureKey)
                        .variableValueEquals(CycleVariables.LATE, true)
                        .list(),
                reason);
    }

    private void delete(List<ProcessInstance> instances, String reason) {
        instances.forEach(instance -> runtime.deleteProcessInstance(instance.getId(), reason));
    }

    private static String businessKey(Round round, String unitCode) {
        return round.measureKey() + "/" + unitCode + "/" + round.period().id() + LATE_MARK;
    }
}
