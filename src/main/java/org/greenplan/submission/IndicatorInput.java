package org.greenplan.submission;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenplan.report.ReportInput;
import org.greenplan.task.InputField;
import org.greenplan.task.PlainText;
import org.greenplan.task.TaskInput;
import org.jspecify.annotations.Nullable;

/** The inputs of 填报指标, as they are typed and as they count. Their rules: {@link IndicatorRules}. */
final class IndicatorInput {

    static final List<InputField> FIELDS = List.of(
            InputField.rows(
                    "items",
                    "指标",
                    400,
                    "每行 number（指标编号）、values（每个分项一组：amount 本年值，state 数据状态：final 核定数、preliminary 快报数、pending 数据未出、"
                            + "elsewhere 由其他提供单位填报，attained 是否达标：yes、no、unknown，只在目标有文字要求时填，reason 判断依据，lastYear 上年值，只在系统没有时填；"
                            + "不由本单位提供的分项留空）、"
                            + "origin（数据来源）、asOf（数据截至日期）、explanation（说明）、evidence（已上传文件的编号）。"),
            InputField.text("narrative", "上年度工作进展", 20_000, "“两山”基地被请报送工作进展的单位必填。"),
            InputField.rows("cases", "典型案例", 20, "“两山”基地选填，每行 title（案例名称）、text（案例内容）。"));

    /** In place of a part that others are asked for. */
    private static final IndicatorReport.Value NOT_ASKED =
            new IndicatorReport.Value("", "", DataState.ELSEWHERE, Attained.UNKNOWN, null, "");

    private IndicatorInput() {}

    /**
     * What was checked, with the answers that stood before and were not asked again.
     *
     * @param unit that gives it
     * @param sha256 of a file, by its id
     */
    static IndicatorReport report(
            TaskInput input,
            String unit,
            List<CatalogueItem> asked,
            Optional<SubmissionContent> lastYear,
            boolean narrative,
            IndicatorReport before,
            java.util.function.UnaryOperator<String> sha256) {
        Map<String, Integer> rows = rowOf(input);
        Map<String, IndicatorReport.Answer> answers = new LinkedHashMap<>();
        before.answers().forEach(answer -> answers.put(answer.number(), answer));
        for (CatalogueItem item : asked) {
            Map<String, Object> row = input.rows("items").get(rows.get(item.number()));
            List<Map<String, Object>> values = values(row);
            Optional<SubmissionContent.Item> then = LastYear.item(lastYear, item);
            List<IndicatorReport.Value> read = new ArrayList<>();
            for (int i = 0; i < item.parts().size(); i++) {
                CatalogueItem.Part part = item.parts().get(i);
                read.add(part.asks(unit) ? value(part, then, i < values.size() ? values.get(i) : Map.of()) : NOT_ASKED);
            }
            List<String> evidence = evidence(row);
            answers.put(
                    item.number(),
                    new IndicatorReport.Answer(
                            item.number(),
                            read,
                            text(row.get("origin")),
                            ReportInput.date(row.get("asOf")),
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
    static IndicatorReport.Value value(
            CatalogueItem.Part part, Optional<SubmissionContent.Item> then, Map<String, Object> given) {
        DataState state = state(given.get("state"));
        BigDecimal number = part.numeric() ? ReportInput.amount(text(given.get("amount"))) : null;
        String amount = number != null ? number.toPlainString() : text(given.get("amount"));
        Attained judged = part.target().toJudge() ? attained(given.get("attained")) : null;
        Attained attained =
                part.target().attained(number, lastYear(part, then, given), judged == null ? Attained.UNKNOWN : judged);
        if (state == DataState.PENDING || state == DataState.ELSEWHERE) {
            amount = "";
            judged = null;
            attained = Attained.UNKNOWN;
        }
        return new IndicatorReport.Value(
                amount,
                text(given.get("lastYear")),
                part.numeric() || state == DataState.ELSEWHERE || state == DataState.PENDING ? state : null,
                attained,
                judged,
                part.target().toJudge() ? text(given.get("reason")) : "");
    }

    /** Last year's figure: what was submitted then; where the system does not know, what the unit says of it. */
    static @Nullable BigDecimal lastYear(
            CatalogueItem.Part part, Optional<SubmissionContent.Item> then, Map<String, Object> given) {
        String known = LastYear.value(then, part.name());
        return ReportInput.amount(known.isEmpty() ? text(given.get("lastYear")) : known);
    }

    /** An answer as the form's row. */
    static Map<String, Object> raw(IndicatorReport.Answer answer) {
        Map<String, Object> row = new HashMap<>();
        row.put("number", answer.number());
        row.put(
                "values",
                answer.values().stream()
                        .map(value -> Map.of(
                                "amount",
                                value.amount(),
                                "lastYear",
                                value.lastYear(),
                                "state",
                                value.state() == null ? "" : value.state().code(),
                                "attained",
                                (value.judged() == null ? value.attained() : value.judged()).code(),
                                "reason",
                                value.reason()))
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
    /** The row's values, in the order of the item's parts. */
    static List<Map<String, Object>> values(Map<String, Object> row) {
        return row.get("values") instanceof List<?> values
                ? values.stream()
                        .map(value ->
                                value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.<String, Object>of())
                        .toList()
                : List.of();
    }

    /** What was typed, without white space around it; empty for nothing. */
    static String text(@Nullable Object given) {
        return given == null ? "" : PlainText.of(String.valueOf(given));
    }

    static @Nullable DataState state(@Nullable Object given) {
        try {
            return text(given).isEmpty() ? null : DataState.ofCode(text(given));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    static @Nullable Attained attained(@Nullable Object given) {
        try {
            return text(given).isEmpty() ? null : Attained.ofCode(text(given));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
