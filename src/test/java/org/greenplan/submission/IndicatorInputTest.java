package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.submission.CatalogueItem.Part;
import org.greenplan.task.Violations;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of 填报指标, from both sides, and what is computed of it. */
class IndicatorInputTest {

    private static final CatalogueItem QUANTIFIED = item("1", List.of("water"), part("", "%", "≥95"));
    private static final CatalogueItem JUDGED = item("2", List.of("water"), part("", "%", "持续改善"));
    private static final CatalogueItem WORDS = item("3", List.of("water", "parks"), part("", "", "全面实施"));
    private static final CatalogueItem COMPOUND =
            item("4", List.of("agriculture"), part("秸秆", "%", "≥90"), part("农膜", "吨", "≤80"));

    private static CatalogueItem item(String number, List<String> suppliers, Part... parts) {
        CatalogueItem item = new CatalogueItem(number, "环境", "任务", "指标" + number, "约束性", List.of(parts));
        return item.assigned(Collections.nCopies(parts.length, true), Collections.nCopies(parts.length, suppliers));
    }

    private static Part part(String name, String unit, String target) {
        return new Part(name, false, unit, Target.of(target, unit), true, List.of(), CatalogueItem.Notes.NONE);
    }

    private static Map<String, Object> row(String number, Map<?, ?>... values) {
        Map<String, Object> row = new HashMap<>();
        row.put("number", number);
        row.put("values", List.of(values));
        row.put("origin", "年鉴");
        row.put("asOf", "2026-12-31");
        row.put("explanation", "说明");
        return row;
    }

    private static Map<String, Object> without(Map<String, Object> row, String name) {
        Map<String, Object> less = new HashMap<>(row);
        less.remove(name);
        return less;
    }

    private static IndicatorInput input(Object... rows) {
        return IndicatorInput.INPUTS.read(Map.of("items", List.of(rows)), new Violations());
    }

    private static List<String> check(CatalogueItem item, Map<String, Object> row) {
        Violations violations = new Violations();
        new IndicatorRules(input(row), item.suppliers().get(0), List.of(item), Optional.empty(), violations)
                .check(false);
        return violations.errors().stream()
                .map(error -> error.field() + ":" + error.code())
                .toList();
    }

