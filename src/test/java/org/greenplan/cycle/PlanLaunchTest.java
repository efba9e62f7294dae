package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.greenplan.AuditLines;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With a small plan of last year, so that it is also launched after its deadline; it leaves no trace for others. */
class PlanLaunchTest extends ProcessTest {

    private static final String CLERK = "planoffice";
    private static final String SUPERVISOR = "planofficeleader";
    private static final int YEAR = 2025;

    @BeforeEach
    void importPlan() {
        jdbc.sql(
                        """
                        insert into plan (plan_year, title, deadline, status, source_name, source_sha256, source_text, imported_at)
                        values (2025, '2025年行动计划', date '2025-12-31', 'imported', 'plan.txt', 'f0', '正文',
                                timestamp with time zone '2026-11-20 09:00:00+08:00')""")
                .update();
        jdbc.sql("insert into task_item values (2025, 1, '节约用水', '一、水', '（一）节水')")
                .update();
        jdbc.sql(
                        """
                        insert into period (id, plan_year, cadence, ordinal, name, opens, due, is_last) values
                        ('2025Q3', 2025, 'QUARTERLY', 3, '2025年第三季度', date '2025-07-01', date '2025-09-25', false),
                        ('2025Q4', 2025, 'QUARTERLY', 4, '2025年第四季度（年度总结）', date '2025-10-01', date '2025-12-17', true)""")
                .update();
        measure("2025-01-01", 1, "planned");
        measure("2025-01-02", 2, "assigning");
    }

    private void measure(String measureKey, int ordinal, String status) {
        jdbc.sql(
                        """
                        insert into measure (measure_key, plan_year, task_no, ordinal, position, text, deadline_text,
                                             deadline, deadline_basis, ongoing, raw_cells, needs_confirmation, cadence, status)
                        values (?, 2025, 1, ?, ?, '推进节水。', '年底前', date '2025-12-31', 'explicit', false, '[]', false,
                                'QUARTERLY', ?)""")
                .params(measureKey, ordinal, ordinal, status)
                .update();
        jdbc.sql(
                        """
                        insert into measure_unit (measure_key, role, unit_code, position, participation)
                        values (?, 'lead', 'water', 0, 'coordinate'), (?, 'responsible', 'water', 0, 'report')""")
                .params(measureKey, measureKey)
                .update();
        jdbc.sql(
                        """
                        insert into measure_role (measure_key, role, position, name, unit_code, basis)
                        values (?, 'lead', 0, '区水务局', 'water', 'explicit'), (?, 'responsible', 0, '区水务局', 'water', 'explicit')""")
                .params(measureKey, measureKey)
                .update();
    }

    @AfterEach
    void removePlan() {
        runtime.createProcessInstanceQuery().processDefinitionKey("plan-launch").list().stream()
                .map(ProcessInstance::getId)
                .forEach(id -> runtime.deleteProcessInstance(id, "test over"));
        runtime.createProcessInstanceQuery().processDefinitionKey("measure-cycle").list().stream()
                .filter(instance -> instance.getBusinessKey().startsWith("2025-"))
                .map(ProcessInstance::getId)
                .forEach(id -> runtime.deleteProcessInstance(id, "test over"));
        String ours = " where measure_key like '2025-%'";
        jdbc.sql("delete from round_confirmer where round_id in (select id from round" + ours + ")")
                .update();
        jdbc.sql("delete from round_reporter where round_id in (select id from round" + ours + ")")
                .update();
        for (String table : new String[] {
            "round", "assignment", "timeline", "deadline_ledger", "signature", "measure_unit", "measure_role", "measure"
        }) {
            jdbc.sql("delete from " + table + ours).update();
        }
        jdbc.sql("delete from work_author where work = 'launch/2025'").update();
        jdbc.sql("delete from signature where subject = 'launch' and subject_id = 2025")
                .update();
        for (String table : new String[] {"task_item", "period", "plan"}) {
            jdbc.sql("delete from " + table + " where plan_year = 2025").update();
        }
    }

