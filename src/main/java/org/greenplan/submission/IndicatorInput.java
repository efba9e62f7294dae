package org.greenplan.submission;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenplan.report.ReportInput;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;

/** The inputs of 填报指标 and their rules. One object is for one hand-in of one unit. */
final class IndicatorInput {

    static final List<InputField> FIELDS = List.of(
            InputField.rows(
                    "items",
                    "指标",
                    400,
                    "每行 number（指标编号）、values（每个分项一组：amount 本年值，state 数据状态：final 核定数、preliminary 快报数、pending 数据未出、"
                            + "elsewhere 由其他提供单位填报，attained 是否达标：yes、no、unknown，只在目标不是数值时填，lastYear 上年值，只在系统没有时填）、"
                            + "origin（数据来源）、asOf（数据截至日期）、explanation（说明）、evidence（已上传文件的编号）。"),
            InputField.text("narrative", "上年度工作进展", 20_000, "“两山”基地被请报送工作进展的单位必填。"),
            InputField.rows("cases", "典型案例", 20, "“两山”基地选填，每行 title（案例名称）、text（案例内容）。"));

    private static final int WORDS = 500;
    private static final int EXPLANATION = 2000;
    private static final int CASE = 5000;
    private static final int MOST_FILES = 50;

    private final TaskInput input;
    /** Asked items in the catalogue's order. */
    private final List<CatalogueItem> asked;

    private final boolean narrative;
    private final Violations violations;

    private IndicatorInput(TaskInput input, List<CatalogueItem> asked, boolean narrative, Violations violations) {
        this.input = input;
        this.asked = asked;
        this.narrative = narrative;
        this.violations = violations;
    }

    /** @param narrative whether the unit is asked for its text on last year's progress */
    static void check(TaskInput input, List<CatalogueItem> asked, boolean narrative, Violations violations) {
        new IndicatorInput(input, asked, narrative, violations).check();
    }

    private void check() {
        Map<String, Integer> rows = rowOf(input);
        List<String> missing = new ArrayList<>();
        for (CatalogueItem item : asked) {
            Integer row = rows.get(item.number());
            if (row == null) {
                missing.add(item.number());
            } else {
                checkItem(item, input.rows("items").get(row), "items[" + row + "]");
            }
        }
        violations.addIf(!missing.isEmpty(), "items", "items-missing", "还没有填写的指标：" + String.join("、", missing) + "。");
        if (narrative) {
            violations.addIf(!input.has("narrative"), "narrative", "narrative-missing", "请填写上年度工作进展。");
            checkCases();
        }
    }

    private void checkItem(CatalogueItem item, Map<String, Object> row, String field) {
        List<Map<String, Object>> values = values(row);
        boolean explained = !text(row.get("explanation")).isEmpty();
        boolean figure = false;
        boolean toExplain = false;
        for (int i = 0; i < item.parts().size(); i++) {
            Map<String, Object> value = i < values.size() ? values.get(i) : Map.of();
            checkValue(item, item.parts().get(i), value, field + ".values[" + i + "]");
            IndicatorReport.Value read = value(item.parts().get(i), value);
            figure |= read.state() != null && read.state().hasFigure();
            toExplain |= read.state() == DataState.PENDING || read.attained() == Attained.NO && !read.elsewhere();
        }
        if (figure) {
            violations.addIf(
                    text(row.get("origin")).isEmpty(), field + ".origin", "origin-missing", "请填写数据来源，如“2026年统计年鉴”。");
            violations.addIf(date(row.get("asOf")) == null, field + ".asOf", "as-of-missing", "请填写数据截至日期，如2026-12-31。");
        }
        violations.addIf(
                toExplain && !explained, field + ".explanation", "explanation-missing", "未达标的请说明原因和措施，数据未出的请说明预计何时能出。");
        limit(row.get("origin"), WORDS, field + ".origin", "数据来源");
        limit(row.get("explanation"), EXPLANATION, field + ".explanation", "说明");
        violations.addIf(evidence(row).size() > MOST_FILES, field + ".evidence", "too-many", "每项指标最多50份材料，请减少。");
    }

