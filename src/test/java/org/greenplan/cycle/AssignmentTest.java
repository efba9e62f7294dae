package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AssignmentTest extends ProcessTest {

    @Test
    @DisplayName("按计划分解：不需审签，直接开启本期，之前各期标为启用前")
    void asPublished_opensTheFirstRound() {
        take("2026-03-01");
        thatCycle().isWaitingAt("userTask_assignMeasure");
        assertThat(task("userTask_assignMeasure").getDueDate()).isEqualTo(endOf("2026-11-30"));
        assertThat(status()).isEqualTo("assigning");

        assign(Map.of());

        thatCycle()
                .hasNotPassed("userTask_approveAssignment")
                .hasPassed("serviceTask_openRound")
                .isWaitingAt("callActivity_unitReport");
        assertThat(status()).isEqualTo("reporting");
        assertThat(column("select period_id || ' ' || state from round where measure_key = ? order by period_id", key))
                .containsExactly("2026Q1 before_launch", "2026Q2 before_launch", "2026Q3 before_launch", "2026Q4 open");
        assertThat(taskOf("ecology", "userTask_fillReport").getDueDate()).isEqualTo(endOf("2026-12-17"));
    }

    @Test
    @DisplayName("与计划不一致：审签、退回、再提、同意；时限只能提前")
    void differing_isSignedBeforeItCounts() {
        take("2026-04-01");
        List<Map<String, Object>> units = units();
        units.add(row("water", "responsible", "report", "治理河道。"));
        Task assign = task("userTask_assignMeasure");
        assertThat(refusal(assign, "ecology1", Map.of("units", units))).containsExactly("note-missing");
        assertThat(refusal(assign, "ecology1", Map.of("deadline", "2027-03-31", "note", "延后")))
                .containsExactly("deadline-later");
        Map<String, Object> differing =
                Map.of("units", units, "cadence", "monthly", "deadline", "2026-12-10", "note", "河道治理需区水务局参与。");

        assign(differing);

        thatCycle().isWaitingAt("userTask_approveAssignment").hasNotPassed("gateway_assignmentSettled");
        Task approve = task("userTask_approveAssignment");
        assertThat(approve.getDueDate()).isEqualTo(endOf("2026-11-25"));
        assertThat(shown(approve, "ecologyleader"))
                .contains("主责单位增加：区水务局", "写明承担内容：区水务局", "区水务局承担：治理河道。", "报送频次：每季度→每月", "完成时限：2026年12月10日（计划：")
                .doesNotContain("与上一稿");
        assertThat(unitsInForce()).doesNotContain("water");
        assertThat(refusal(approve, "ecologyleader", Map.of())).containsExactly("decision-missing");
        assertThat(refusal(approve, "ecologyleader", Map.of("decision", "return")))
                .containsExactly("opinion-missing");

        complete(approve, "ecologyleader", sendBack("请先与区水务局商量。"));

        thatCycle().isWaitingAt("userTask_assignMeasure").hasNotPassed("gateway_assignmentSettled");
        Map<String, Object> again = form(task("userTask_assignMeasure"), "ecology1");
        assertThat(again.get("view"))
                .extracting("sentBack.opinion", "sentBack.byName")
                .containsExactly("请先与区水务局商量。", "郝国栋");
        assertThat(again.get("values")).extracting("deadline").isEqualTo("2026-12-10");

        assign(Map.of("note", "已与区水务局商定。", "cadence", "half_yearly", "confirmEachPeriod", true));
        assertThat(shown(task("userTask_approveAssignment"), "ecologyleader"))
                .contains(
                        "请先与区水务局商量。",
                        "与上一稿相比：报送频次：每月→每半年会签时间：有单位报“已完成”或到最后一期时会签→每期都会签说明：河道治理需区水务局参与。→已与区水务局商定。",
                        "与印发的计划相比：主责单位增加：区水务局");
        complete(task("userTask_approveAssignment"), "ecologyleader", APPROVE);

        thatCycle().isWaitingAt("callActivity_unitReport");
        assertThat(unitsInForce()).contains("water");
        String shortened = "2026年12月10日（计划：年底前）";
        assertThat(view(taskOf("water", "userTask_fillReport"), "water1"))
                .extracting("measure.deadlineWords")
                .isEqualTo(shortened);
        Pages lead1 = Pages.of(URI.create(http.getRootUri()).getPort(), "ecology1");
        assertThat(List.of("/measures/" + key, "/measures?q=" + key))
                .allSatisfy(page -> assertThat(lead1.get(page).text()).contains(shortened));
        assertThat(unitsAt("userTask_fillReport"))
                .containsExactly("cityadmin", "devreform", "industry", "transport", "water");
        assertThat(taskOf("water", "userTask_fillReport").getDueDate())
                .as("not past the measure's own deadline")
                .isEqualTo(endOf("2026-12-10"));
        assertThat(column("select status from assignment where measure_key = ? order by id", key))
                .containsExactly("sent_back", "in_force");
        assertThat(column(
                        "select decision || ' ' || signer from signature where measure_key = ? and subject = 'assignment' order by id",
                        key))
                .containsExactly("return ecologyleader", "approve ecologyleader");
    }

    @Test
    @DisplayName("本人提出的分解，本人不能审签")
    void whoProposed_cannotSign() {
        take("2026-17-03");
        assign(Map.of("deadline", "2026-12-18", "note", "提前完成。"));
        identity.createMembership("cityadmin1", "cityadminSupervisor");
        try {
            assertThat(refusal(task("userTask_approveAssignment"), "cityadmin1", APPROVE))
                    .containsExactly("own-work");
        } finally {
            identity.deleteMembership("cityadmin1", "cityadminSupervisor");
        }
        assertThat(refusal(task("userTask_approveAssignment"), "cityadmin1", APPROVE))
                .containsExactly("task-not-yours");
    }

    @Test
    @DisplayName("相关镇乡街道由牵头部门选定，选定不算与计划不一致")
    void chosenTowns_arePickedByTheLead() {
        take("2026-34-01");
        assertThat(refusal(task("userTask_assignMeasure"), "parks1", Map.of())).containsExactly("towns-not-picked");
        assertThat((List<?>) view(task("userTask_assignMeasure"), "parks1").get("choices"))
                .singleElement()
                .extracting("collective")
                .isEqualTo("sometowns");
        List<Map<String, Object>> units = units();
        units.add(row("bohai", "responsible", "report"));
        units.add(row("jiuduhe", "responsible", "report"));

        assign(Map.of("units", units));

        thatCycle().hasNotPassed("userTask_approveAssignment");
        assertThat(unitsAt("userTask_fillReport")).containsExactly("bohai", "jiuduhe");
    }

    @Test
    @DisplayName("角色系推断的15项措施，须勾选确认读法")
    void inferredRoles_areConfirmed() {
        take("2026-19-02");
        assertThat(column("select measure_key from measure where plan_year = 2026 and confirmation_reason is not null"))
                .hasSize(15)
                .contains(key);
        Task assign = task("userTask_assignMeasure");
        assertThat(view(assign, "parks1")).containsEntry("needsConfirmation", true);
        assertThat(refusal(assign, "parks1", Map.of())).containsExactly("reading-not-confirmed");

        assign(Map.of("confirmed", true));

        thatCycle().isWaitingAt("callActivity_unitReport").hasNotPassed("userTask_approveAssignment");
        assertThat(column(
                        "select distinct basis || ' ' || coalesce(confirmed_by, '') from measure_role where measure_key = ? and basis <> 'explicit'",
                        key))
                .containsExactly("confirmed parks1");
    }

    private List<String> unitsInForce() {
        return column("select unit_code from measure_unit where measure_key = ?", key);
    }

    /** The rows with which the form starts. */
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> units() {
        Map<String, Object> values = (Map<String, Object>)
                form(task("userTask_assignMeasure"), lead + "1").get("values");
        return new ArrayList<>((List<Map<String, Object>>) values.get("units"));
    }

    private static Map<String, Object> row(String unit, String role, String participation) {
        return row(unit, role, participation, "");
    }

    private static Map<String, Object> row(String unit, String role, String participation, String contribution) {
        return Map.of("unit", unit, "role", role, "participation", participation, "contribution", contribution);
    }
}
