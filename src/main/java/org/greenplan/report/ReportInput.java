package org.greenplan.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;

/** What a progress report (填报进展) takes, and its rules. */
public record ReportInput(
        @Input(label = "进展状态", rule = "必填。") @Nullable ReportState state,
        @Input(label = "完成百分比", rule = "选填，0至100的整数。") @Nullable Integer percent,
        @Input(label = "进展情况", max = 4000, rule = "必填，与上期相同的，系统提醒核对；勾选“已在其他系统报送”时免填。") @Nullable String narrative,
        @Input(
                        label = "指标完成值",
                        max = 20,
                        rule =
                                "选填，指标没有数值或数据截至日期晚于今天的，系统提醒核对；每行 indicatorId、amount（数值，最多4位小数）、asOf（数据截至日期）、quality（preliminary 初步，final 核定）。")
                List<Value> values,
        @Input(label = "存在问题", max = ReportInput.REMARK, rule = "状态为“滞后”时必填。") @Nullable String problems,
        @Input(label = "下一步安排", max = ReportInput.REMARK, rule = "选填。") @Nullable String nextSteps,
        @Input(label = "需协调事项", max = ReportInput.REMARK, rule = "状态为“需协调”时必填。") @Nullable String coordination,
        @Input(label = "请谁协调", max = ReportInput.SHORT, rule = "状态为“需协调”时必填。") @Nullable String coordinationWith,
        @Input(label = "已在其他系统报送", rule = "选填；为是时填写系统、编号和日期。") boolean elsewhere,
        @Input(label = "系统名称", max = ReportInput.SHORT, rule = "已在其他系统报送时必填。") @Nullable String elsewhereSystem,
        @Input(label = "报送编号", max = ReportInput.SHORT, rule = "已在其他系统报送时必填。") @Nullable String elsewhereNumber,
        @Input(label = "报送日期", rule = "已在其他系统报送时必填；晚于今天的，系统提醒核对。") @Nullable LocalDate elsewhereDate,
        @Input(label = "佐证材料", max = 50, rule = "选填，状态为“已完成”“已完成·数据待核定”而没有材料的，系统提醒核对；勾选“已在其他系统报送”时免填。为已上传文件的编号。")
                List<String> evidence) {

    /**
     * One indicator's value.
     *
     * @param amount as it was typed; {@code null} where there is none yet
     */
    record Value(
            @Nullable Long indicatorId,
            @Nullable String amount,
            @Nullable LocalDate asOf,
            @Nullable DataQuality quality) {

        private static Value of(ReportContent.Value value) {
            return new Value(
                    value.indicatorId(),
                    value.amount().toPlainString(),
                    value.asOf(),
                    DataQuality.ofCode(value.quality()));
        }

        private ReportContent.Value content() {
            return new ReportContent.Value(
                    Objects.requireNonNull(indicatorId),
                    Objects.requireNonNull(ReportInput.amount(amount)),
                    Objects.requireNonNull(asOf),
                    Objects.requireNonNull(quality).code());
        }
    }

    static final int REMARK = 2000;
    static final int SHORT = 200;
    private static final BigDecimal LARGEST = new BigDecimal("99999999999999");
    private static final int DECIMALS = 4;

    public static final Inputs<ReportInput> INPUTS = Inputs.of(ReportInput.class);

    /** As it would be handed in. */
    static ReportInput of(ReportContent content) {
        return new ReportInput(
                content.reportState(),
                content.percent(),
                content.narrative(),
                content.values().stream().map(Value::of).toList(),
                content.problems(),
                content.nextSteps(),
                content.coordination(),
                content.coordinationWith(),
                content.elsewhereSystem() != null,
                content.elsewhereSystem(),
                content.elsewhereNumber(),
                content.elsewhereDate(),
                content.evidence());
    }

    /** @param indicators ids of the measure's */
    void check(Set<Long> indicators, Violations violations) {
        violations.addIf(state == null, "state", "state-missing", "请选择进展状态。");
        violations.addIf(
                percent != null && (percent < 0 || percent > 100), "percent", "percent-range", "完成百分比应在0至100之间。");
        violations.addIf(
                !elsewhere && narrative == null, "narrative", "narrative-missing", "请填写进展情况；如已在其他系统报送，请勾选并填写编号。");
        violations.addIf(
                state == ReportState.LAGGING && problems == null, "problems", "problems-missing", "状态为“滞后”，请说明存在的问题。");
        if (state == ReportState.NEEDS_COORDINATION) {
            violations.addIf(coordination == null, "coordination", "coordination-missing", "状态为“需协调”，请写明需协调的事项。");
            violations.addIf(
                    coordinationWith == null, "coordinationWith", "coordination-with-missing", "状态为“需协调”，请写明请哪个单位协调。");
        }
        if (elsewhere) {
            checkElsewhere(violations);
        }
        checkValues(indicators, violations);
    }

    private void checkElsewhere(Violations violations) {
        violations.addIf(elsewhereSystem == null, "elsewhereSystem", "elsewhere-system-missing", "请填写报送到了哪个系统。");
        violations.addIf(elsewhereNumber == null, "elsewhereNumber", "elsewhere-number-missing", "请填写在该系统的报送编号。");
        violations.addIf(elsewhereDate == null, "elsewhereDate", "elsewhere-date-missing", "请填写报送日期。");
    }

    private void checkValues(Set<Long> indicators, Violations violations) {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            String field = "values[" + i + "]";
            Long id = value.indicatorId();
            if (id == null || !indicators.contains(id) || !seen.add(id)) {
                violations.add(field + ".indicatorId", "unknown-indicator", "本措施没有这项指标，或同一指标填了两次。");
                continue;
            }
            if (value.amount() == null) {
                continue;
            }
            violations.addIf(
                    amount(value.amount()) == null, field + ".amount", "amount-not-a-number", "指标值应为数字，最多4位小数，不带单位。");
            violations.addIf(value.asOf() == null, field + ".asOf", "as-of-missing", "请填写数据截至日期。");
            violations.addIf(value.quality() == null, field + ".quality", "quality-missing", "请选择该数值是初步还是核定。");
        }
    }

    /** The content that was checked; indicators without an amount are left out. */
    ReportContent content(List<String> evidenceSha256) {
        return new ReportContent(
                Objects.requireNonNull(state).code(),
                percent,
                narrative,
                values.stream()
                        .filter(value -> value.amount() != null)
                        .map(Value::content)
                        .toList(),
                problems,
                nextSteps,
                coordination,
                coordinationWith,
                elsewhere ? elsewhereSystem : null,
                elsewhere ? elsewhereNumber : null,
                elsewhere ? elsewhereDate : null,
                evidence,
                evidenceSha256);
    }

    /** The same with one row per indicator, in their order, as the form shows them. */
    ReportInput inForm(List<Long> indicators) {
        return new ReportInput(
                state,
                percent,
                narrative,
                indicators.stream().map(this::value).toList(),
                problems,
                nextSteps,
                coordination,
                coordinationWith,
                elsewhere,
                elsewhereSystem,
                elsewhereNumber,
                elsewhereDate,
                evidence);
    }

    private Value value(Long indicator) {
        return values.stream()
                .filter(value -> indicator.equals(value.indicatorId()))
                .findFirst()
                .orElse(new Value(indicator, null, null, null));
    }

    /** An indicator's value as a report takes it; {@code null} when it is no number, too large or too fine. */
    public static @Nullable BigDecimal amount(@Nullable Object value) {
        try {
            BigDecimal amount = new BigDecimal(String.valueOf(value).strip());
            boolean fits = amount.abs().compareTo(LARGEST) <= 0
                    && amount.stripTrailingZeros().scale() <= DECIMALS;
            return fits ? amount : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