    private void checkValue(CatalogueItem item, CatalogueItem.Part part, Map<String, Object> value, String field) {
        String amount = text(value.get("amount"));
        DataState state = state(value.get("state"));
        boolean several = item.suppliers().size() > 1;
        limit(value.get("lastYear"), WORDS, field + ".lastYear", "上年值");
        if (state == DataState.ELSEWHERE) {
            violations.addIf(!several, field + ".state", "only-supplier", "这项指标只由本单位提供，请选择核定数、快报数或数据未出。");
            violations.addIf(!amount.isEmpty(), field + ".amount", "amount-elsewhere", "选择“由其他提供单位填报”的，不填数值。");
            return;
        }
        if (state == DataState.PENDING) {
            violations.addIf(!amount.isEmpty(), field + ".amount", "amount-pending", "选择“数据未出”的，不填数值；已有数据的，请改选数据状态。");
            return;
        }
        if (part.numeric()) {
            violations.addIf(state == null, field + ".state", "state-missing", "请选择数据状态。");
            if (amount.isEmpty()) {
                violations.add(field + ".amount", "amount-missing", "请填写本年值；还没有数据的，数据状态选“数据未出”。");
            } else {
                violations.addIf(
                        ReportInput.amount(amount) == null,
                        field + ".amount",
                        "amount-not-a-number",
                        "应为数字，最多4位小数，不带单位%s。".formatted(part.unit().isEmpty() ? "" : "（" + part.unit() + "）"));
            }
        } else {
            violations.addIf(amount.isEmpty(), field + ".amount", "amount-missing", "请简要填写完成情况。");
            limit(amount, WORDS, field + ".amount", "完成情况");
        }
        if (part.target().comparator() == null) {
            violations.addIf(
                    attained(value.get("attained")) == null,
                    field + ".attained",
                    "attained-missing",
                    "目标不是数值，请判断是否达标。");
        }
    }

    private void checkCases() {
        List<Map<String, Object>> cases = input.rows("cases");
        for (int i = 0; i < cases.size(); i++) {
            String title = text(cases.get(i).get("title"));
            String words = text(cases.get(i).get("text"));
            String field = "cases[" + i + "]";
            violations.addIf(title.isEmpty(), field + ".title", "title-missing", "请填写案例名称；不报这个案例的，请移除。");
            violations.addIf(words.isEmpty(), field + ".text", "text-missing", "请填写案例内容；不报这个案例的，请移除。");
            limit(title, WORDS, field + ".title", "案例名称");
            limit(words, CASE, field + ".text", "案例内容");
        }
    }

    private void limit(@Nullable Object given, int max, String field, String label) {
        int length = text(given).length();
        violations.addIf(length > max, field, "too-long", "%s最多%d字，现有%d字，请精简。".formatted(label, max, length));
    }

    /** What a careful colleague would point out. */
    static void advise(
            TaskInput input,
            List<CatalogueItem> asked,
            Optional<SubmissionContent> lastYear,
            int dataYear,
            LocalDate today,
            Violations warnings) {
        Map<String, Integer> rows = rowOf(input);
        for (CatalogueItem item : asked) {
            Integer at = rows.get(item.number());
            if (at == null) {
                continue;
            }
            Map<String, Object> row = input.rows("items").get(at);
            String field = "items[" + at + "]";
            LocalDate asOf = date(row.get("asOf"));
            if (asOf != null) {
                warnings.addIf(asOf.isAfter(today), field + ".asOf", "date-in-future", "数据截至日期晚于今天，请核对。");
                warnings.addIf(
                        !asOf.isAfter(today) && asOf.getYear() != dataYear,
                        field + ".asOf",
                        "other-year",
                        "报送的是%d年度数据，截至日期不在这一年，请核对。".formatted(dataYear));
            }
            Optional<SubmissionContent.Item> before = LastYear.item(lastYear, item);
            List<Map<String, Object>> values = values(row);
            boolean any = false;
            for (int i = 0; i < Math.min(values.size(), item.parts().size()); i++) {
                String amount = text(values.get(i).get("amount"));
                any |= !amount.isEmpty();
                String then = LastYear.value(before, item.parts().get(i).name());
                warnings.addIf(
                        farFrom(amount, then),
                        field + ".values[" + i + "].amount",
                        "far-from-last-year",
                        "与上年值（%s）相差较大，请核对单位和小数点。".formatted(then));
            }
            warnings.addIf(
                    any && evidence(row).isEmpty(), field + ".evidence", "evidence-missing", "还没有佐证材料，请核对是否需要上传。");
        }
    }

    /** By more than half. */
    private static boolean farFrom(String amount, String then) {
        BigDecimal now = ReportInput.amount(amount);
        BigDecimal before = ReportInput.amount(then);
        return now != null
                && before != null
                && before.signum() != 0
                && now.subtract(before).abs().compareTo(before.abs().multiply(new BigDecimal("0.5"))) > 0;
    }