    @Test
    @DisplayName("核对、退回、再核对、计划下达审签；同一计划不能下达两次，已启动的措施不再启动")
    void plan_isCheckedSignedAndLaunchedOnce() {
        ProcessInstance launch = begin();
        Task check = task(launch);
        assertThat(check.getDueDate()).isEqualTo(endOf("2026-11-30"));
        assertThat(refusal(check, CLERK, Map.of("planYear", 2026, "confirmed", true)))
                .as("this year's plan is launched already")
                .containsExactly("plan-not-imported");
        assertThat(refusal(check, CLERK, Map.of("planYear", YEAR))).containsExactly("not-confirmed");
        complete(check, CLERK, confirmed());

        Task approve = task(launch);
        assertThat(approve.getDueDate()).isEqualTo(endOf("2026-11-30"));
        assertThat(view(approve, SUPERVISOR))
                .extracting("plan.measures", "plan.periodName", "plan.overdue", "checkedByName", "checkedAt")
                .containsExactly(2, "2025年第四季度（年度总结）", true, "赵迎春", "2026-11-23T09:00:00+08:00");
        ProcessInstance second = begin();
        assertThat(refusal(task(second), CLERK, confirmed()))
                .as("one launch at a time")
                .containsExactly("plan-not-imported");
        AuditLines audit = AuditLines.from(jdbc);
        complete(approve, SUPERVISOR, sendBack("请先核对第1项。"));

        that(launch).isWaitingAt("userTask_checkPlan").hasNotPassed("serviceTask_startMeasures");
        assertThat(view(task(launch), CLERK)).extracting("sentBack.opinion").isEqualTo("请先核对第1项。");
        typedBy("market2", task(launch));
        complete(task(launch), CLERK, confirmed());
        identity.createMembership("market2", "planofficeSupervisor");
        assertThat(refusal(task(launch), "market2", APPROVE)).containsExactly("own-work");
        identity.deleteMembership("market2", "planofficeSupervisor");
        complete(task(launch), SUPERVISOR, APPROVE);

        assertThat(audit.all())
                .containsExactly(
                        "PLAN_LAUNCHED|planofficeleader||2025年行动计划|计划下达审签：退回",
                        "PLAN_LAUNCHED|planofficeleader||2025年行动计划|计划下达审签：同意");
        that(launch).isEnded().hasPassed("serviceTask_startMeasures", "endEvent_planLaunched");
        assertThat(column("select status from plan where plan_year = 2025")).containsExactly("launched");
        assertThat(column("select decision from signature where subject = 'launch' and subject_id = 2025 order by id"))
                .containsExactly("return", "approve");
        assertThat(runningCycles("2025-01-01")).isEqualTo(1);
        assertThat(runningCycles("2025-01-02"))
                .as("launched before, so left alone")
                .isZero();
        assertThat(runningCycles("2026-02-01")).isEqualTo(1);
        assertThat(refusal(task(second), CLERK, confirmed())).containsExactly("plan-not-imported");
    }

    @Test
    @DisplayName("过了完成时限才下达：期限自下达之日起算，只报年度总结")
    void launchedAfterItsDeadline_dueDatesCountFromTheLaunch() {
        ProcessInstance launch = begin();
        complete(task(launch), CLERK, confirmed());
        complete(task(launch), SUPERVISOR, APPROVE);
        take("2025-01-01");
        assertThat(task("userTask_assignMeasure").getDueDate()).isEqualTo(endOf("2026-11-30"));

        assign(Map.of());

        assertThat(column("select period_id || ' ' || state from round where measure_key = ? order by period_id", key))
                .containsExactly("2025Q3 before_launch", "2025Q4 open");
        assertThat(taskOf("water", "userTask_fillReport").getDueDate()).isEqualTo(endOf("2026-11-26"));
        assertThat(timer("boundaryEvent_collectionTimedOut").getDuedate()).isEqualTo(endOf("2026-12-03"));
    }

    private ProcessInstance begin() {
        ProcessInstance[] started = new ProcessInstance[1];
        as(CLERK, () -> started[0] = runtime.startProcessInstanceByKey("plan-launch"));
        return started[0];
    }

    private void typedBy(String user, Task task) {
        identity.createMembership(user, "planofficeStaff");
        http.withBasicAuth(user, PASSWORD).put("/api/tasks/{id}/draft", Map.of("confirmed", true), task.getId());
        identity.deleteMembership(user, "planofficeStaff");
    }

    private static Map<String, Object> confirmed() {
        return Map.of("planYear", YEAR, "confirmed", true);
    }

    private Task task(ProcessInstance instance) {
        return tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
    }

    private long runningCycles(String measureKey) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("measure-cycle")
                .processInstanceBusinessKey(measureKey)
                .count();
    }

    private static org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert that(ProcessInstance instance) {
        return BpmnAwareTests.assertThat(instance);
    }
}