    private static IndicatorReport.Value value(CatalogueItem item, Map<?, ?>... values) {
        return input(row(item.number(), values))
                .report(
                        item.suppliers().get(0),
                        List.of(item),
                        Optional.empty(),
                        false,
                        IndicatorReport.empty(),
                        id -> "hash")
                .answers()
                .get(0)
                .values()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "96.2, final, ''",
                "96.2, preliminary, ''",
                "'', pending, ''",
                "'', final, items[0].values[0].amount:amount-missing",
                "约96, final, items[0].values[0].amount:amount-not-a-number",
                "96%, final, items[0].values[0].amount:amount-not-a-number",
                "1.23456, final, items[0].values[0].amount:amount-not-a-number",
                "96.2, '', items[0].values[0].state:state-missing",
                "96.2, sure, items[0].values[0].state:state-missing",
                "96.2, pending, items[0].values[0].amount:amount-pending",
                "'', elsewhere, items[0].values[0].state:only-supplier"
            })
    void figure_isANumberWithItsState(String amount, String state, String error) {
        assertThat(check(QUANTIFIED, row("1", Map.of("amount", amount, "state", state))))
                .isEqualTo(error.isEmpty() ? List.of() : List.of(error));
    }

    @Test
    @DisplayName("有数值的要有来源和截至日期；未达标、数据未出的要有说明")
    void figure_hasItsOriginDayAndExplanation() {
        Map<String, Object> good = row("1", Map.of("amount", "96", "state", "final"));
        assertThat(check(QUANTIFIED, without(good, "explanation"))).isEmpty();
        assertThat(check(QUANTIFIED, without(good, "origin"))).containsExactly("items[0].origin:origin-missing");
        assertThat(check(QUANTIFIED, without(good, "asOf"))).containsExactly("items[0].asOf:as-of-missing");
        Map<String, Object> low = row("1", Map.of("amount", "94.9", "state", "final"));
        assertThat(check(QUANTIFIED, low)).isEmpty();
        assertThat(check(QUANTIFIED, without(low, "explanation")))
                .containsExactly("items[0].explanation:explanation-missing");
        Map<String, Object> pending = row("1", Map.of("amount", "", "state", "pending"));
        assertThat(check(QUANTIFIED, without(without(pending, "origin"), "asOf")))
                .isEmpty();
        assertThat(check(QUANTIFIED, without(pending, "explanation")))
                .containsExactly("items[0].explanation:explanation-missing");
    }

    @Test
    @DisplayName("目标是文字的由填报单位判断是否达标")
    void targetInWords_isJudged() {
        assertThat(check(JUDGED, row("2", Map.of("amount", "3", "state", "final"))))
                .containsExactly("items[0].values[0].attained:attained-missing");
        assertThat(check(JUDGED, row("2", Map.of("amount", "3", "state", "final", "attained", "yes"))))
                .isEmpty();
        assertThat(check(WORDS, row("3", Map.of("amount", "已落实", "attained", "yes"))))
                .isEmpty();
        assertThat(check(WORDS, row("3", Map.of("amount", "", "attained", "yes"))))
                .containsExactly("items[0].values[0].amount:amount-missing");
        assertThat(check(WORDS, row("3", Map.of("amount", "", "state", "elsewhere"))))
                .isEmpty();
        assertThat(check(WORDS, row("3", Map.of("amount", "长".repeat(501), "attained", "yes"))))
                .containsExactly("items[0].values[0].amount:too-long");
    }

    @Test
    @DisplayName("几个分项各有各的值；缺的、形状不对的都在各自的栏目指出")
    void compoundItem_hasAValueForEachPart() {
        assertThat(check(COMPOUND, row("4", Map.of("amount", "95", "state", "final"))))
                .containsExactly("items[0].values[1].state:state-missing", "items[0].values[1].amount:amount-missing");
        assertThat(check(COMPOUND, Map.of("number", "4", "values", "nonsense")))
                .contains("items[0].values[0].state:state-missing");
        Violations violations = new Violations();
        new IndicatorRules(input(), "water", List.of(QUANTIFIED, COMPOUND), Optional.empty(), violations).check(true);
        assertThat(violations.errors())
                .extracting(error -> error.code())
                .containsExactly("items-missing", "narrative-missing");
        assertThat(violations.errors().get(0).message()).contains("1、4");
    }

    @Test
    @DisplayName("是否达标由系统计算，不听表单的")
    void attained_isComputed() {
        assertThat(value(QUANTIFIED, Map.of("amount", "95", "state", "final", "attained", "no"))
                        .attained())
                .isEqualTo(Attained.YES);
        assertThat(value(QUANTIFIED, Map.of("amount", "94.99", "state", "final", "attained", "yes"))
                        .attained())
                .isEqualTo(Attained.NO);
        assertThat(value(QUANTIFIED, Map.of("state", "pending", "attained", "yes"))
                        .attained())
                .isEqualTo(Attained.UNKNOWN);
        assertThat(value(JUDGED, Map.of("amount", "3", "state", "final", "attained", "no"))
                        .attained())
                .isEqualTo(Attained.NO);
        assertThat(value(QUANTIFIED, Map.of("amount", " 96.20 ", "state", "final"))
                        .amount())
                .isEqualTo("96.20");
    }

    @Test
    @DisplayName("没有再问的答复原样保留")
    void answersNotAskedAgain_stay() {
        IndicatorReport before = input(
                        row("1", Map.of("amount", "96", "state", "final")),
                        row("2", Map.of("amount", "3", "state", "final")))
                .report(
                        "water",
                        List.of(QUANTIFIED, JUDGED),
                        Optional.empty(),
                        false,
                        IndicatorReport.empty(),
                        id -> "hash");
        IndicatorReport after = input(
                        row("1", Map.of("amount", "1", "state", "final")),
                        row("2", Map.of("amount", "4", "state", "final")))
                .report("water", List.of(JUDGED), Optional.empty(), false, before, id -> "hash");
        assertThat(after.answer("1").orElseThrow()).isEqualTo(before.answer("1").orElseThrow());
        assertThat(after.answer("2").orElseThrow().values().get(0).amount()).isEqualTo("4");
        assertThat(IndicatorReport.fromJson(after.toJson())).isEqualTo(after);
    }

    @Test
    @DisplayName("提醒核对：与上年相差一半以上、日期不在数据年度、没有材料")
    void careful_colleague_pointsOut() {
        SubmissionContent lastYear = new SubmissionContent(
                "demonstration-zone",
                2026,
                "目录",
                false,
                null,
                List.of(new SubmissionContent.Item(
                        "1",
                        "环境",
                        "任务",
                        "指标1",
                        "",
                        true,
                        List.of(ContentExamples.part("", "%", "≥95", "", "96", DataState.FINAL, Attained.YES)),
                        List.of(),
                        List.of())),
                List.of());
        Map<String, Object> row = row("1", Map.of("amount", "9.6", "state", "final"));
        row.put("asOf", "2025-12-31");
        Violations warnings = new Violations();
        new IndicatorRules(input(row), "water", List.of(QUANTIFIED), Optional.of(lastYear), warnings)
                .advise(2026, LocalDate.parse("2027-04-01"));
        assertThat(warnings.errors())
                .extracting(error -> error.field() + ":" + error.code())
                .containsExactly(
                        "items[0].asOf:other-year",
                        "items[0].values[0].amount:far-from-last-year",
                        "items[0].evidence:evidence-missing");
    }

    @Test
    @DisplayName("计划指标与目录指标是否同一件事：名称相同，或分项名加上共有的词")
    void samePlanIndicator_isRecognised() {
        CatalogueItem farm = new CatalogueItem("25", "", "", "农业废弃物综合利用率", "", List.of(part("秸秆", "%", "≥90")));
        assertThat(ReportedOnce.same(farm, farm.parts().get(0), "秸秆综合利用率", "%")).isTrue();
        assertThat(ReportedOnce.same(farm, farm.parts().get(0), "秸秆综合利用率", "吨")).isFalse();
        assertThat(ReportedOnce.same(farm, farm.parts().get(0), "秸秆禁烧率", "%")).isFalse();
        assertThat(ReportedOnce.same(QUANTIFIED, QUANTIFIED.parts().get(0), "指标1", "%"))
                .isTrue();
        assertThat(ReportedOnce.same(QUANTIFIED, QUANTIFIED.parts().get(0), "指标", "%"))
                .isFalse();
    }

    private static final CatalogueItem COMPOSITE = item("5", List.of("water"), part("", "%", "完成上级规定的考核任务，且≥90或持续提高"));

    @Test
    @DisplayName("复合目标：数值部分自动判断，其余由单位判断并写明依据；要与上年比较的，上年值必填")
    void compositeTarget_isJudgedInPart_withAReason() {
        Map<String, Object> good = Map.of("amount", "91", "state", "final", "attained", "yes", "reason", "京环发〔2027〕3号");
        assertThat(check(COMPOSITE, row("5", good))).isEmpty();
        assertThat(value(COMPOSITE, good))
                .isEqualTo(new IndicatorReport.Value(
                        "91", "", DataState.FINAL, Attained.YES, Attained.YES, "京环发〔2027〕3号"));
        assertThat(check(COMPOSITE, row("5", Map.of("amount", "91", "state", "final"))))
                .containsExactly(
                        "items[0].values[0].attained:attained-missing", "items[0].values[0].reason:reason-missing");
        Map<String, Object> low = new HashMap<>(good);
        low.put("amount", "88");
        assertThat(check(COMPOSITE, row("5", low))).containsExactly("items[0].values[0].lastYear:last-year-missing");
        low.put("lastYear", "无");
        assertThat(check(COMPOSITE, row("5", low))).isEmpty();
        assertThat(check(COMPOSITE, without(row("5", low), "explanation")))
                .containsExactly("items[0].explanation:explanation-missing");
        assertThat(value(COMPOSITE, low).attained()).isEqualTo(Attained.UNKNOWN);
        low.put("lastYear", "87.9");
        assertThat(value(COMPOSITE, low).attained()).isEqualTo(Attained.YES);
        low.put("attained", "no");
        assertThat(value(COMPOSITE, low).attained()).isEqualTo(Attained.NO);
    }

    @Test
    @DisplayName("目标含数字而按文字判断的，不能不写依据就勾达标")
    void digitsInWords_areNotTickedWithoutAReason() {
        CatalogueItem item = item("6", List.of("water"), part("", "%", "山区≥60；丘陵≥40"));
        Map<String, Object> ticked = Map.of("amount", "60", "state", "final", "attained", "yes");
        assertThat(check(item, row("6", ticked))).containsExactly("items[0].values[0].reason:reason-missing");
        assertThat(value(item("7", List.of("water"), part("", "%", "≥８０")), ticked)
                        .attained())
                .as("60 against ≥８０, whatever was ticked")
                .isEqualTo(Attained.NO);
    }

    @Test
    @DisplayName("别的单位提供的分项不问，也不算进来")
    void partsOfOthers_areNotAsked() {
        CatalogueItem item = COMPOUND.assigned(List.of(true, true), List.of(List.of("agriculture"), List.of("parks")));
        assertThat(check(item, row("4", Map.of("amount", "95", "state", "final"))))
                .isEmpty();
        CatalogueItem absent = COMPOUND.assigned(List.of(false, true), List.of(List.of(), List.of("agriculture")));
        assertThat(check(absent, row("4", Map.of(), Map.of("amount", "70", "state", "final"))))
                .isEmpty();
        assertThat(value(absent, Map.of("amount", "1"), Map.of("amount", "70", "state", "final"))
                        .elsewhere())
                .isTrue();
    }

    @ParameterizedTest
    @DisplayName("812%和-3%提醒核对")
    @CsvSource({"812, true", "-3, true", "100, false", "0, false", "100.5, true"})
    void sharesAreWithinAHundred(String amount, boolean warned) {
        Violations warnings = new Violations();
        new IndicatorRules(
                        input(row("1", Map.of("amount", amount, "state", "final"))),
                        "water",
                        List.of(QUANTIFIED),
                        Optional.empty(),
                        warnings)
                .advise(2026, LocalDate.parse("2027-04-01"));
        assertThat(warnings.errors().stream().anyMatch(error -> error.code().equals("no-share")))
                .isEqualTo(warned);
    }
}
