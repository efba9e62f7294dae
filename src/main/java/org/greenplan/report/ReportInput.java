package org.greenplan.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.task.InputField;
import org.greenplan.task.PlainText;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;

/** The inputs of a progress report (填报进展) and their rules. */
public final class ReportInput {

    static final int NARRATIVE_LENGTH = 4000;
    private static final int REMARK_LENGTH = 2000;
    private static final int SHORT_LENGTH = 200;
    private static final int MOST_FILES = 50;
    private static final int MOST_VALUES = 20;
    private static final BigDecimal LARGEST = new BigDecimal("99999999999999");
    private static final int DECIMALS = 4;

    public static final List<InputField> FIELDS = List.of(
            InputField.choice("state", "进展状态", ReportState.codes(), "必填。"),
            InputField.integer("percent", "完成百分比", "选填，0至100的整数。"),
            InputField.text("narrative", "进展情况", NARRATIVE_LENGTH, "必填，与上期相同的，系统提醒核对；勾选“已在其他系统报送”时免填。"),
            InputField.rows(
                    "values",
                    "指标完成值",
                    MOST_VALUES,
                    "选填，指标没有数值或数据截至日期晚于今天的，系统提醒核对；每行 indicatorId、amount（数值，最多4位小数）、asOf（数据截至日期）、quality（preliminary 初步，final 核定）。"),
            InputField.text("problems", "存在问题", REMARK_LENGTH, "状态为“滞后”时必填。"),
            InputField.text("nextSteps", "下一步安排", REMARK_LENGTH, "选填。"),
            InputField.text("coordination", "需协调事项", REMARK_LENGTH, "状态为“需协调”时必填。"),
            InputField.text("coordinationWith", "请谁协调", SHORT_LENGTH, "状态为“需协调”时必填。"),
            InputField.flag("elsewhere", "已在其他系统报送", "选填；为是时填写系统、编号和日期。"),
            InputField.text("elsewhereSystem", "系统名称", SHORT_LENGTH, "已在其他系统报送时必填。"),
            InputField.text("elsewhereNumber", "报送编号", SHORT_LENGTH, "已在其他系统报送时必填。"),
            InputField.date("elsewhereDate", "报送日期", "已在其他系统报送时必填；晚于今天的，系统提醒核对。"),
            InputField.list(
                    "evidence", "佐证材料", MOST_FILES, "选填，状态为“已完成”“已完成·数据待核定”而没有材料的，系统提醒核对；勾选“已在其他系统报送”时免填。为已上传文件的编号。"));

    private ReportInput() {}

    static void check(TaskInput input, Set<Long> indicators, Violations violations) {
        ReportState state = input.text("state").map(ReportState::ofCode).orElse(null);
        boolean elsewhere = input.flag("elsewhere");
        violations.addIf(state == null, "state", "state-missing", "请选择进展状态。");
        input.integer("percent")
                .filter(percent -> percent < 0 || percent > 100)
                .ifPresent(percent -> violations.add("percent", "percent-range", "完成百分比应在0至100之间。"));
        violations.addIf(
                !elsewhere && !input.has("narrative"), "narrative", "narrative-missing", "请填写进展情况；如已在其他系统报送，请勾选并填写编号。");
        violations.addIf(
                state == ReportState.LAGGING && !input.has("problems"),
                "problems",
                "problems-missing",
                "状态为“滞后”，请说明存在的问题。");
        if (state == ReportState.NEEDS_COORDINATION) {
            violations.addIf(!input.has("coordination"), "coordination", "coordination-missing", "状态为“需协调”，请写明需协调的事项。");
            violations.addIf(
                    !input.has("coordinationWith"),
                    "coordinationWith",
                    "coordination-with-missing",
                    "状态为“需协调”，请写明请哪个单位协调。");
        }
        if (elsewhere) {
            checkElsewhere(input, violations);
        }
        checkValues(input, indicators, violations);
    }

    private static void checkElsewhere(TaskInput input, Violations violations) {
        violations.addIf(!input.has("elsewhereSystem"), "elsewhereSystem", "elsewhere-system-missing", "请填写报送到了哪个系统。");
        violations.addIf(!input.has("elsewhereNumber"), "elsewhereNumber", "elsewhere-number-missing", "请填写在该系统的报送编号。");
        violations.addIf(!input.has("elsewhereDate"), "elsewhereDate", "elsewhere-date-missing", "请填写报送日期。");
    }

