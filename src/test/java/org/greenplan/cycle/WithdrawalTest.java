package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.greenplan.AuditLines;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WithdrawalTest extends ProcessTest {

    private static final String CLERK = "planoffice";
    private static final String SUPERVISOR = "planofficeleader";

    private ProcessInstance withdrawal;

    @Test
    @DisplayName("申请终止须有文号和理由；领导不同意，措施照常办理")
    void refusedWithdrawal_leavesTheMeasureRunning() {
        take("2026-23-03");
        begin();
        Task request = task();
        assertThat(request.getDueDate()).isEqualTo(endOf("2026-11-26"));
        AuditLines audit = AuditLines.from(jdbc);
        assertThat(refusal(request, CLERK, Map.of()))
                .containsExactly("measure-not-running", "document-missing", "reason-missing");
        request();
        Task approve = task();
        assertThat(approve.getDueDate()).isEqualTo(endOf("2026-11-26"));
        assertThat(view(approve, SUPERVISOR))
                .containsEntry("documentNumber", "怀政办函〔2026〕88号")
                .containsEntry("reason", "任务并入市级专项。");
        assertThat(shown(approve, SUPERVISOR)).startsWith("申请终止申请：").contains("依据文号：怀政办函〔2026〕88号", "终止理由：任务并入市级专项。");

        complete(approve, SUPERVISOR, sendBack("并入专项后仍需办理。"));
        assertThat(audit.all())
                .containsExactly(
                        "WITHDRAWAL|planoffice||2026-23-03|申请终止，依据怀政办函〔2026〕88号",
                        "WITHDRAWAL|planofficeleader||2026-23-03|终止审签：不同意，依据怀政办函〔2026〕88号");

        thatWithdrawal().isEnded().hasPassed("endEvent_withdrawalRefused");
        thatWithdrawal().hasNotPassed("serviceTask_withdrawMeasure");
        thatCycle().isWaitingAt("userTask_assignMeasure");
        assertThat(status()).isEqualTo("assigning");
        assertThat(column("select status from withdrawal where measure_key = ?", key))
                .containsExactly("refused");
    }

    @Test
    @DisplayName("同意终止：措施、各单位填报和补报任务一并撤销")
    void approvedWithdrawal_endsTheMeasureWithAllItsTasks() {
        take("2026-18-03");
        assignMonthly();
        report("on_track", "ecology");
        passTo(timer("boundaryEvent_collectionTimedOut"));
        review(Map.of("decision", "continue"));
        thatCycle()
                .as("the next period has opened meanwhile")
                .hasPassed("intermediateEvent_nextPeriodOpens")
                .isWaitingAt("callActivity_unitReport");
        assertThat(unitsAt("userTask_fillReport"))
                .as("the new period's tasks and a late one")
                .containsExactly("ecology", "health", "health");
        write("ecology", "on_track");
        begin();
        request();
        complete(task(), SUPERVISOR, APPROVE);

        thatWithdrawal().isEnded().hasPassed("endEvent_measureWithdrawn");
        thatWithdrawal().hasNotPassed("endEvent_withdrawalRefused");
        thatCycle()
                .isEnded()
                .hasPassed("serviceTask_recordWithdrawal", "endEvent_measureWithdrawn")
                .hasNotPassed("endEvent_measureClosed");
        assertThat(status()).isEqualTo("withdrawn");
        assertThat(tasks.createTaskQuery()
                        .processVariableValueEquals("measureKey", key)
                        .count())
                .isZero();
        assertThat(runtime.createProcessInstanceQuery()
                        .variableValueEquals("measureKey", key)
                        .count())
                .isZero();
        assertThat(column("select state from round where measure_key = ? and period_id = '2026M12'", key))
                .containsExactly("over");
        assertThat(column(
                        "select v.status from report_version v join report r on r.id = v.report_id where r.measure_key = ? order by v.id",
                        key))
                .as("what nobody signed waits no longer")
                .containsExactly("signed", "taken_back");
        assertThat(column("select decision from signature where measure_key = ? and subject = 'withdrawal'", key))
                .containsExactly("approve");
    }

    @Test
    @DisplayName("审签期间措施已办结：不能再终止，只能退回")
    void measureClosedMeanwhile_cannotBeWithdrawn() {
        take("2026-05-01");
        assign(Map.of());
        report("done", "devreform", "cityadmin");
        begin();
        request();
        close();
        complete(task("userTask_approveClosing"), "devreformleader", APPROVE);
        thatCycle().isEnded();

        assertThat(refusal(task(), SUPERVISOR, APPROVE)).containsExactly("measure-ended");
        complete(task(), SUPERVISOR, sendBack("措施已办结。"));

        thatWithdrawal().isEnded();
        assertThat(status()).isEqualTo("closed");
    }

    @Test
    @DisplayName("同一措施不能同时有两份终止申请")
    void secondRequest_isRefused() {
        take("2026-05-03");
        begin();
        request();
        begin();
        assertThat(refusal(task(), CLERK, inputs())).containsExactly("withdrawal-requested");
    }

    private void begin() {
        as(CLERK, () -> withdrawal = runtime.startProcessInstanceByKey("measure-withdrawal"));
    }

    private void request() {
        complete(task(), CLERK, inputs());
    }

    private Map<String, Object> inputs() {
        return Map.of("measureKey", key, "documentNumber", "怀政办函〔2026〕88号", "reason", "任务并入市级专项。");
    }

    private Task task() {
        return tasks.createTaskQuery().processInstanceId(withdrawal.getId()).singleResult();
    }

    private org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert thatWithdrawal() {
        return BpmnAwareTests.assertThat(withdrawal);
    }
}
