package org.greenplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.plan.Indicator;
import org.greenplan.plan.IndicatorDraft;
import org.greenplan.report.SubstanceCheck.Earlier;
import org.greenplan.task.FieldError;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pointed out and what is not, from both sides; and that none of it is refused. */
class SubstanceCheckTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Earlier LAST_PERIOD = new Earlier("2026年第三季度", "已完成管网改造5公里，\n进度过半。");

    @Test
    @DisplayName("写明了本期进展的报告没有提醒")
    void aReportWithSubstance_hasNoWarnings() {
        assertThat(warnings(report("on_track", "narrative", "本期新增管网改造3公里。"))).isEmpty();
    }

    @Test
    void nothingTyped_hasNoWarnings() {
        assertThat(warnings(Map.of(), List.of(indicator(7)), LAST_PERIOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "not_started, coordination, true",
        "on_track, coordination, true",
        "on_track, coordinationWith, true",
        "done, coordination, true",
        "done_pending_data, coordination, true",
        "lagging, coordination, false",
        "needs_coordination, coordination, false"
    })
    @DisplayName("沿用上期的需协调事项，状态却是正常推进：提醒核对")
    void whoseStateAsksForNothing_isAskedAboutWhatNeedsOthers(String state, String field, boolean warned) {
        List<String> expected = warned ? List.of(field + ":coordination-unasked") : List.of();
        assertThat(warnings(report(state, field, "请明确用地。", "evidence", "[\"one\"]")))
                .isEqualTo(expected);
    }

    @Test
    void blanksThatLookLikeText_areNoMatterForOthers() {
        assertThat(warnings(report("on_track", "coordination", " \u3164"))).isEmpty();
    }

    @Nested
    class Figures {

        @ParameterizedTest
        @CsvSource({
            "not_started, 0",
            "on_track, 1",
            "lagging, 1",
            "done, 1",
            "done_pending_data, 1",
            "needs_coordination, 1"
        })
        @DisplayName("设有指标而没有数值：未启动的不提醒")
        void aMeasureWithATarget_wantsAFigure_onceItIsUnderWay(String state, int count) {
            assertThat(warnings(report(state, "evidence", "[\"one\"]"), List.of(indicator(7)), null))
                    .hasSize(count)
                    .allMatch("values[0].amount:figure-missing"::equals);
        }

        @Test
        void beforeAStateIsChosen_nothingIsSaid() {
            assertThat(warnings(Map.of("narrative", "按计划推进。"), List.of(indicator(7)), null))
                    .isEmpty();
        }

        @Test
        void aMeasureWithoutATarget_wantsNone() {
            assertThat(warnings(report("on_track"), List.of(), null)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "12.5"})
        void aFigure_isEnough(String amount) {
            assertThat(warnings(report("on_track", "values", List.of(row(7, amount))), List.of(indicator(7)), null))
                    .isEmpty();
        }

        @Test
        @DisplayName("提醒落在缺数值的那一行")
        void theWarning_standsAtItsRow() {
            List<Indicator> two = List.of(indicator(7), indicator(8));

            assertThat(warnings(report("on_track", "values", List.of(row(7, "1"), row(8, " "))), two, null))
                    .containsExactly("values[1].amount:figure-missing");
            assertThat(warnings(report("on_track", "values", List.of(row(8, ""), row(7, "1"))), two, null))
                    .containsExactly("values[0].amount:figure-missing");
            assertThat(warnings(report("on_track", "values", List.of(row(7, "1"))), two, null))
                    .as("where the form has its row")
                    .containsExactly("values[1].amount:figure-missing");
        }

        @Test
        void elsewhere_isNoReasonToLeaveTheFigureOut() {
            assertThat(warnings(elsewhere(TODAY), List.of(indicator(7)), null))
                    .containsExactly("values[0].amount:figure-missing");
        }

        @Test
        void theSentence_namesTheIndicatorAndItsTarget() {
            assertThat(sentences(report("on_track"), List.of(indicator(7)), null))
                    .containsExactly("指标“管网改造长度”（目标≥12公里）没有填写本期数值，请核对；暂无数据的，可在进展情况中说明。");
        }
    }

    @Nested
    class Evidence {

        @ParameterizedTest
        @CsvSource({
            "not_started, 0",
            "on_track, 0",
            "lagging, 0",
            "done, 1",
            "done_pending_data, 1",
            "needs_coordination, 0"
        })
        @DisplayName("已完成、已完成·数据待核定而没有佐证材料")
        void whatIsDone_wantsEvidence(String state, int count) {
            assertThat(warnings(report(state))).hasSize(count).allMatch("evidence:evidence-missing"::equals);
            assertThat(warnings(report(state, "evidence", "[]"))).hasSize(count);
            assertThat(warnings(report(state, "evidence", "[\"one\"]"))).isEmpty();
        }

        @Test
        void whatWasReportedElsewhere_wantsNone() {
            assertThat(warnings(elsewhere(TODAY))).isEmpty();
        }

        @Test
        void theSentence_saysTheStateAsItWasChosen() {
            assertThat(sentences(report("done_pending_data"), List.of(), null))
                    .containsExactly("状态为“已完成·数据待核定”，还没有佐证材料，请核对是否需要上传。");
        }
    }

    @Nested
    class SameText {

        @ParameterizedTest
        @ValueSource(
                strings = {"已完成管网改造5公里，\n进度过半。", "已完成管网改造5公里，进度过半。", " 已完成管网改造 5 公里,  进度过半。\n", "已完成管网改造５公里，　进度过半｡"})
        @DisplayName("与上期相同：不计空白，不计全角半角")
        void theSameWords_areTheSame_howeverTheyAreTyped(String narrative) {
            assertThat(warnings(report("on_track", "narrative", narrative), List.of(), LAST_PERIOD))
                    .containsExactly("narrative:text-unchanged");
        }

        @ParameterizedTest
        @ValueSource(strings = {"已完成管网改造6公里，进度过半。", "已完成管网改造5公里，进度过半。另新增1公里。", "进度过半。"})
        void otherWords_areNot(String narrative) {
            assertThat(warnings(report("on_track", "narrative", narrative), List.of(), LAST_PERIOD))
                    .isEmpty();
        }

        @Test
        void withoutAText_nothingIsSaid() {
            assertThat(warnings(Map.of("state", "on_track"), List.of(), LAST_PERIOD))
                    .isEmpty();
            assertThat(warnings(Map.of("state", "on_track", "narrative", " "), List.of(), new Earlier("第三季度", null)))
                    .isEmpty();
        }

        @Test
        void whatWasReportedElsewhere_isNotCompared() {
            Map<String, Object> raw = new HashMap<>(elsewhere(TODAY));
            raw.put("narrative", LAST_PERIOD.narrative());

            assertThat(warnings(raw, List.of(), LAST_PERIOD)).isEmpty();
            assertThat(warnings(report("on_track"), List.of(), new Earlier("2026年第三季度", null)))
                    .isEmpty();
        }

        @Test
        void theFirstReport_hasNothingToBeComparedWith() {
            assertThat(warnings(report("on_track", "narrative", LAST_PERIOD.narrative()), List.of(), null))
                    .isEmpty();
        }
    }

    @Nested
    class Dates {

        @ParameterizedTest
        @CsvSource({"2026-11-22, 0", "2026-11-23, 0", "2026-11-24, 1", "2027-01-01, 1"})
        @DisplayName("数据截至日期晚于填报当日")
        void theAsOfDate_isNotInTheFuture(String asOf, int count) {
            Map<String, Object> row =
                    Map.of("indicatorId", 7, "amount", "12.5", "asOf", asOf, "quality", "preliminary");

            assertThat(warnings(report("on_track", "values", List.of(row)), List.of(indicator(7)), null))
                    .hasSize(count)
                    .allMatch("values[0].asOf:date-in-future"::equals);
        }

        @Test
        void theDateOfNoFigure_isOfNoMatter() {
            Map<String, Object> row = Map.of("indicatorId", 7, "amount", "", "asOf", "2027-01-01");

            assertThat(warnings(report("not_started", "values", List.of(row)), List.of(indicator(7)), null))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"0, 0", "1, 1"})
        @DisplayName("报送日期晚于填报当日")
        void theDateOfReportingElsewhere_isNotInTheFuture(int days, int count) {
            assertThat(warnings(elsewhere(TODAY.plusDays(days))))
                    .hasSize(count)
                    .allMatch("elsewhereDate:date-in-future"::equals);
        }

        @Test
        void withoutTheSwitch_itIsNotLookedAt() {
            assertThat(warnings(report("on_track", "elsewhereDate", "2027-01-01")))
                    .isEmpty();
        }

        @Test
        void theSentence_saysTheDay() {
            assertThat(sentences(elsewhere(TODAY.plusDays(1)), List.of(), null))
                    .containsExactly("报送日期（2026年11月24日）晚于填报当日，请核对。");
            Map<String, Object> row =
                    Map.of("indicatorId", 7, "amount", "12.5", "asOf", "2026-12-01", "quality", "final");
            assertThat(sentences(report("on_track", "values", List.of(row)), List.of(indicator(7)), null))
                    .containsExactly("指标“管网改造长度”的数据截至日期（2026年12月1日）晚于填报当日，请核对。");
        }
    }

    private static Indicator indicator(long id) {
        return new Indicator(
                id,
                "2026-19-03",
                "管网改造长度",
                IndicatorDraft.Comparator.AT_LEAST,
                new BigDecimal("12"),
                "公里",
                "完成管网改造12公里");
    }

    private static Map<String, Object> row(long id, String amount) {
        return Map.of("indicatorId", id, "amount", amount, "asOf", "2026-11-20", "quality", "final");
    }

    private static Map<String, Object> report(String state, Object... changes) {
        Map<String, Object> raw = new HashMap<>(Map.of("state", state, "narrative", "按计划推进。"));
        if (state.equals("lagging")) {
            raw.put("problems", "资金未到位。");
        }
        if (state.equals("needs_coordination")) {
            raw.put("coordination", "用地。");
            raw.put("coordinationWith", "区规划自然资源委");
        }
        for (int i = 0; i < changes.length; i += 2) {
            raw.put((String) changes[i], changes[i + 1]);
        }
        return raw;
    }

    private static Map<String, Object> elsewhere(LocalDate date) {
        return Map.of(
                "state", "done",
                "elsewhere", "true",
                "elsewhereSystem", "市级平台",
                "elsewhereNumber", "HR-1",
                "elsewhereDate", date.toString());
    }

    private static List<String> warnings(Map<String, Object> raw) {
        return warnings(raw, List.of(), null);
    }

    private static List<String> warnings(
            Map<String, Object> raw, List<Indicator> indicators, @Nullable Earlier earlier) {
        return check(raw, indicators, earlier).stream()
                .map(warning -> warning.field() + ":" + warning.code())
                .toList();
    }

    private static List<String> sentences(
            Map<String, Object> raw, List<Indicator> indicators, @Nullable Earlier earlier) {
        return check(raw, indicators, earlier).stream().map(FieldError::message).toList();
    }

    /** What has a state and a text may be handed in, whatever is pointed out. */
    private static List<FieldError> check(
            Map<String, Object> raw, List<Indicator> indicators, @Nullable Earlier earlier) {
        Violations errors = new Violations();
        ReportInput input = ReportInput.INPUTS.read(raw, errors);
        if (input.state() != null && (input.narrative() != null || input.elsewhere())) {
            input.check(Set.of(7L, 8L), errors);
        }
        assertThat(errors.errors()).as("refusals").isEmpty();
        Violations warnings = new Violations();
        SubstanceCheck.check(input, indicators, earlier, TODAY, warnings);
        assertThat(warnings.errors())
                .allSatisfy(warning -> assertThat(warning.message()).endsWith("。"));
        return warnings.errors();
    }
}