    private static void checkValues(TaskInput input, Set<Long> indicators, Violations violations) {
        List<Map<String, Object>> rows = input.rows("values");
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> row = rows.get(i);
            String field = "values[" + i + "]";
            Long id = number(row.get("indicatorId"));
            if (id == null || !indicators.contains(id) || !seen.add(id)) {
                violations.add(field + ".indicatorId", "unknown-indicator", "本措施没有这项指标，或同一指标填了两次。");
                continue;
            }
            if (blank(row.get("amount"))) {
                continue;
            }
            violations.addIf(
                    amount(row.get("amount")) == null,
                    field + ".amount",
                    "amount-not-a-number",
                    "指标值应为数字，最多4位小数，不带单位。");
            violations.addIf(date(row.get("asOf")) == null, field + ".asOf", "as-of-missing", "请填写数据截至日期。");
            violations.addIf(
                    !"preliminary".equals(row.get("quality")) && !"final".equals(row.get("quality")),
                    field + ".quality",
                    "quality-missing",
                    "请选择该数值是初步还是核定。");
        }
    }

    /** The content that was checked; indicator rows without an amount are left out. */
    static ReportContent content(TaskInput input, List<String> evidenceSha256) {
        boolean elsewhere = input.flag("elsewhere");
        List<ReportContent.Value> values = new ArrayList<>();
        for (Map<String, Object> row : input.rows("values")) {
            if (!blank(row.get("amount"))) {
                values.add(new ReportContent.Value(
                        java.util.Objects.requireNonNull(number(row.get("indicatorId"))),
                        java.util.Objects.requireNonNull(amount(row.get("amount"))),
                        java.util.Objects.requireNonNull(date(row.get("asOf"))),
                        (String) row.get("quality")));
            }
        }
        return new ReportContent(
                input.text("state").orElseThrow(),
                input.integer("percent").orElse(null),
                input.text("narrative").orElse(null),
                values,
                input.text("problems").orElse(null),
                input.text("nextSteps").orElse(null),
                input.text("coordination").orElse(null),
                input.text("coordinationWith").orElse(null),
                elsewhere ? input.text("elsewhereSystem").orElse(null) : null,
                elsewhere ? input.text("elsewhereNumber").orElse(null) : null,
                elsewhere ? input.date("elsewhereDate").orElse(null) : null,
                input.list("evidence"),
                evidenceSha256);
    }

    /** A content as the form's inputs. */
    static Map<String, Object> raw(ReportContent content) {
        Map<String, Object> raw = new HashMap<>();
        raw.put("state", content.state());
        put(raw, "percent", content.percent());
        put(raw, "narrative", content.narrative());
        put(raw, "problems", content.problems());
        put(raw, "nextSteps", content.nextSteps());
        put(raw, "coordination", content.coordination());
        put(raw, "coordinationWith", content.coordinationWith());
        if (content.elsewhereSystem() != null) {
            raw.put("elsewhere", true);
            put(raw, "elsewhereSystem", content.elsewhereSystem());
            put(raw, "elsewhereNumber", content.elsewhereNumber());
            put(
                    raw,
                    "elsewhereDate",
                    content.elsewhereDate() == null
                            ? null
                            : content.elsewhereDate().toString());
        }
        raw.put("values", content.values().stream().map(ReportInput::raw).toList());
        raw.put("evidence", content.evidence());
        return raw;
    }

    static Map<String, Object> raw(ReportContent.Value value) {
        return Map.of(
                "indicatorId", value.indicatorId(),
                "amount", value.amount().toPlainString(),
                "asOf", value.asOf().toString(),
                "quality", value.quality());
    }

    private static void put(Map<String, Object> raw, String name, @Nullable Object value) {
        if (value != null) {
            raw.put(name, value);
        }
    }

    static boolean blank(@Nullable Object value) {
        return value == null || value instanceof String text && PlainText.isBlank(text);
    }

    static @Nullable Long number(@Nullable Object value) {
        try {
            return value == null ? null : Long.valueOf(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
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

    /** A day as forms send it, e.g. 2026-11-20; {@code null} when it is none. */
    public static @Nullable LocalDate date(@Nullable Object value) {
        try {
            return blank(value) ? null : LocalDate.parse(String.valueOf(value).strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