    /**
     * What was checked, with the answers that stood before and were not asked again.
     *
     * @param sha256 of a file, by its id
     */
    static IndicatorReport report(
            TaskInput input,
            List<CatalogueItem> asked,
            boolean narrative,
            IndicatorReport before,
            java.util.function.UnaryOperator<String> sha256) {
        Map<String, Integer> rows = rowOf(input);
        Map<String, IndicatorReport.Answer> answers = new LinkedHashMap<>();
        before.answers().forEach(answer -> answers.put(answer.number(), answer));
        for (CatalogueItem item : asked) {
            Map<String, Object> row = input.rows("items").get(rows.get(item.number()));
            List<Map<String, Object>> values = values(row);
            List<IndicatorReport.Value> read = new ArrayList<>();
            for (int i = 0; i < item.parts().size(); i++) {
                read.add(value(item.parts().get(i), i < values.size() ? values.get(i) : Map.of()));
            }
            List<String> evidence = evidence(row);
            answers.put(
                    item.number(),
                    new IndicatorReport.Answer(
                            item.number(),
                            read,
                            text(row.get("origin")),
                            date(row.get("asOf")),
                            text(row.get("explanation")),
                            evidence,
                            evidence.stream().map(sha256).toList()));
        }
        return new IndicatorReport(
                List.copyOf(answers.values()),
                narrative ? input.text("narrative").orElse(null) : before.narrative(),
                narrative
                        ? input.rows("cases").stream()
                                .map(row -> new SubmissionContent.Case(text(row.get("title")), text(row.get("text"))))
                                .toList()
                        : before.cases());
    }

    /** A value as it counts: whether a number meets its target is computed, never taken from the form. */
    private static IndicatorReport.Value value(CatalogueItem.Part part, Map<String, Object> given) {
        DataState state = state(given.get("state"));
        BigDecimal number = part.numeric() ? ReportInput.amount(text(given.get("amount"))) : null;
        String amount = number != null ? number.toPlainString() : text(given.get("amount"));
        Attained judged = attained(given.get("attained"));
        Attained attained = judged == null ? Attained.UNKNOWN : judged;
        if (state == DataState.PENDING || state == DataState.ELSEWHERE) {
            amount = "";
            attained = Attained.UNKNOWN;
        } else if (part.target().comparator() != null) {
            attained = number == null
                    ? Attained.UNKNOWN
                    : part.target().met(number).orElseThrow() ? Attained.YES : Attained.NO;
        }
        return new IndicatorReport.Value(
                amount,
                text(given.get("lastYear")),
                part.numeric() || state == DataState.ELSEWHERE || state == DataState.PENDING ? state : null,
                attained);
    }

    /** An answer as the form's row. */
    static Map<String, Object> raw(IndicatorReport.Answer answer) {
        Map<String, Object> row = new HashMap<>();
        row.put("number", answer.number());
        row.put(
                "values",
                answer.values().stream()
                        .map(value -> Map.of(
                                "amount", value.amount(),
                                "lastYear", value.lastYear(),
                                "state",
                                        value.state() == null
                                                ? ""
                                                : value.state().code(),
                                "attained", value.attained().code()))
                        .toList());
        row.put("origin", answer.origin());
        row.put("asOf", answer.asOf() == null ? "" : answer.asOf().toString());
        row.put("explanation", answer.explanation());
        row.put("evidence", answer.evidence());
        return row;
    }

    /** Where each item's row is; the first one counts. */
    static Map<String, Integer> rowOf(TaskInput input) {
        List<Map<String, Object>> rows = input.rows("items");
        Map<String, Integer> found = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            found.putIfAbsent(String.valueOf(rows.get(i).get("number")), i);
        }
        return found;
    }

    static List<String> evidence(Map<String, Object> row) {
        return row.get("evidence") instanceof List<?> ids
                ? ids.stream().map(String::valueOf).distinct().collect(Collectors.toList())
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> values(Map<String, Object> row) {
        return row.get("values") instanceof List<?> values
                ? values.stream()
                        .map(value ->
                                value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.<String, Object>of())
                        .toList()
                : List.of();
    }

    private static String text(@Nullable Object given) {
        return given == null ? "" : String.valueOf(given).strip();
    }

    private static @Nullable LocalDate date(@Nullable Object given) {
        try {
            return text(given).isEmpty() ? null : LocalDate.parse(text(given));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable DataState state(@Nullable Object given) {
        try {
            return text(given).isEmpty() ? null : DataState.ofCode(text(given));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static @Nullable Attained attained(@Nullable Object given) {
        try {
            return text(given).isEmpty() ? null : Attained.ofCode(text(given));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
