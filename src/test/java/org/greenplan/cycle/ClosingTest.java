package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClosingTest extends ProcessTest {

    @Test
    @DisplayName("审核：未完成而办结须说明；退回所选单位，三个工作日内重报，其他单位报告保留；最后一期不能继续推进")
    void review_returnsToChosenUnits_andClosesWithAnOpinion() {
        take("2026-10-02");
        assign(Map.of());
        report("on_track", "weather", "ecology");
        Task review = task("userTask_reviewMeasure");
        assertThat(review.getDueDate()).isEqualTo(endOf("2026-11-30"));
        assertThat(refusal(review, "weather1", Map.of())).containsExactly("decision-missing");
        assertThat(refusal(review, "weather1", Map.of("decision", "close"))).containsExactly("opinion-missing");
        assertThat(refusal(review, "weather1", Map.of("decision", "continue"))).containsExactly("last-period");
        assertThat(refusal(review, "weather1", Map.of("decision", "return"))).containsExactly("returns-missing");
        assertThat(refusal(
                        review,
                        "weather1",
                        Map.of("decision", "return", "returns", List.of(Map.of("unit", "water", "opinion", "")))))
                .containsExactly("unknown-unit", "opinion-missing");

        review(Map.of("decision", "return", "returns", List.of(Map.of("unit", "ecology", "opinion", "请补充预警次数。"))));

        thatCycle().isWaitingAt("callActivity_unitReport").hasNotPassed("userTask_approveClosing");
        assertThat(unitsAt("userTask_fillReport")).containsExactly("ecology");
        Task again = taskOf("ecology", "userTask_fillReport");
        assertThat(again.getDueDate()).isEqualTo(endOf("2026-11-26"));
        assertThat(again.getAssignee()).isEqualTo("ecology1");
        assertThat(view(again, "ecology1"))
                .extracting("sentBack.opinion", "sentBack.byName")
                .containsExactly("请补充预警次数。", "席宝林（区气象局）");
        complete(again, "ecology1", Map.of("narrative", "发布预警5次。"));
        sign("ecology");

        thatCycle().isWaitingAt("userTask_reviewMeasure");
        assertThat(column(
                        """
                        select r.unit_code || ' ' || v.number || ' ' || v.status from report_version v
                        join report r on r.id = v.report_id where r.measure_key = ? order by r.unit_code, v.number""",
                        key))
                .containsExactly("ecology 1 signed", "ecology 2 signed", "weather 1 signed");
        close();
        thatCycle().isWaitingAt("userTask_approveClosing");
        assertThat(status()).isEqualTo("closing");
    }

    @Test
    @DisplayName("办结：领导退回、重新审核；牵头独自填报的由计划办核验，不通过再审核，通过后办结")
    void closing_isSentBack_notAccepted_andThenAccepted() {
        take("2026-02-03");
        assign(Map.of());
        report("done", "ecology");
        close();
        Task approve = task("userTask_approveClosing");
        assertThat(approve.getDueDate()).isEqualTo(endOf("2026-11-26"));
        complete(approve, "ecologyleader", sendBack("请写明碳排放评价的项目数。"));

        thatCycle().hasNotPassed("gateway_acceptanceDue").isWaitingAt("userTask_reviewMeasure");
        assertThat(view(task("userTask_reviewMeasure"), "ecology1"))
                .extracting("sentBack.opinion")
                .isEqualTo("请写明碳排放评价的项目数。");
        close();
        assertThat(shown(task("userTask_approveClosing"), "ecologyleader"))
                .contains("年度目标已达到。", "办结审签退回", "请写明碳排放评价的项目数。");
        complete(task("userTask_approveClosing"), "ecologyleader", APPROVE);

        Task accept = task("userTask_acceptClosing");
        assertThat(accept.getDueDate()).isEqualTo(endOf("2026-11-30"));
        assertThat(refusal(accept, "ecologyleader", APPROVE)).containsExactly("task-not-yours");
        assertThat(shown(accept, "planoffice"))
                .startsWith("办结核验牵头审核")
                .contains("年度目标已达到。", "市级统计平台", "办结审签同意")
                .as("what the lead's supervisor had changed inside the lead")
                .doesNotContain("办结审签退回", "请写明碳排放评价的项目数。");
        complete(accept, "planoffice", sendBack("佐证不足。"));

        thatCycle().hasNotPassed("gateway_closingSettled").isWaitingAt("userTask_reviewMeasure");
        assertThat(view(task("userTask_reviewMeasure"), "ecology1"))
                .extracting("sentBack.opinion")
                .isEqualTo("佐证不足。");
        close();
        complete(task("userTask_approveClosing"), "ecologyleader", APPROVE);
        complete(task("userTask_acceptClosing"), "planoffice", APPROVE);

        thatCycle().isEnded().hasPassed("endEvent_measureClosed").hasNotPassed("endEvent_measureWithdrawn");
        assertThat(status()).isEqualTo("closed");
        assertThat(column(
                        "select subject || ' ' || decision from signature where measure_key = ? and subject <> 'report' order by id",
                        key))
                .containsExactly(
                        "closing return",
                        "closing approve",
                        "acceptance return",
                        "closing approve",
                        "acceptance approve");
    }

    @Test
    @DisplayName("持续推进的措施只在最后一期办结：办结本年度任务，不办结职责")
    void ongoingMeasure_closesInTheLastPeriodOnly() {
        take("2026-36-01");
        String unkept = "协办单位“区委生态文明委成员单位”的成员单位待计划办维护，现在下达不含这些单位。";
        assertThat(view(task("userTask_assignMeasure"), "ecology1")).containsEntry("unkept", List.of(unkept));
        assertThat(Pages.of(URI.create(http.getRootUri()).getPort(), "ecology1")
                        .get("/tables/assign")
                        .text())
                .contains(unkept);
        assign(Map.of("cadence", "monthly", "confirmed", true));
        report("done", "ecology");
        assertThat(refusal(task("userTask_reviewMeasure"), "ecology1", Map.of("decision", "close", "opinion", "完成。")))
                .containsExactly("ongoing-closes-the-year");
        review(Map.of("decision", "continue"));
        passTo(timer("intermediateEvent_nextPeriodOpens"));
        report("done", "ecology");

        close();
        complete(task("userTask_approveClosing"), "ecologyleader", APPROVE);
        complete(task("userTask_acceptClosing"), "planoffice", APPROVE);

        thatCycle().isEnded();
        assertThat(column("select sentence from timeline where measure_key = ? and event = 'closed'", key))
                .containsExactly("本年度任务已办结，后续年度持续推进。");
    }
}
