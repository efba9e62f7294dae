package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InterimPeriodTest extends ProcessTest {

    @Test
    @DisplayName("期中不会签；继续推进，下一期开始时自动开启，最后一期才会签")
    void interimPeriod_needsNoConfirmation_andTheNextOneOpens() {
        take("2026-15-02");
        assignMonthly();
        assertThat(taskOf("ecology", "userTask_fillReport").getDueDate())
                .as("period's date is 11-25, but who is asked late has three workdays")
                .isEqualTo(endOf("2026-11-26"));
        report("on_track", "ecology", "industry");

        thatCycle().hasNotPassed("subProcess_confirmation").isWaitingAt("userTask_reviewMeasure");
        assertThat(refusal(
                        task("userTask_reviewMeasure"), lead + "1", Map.of("decision", "close", "opinion", "已达到年度目标。")))
                .as("the assisting unit has not been asked")
                .containsExactly("closing-condition");
        review(Map.of("decision", "continue"));

        thatCycle().isWaitingAt("intermediateEvent_nextPeriodOpens").hasPassed("serviceTask_endRound");
        assertThat(status()).isEqualTo("waiting");
        assertThat(rounds()).startsWith("2026M01 before_launch").endsWith("2026M11 over");
        Job timer = timer("intermediateEvent_nextPeriodOpens");
        assertThat(timer.getDuedate()).isEqualTo(startOf("2026-12-01"));

        passTo(timer);

        assertThat(rounds()).endsWith("2026M12 open");
        assertThat(unitsAt("userTask_fillReport")).containsExactly("ecology", "industry");
        report("on_track", "ecology", "industry");
        assertThat(unitsAt("userTask_confirmReport"))
                .as("in the last period everybody is asked")
                .containsExactly("cityadmin");
    }

    @Test
    @DisplayName("有单位报告已完成，期中也会签")
    void interimPeriod_asksForConfirmation_whenAUnitIsDone() {
        take("2026-20-02");
        assignMonthly();
        report("on_track", "cityadmin");
        report("done", "ecology");

        assertThat(unitsAt("userTask_confirmReport")).containsExactly("devreform");
        confirm("devreform");
        thatCycle().hasPassed("subProcess_confirmation").isWaitingAt("userTask_reviewMeasure");
    }

    @Test
    @DisplayName("牵头部门选择每期都会签")
    void interimPeriod_asksForConfirmation_whenTheLeadChoseEveryPeriod() {
        take("2026-07-02");
        assign(Map.of("cadence", "monthly", "confirmEachPeriod", true));
        report("on_track", "housing", "devreform");

        assertThat(unitsAt("userTask_confirmReport")).containsExactly("planning");
    }

    @Test
    @DisplayName("牵头部门独自填报的措施，期中免审核")
    void interimPeriod_isNotReviewed_whenTheLeadReportsAlone() {
        take("2026-12-01");
        assignMonthly();
        report("on_track", "ecology");

        thatCycle()
                .hasNotPassed("userTask_reviewMeasure", "subProcess_confirmation")
                .isWaitingAt("intermediateEvent_nextPeriodOpens");
        assertThat(timer("intermediateEvent_nextPeriodOpens").getDuedate()).isEqualTo(startOf("2026-12-01"));
    }

    @Test
    @DisplayName("牵头部门独自填报，报告已完成时仍须审核")
    void interimPeriod_isReviewed_whenTheLeadAloneIsDone() {
        take("2026-05-02");
        assignMonthly();
        report("done_pending_data", "devreform");

        thatCycle().isWaitingAt("userTask_reviewMeasure");
    }

    @Test
    @DisplayName("时间跳过的期次标为跳过")
    void passedPeriods_areMarkedSkipped() {
        take("2026-17-01");
        setClock(LocalDate.of(2026, 3, 2).atTime(9, 0));
        assignMonthly();
        assertThat(rounds()).containsExactly("2026M01 before_launch", "2026M02 before_launch", "2026M03 open");
        report("on_track", "housing");
        assertThat(timer("intermediateEvent_nextPeriodOpens").getDuedate()).isEqualTo(startOf("2026-04-01"));

        setClock(LocalDate.of(2026, 6, 15).atTime(9, 0));
        runJobs();

        assertThat(rounds())
                .containsExactly(
                        "2026M01 before_launch",
                        "2026M02 before_launch",
                        "2026M03 over",
                        "2026M04 skipped",
                        "2026M05 skipped",
                        "2026M06 open");
        assertThat(taskOf("housing", "userTask_fillReport").getDueDate()).isEqualTo(endOf("2026-06-25"));
    }

    private List<String> rounds() {
        return column("select period_id || ' ' || state from round where measure_key = ? order by period_id", key);
    }

    private static Date startOf(String day) {
        return Date.from(LocalDate.parse(day).atStartOfDay(ZONE).toInstant());
    }
}
