package org.greenplan.submission;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.report.ReportInput;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.jspecify.annotations.Nullable;

/** What 填报指标 takes, as it is typed and as it counts. Its rules: {@link IndicatorRules}. */
record IndicatorInput(
        @Input(
                        label = "指标",
                        max = 400,
                        rule =
                                "每行 number（指标编号）、values（每个分项一组：amount 本年值，state 数据状态：final 核定数、preliminary 快报数、pending 数据未出、"
                                        + "elsewhere 由其他提供单位填报，attained 是否达标：yes、no、unknown，只在目标有文字要求时填，reason 判断依据，lastYear 上年值，只在系统没有时填；"
                                        + "不由本单位提供的分项留空）、"
                                        + "origin（数据来源）、asOf（数据截至日期）、explanation（说明）、evidence（已上传文件的编号）。")
                List<Row> items,
        @Input(label = "上年度工作进展", max = 20_000, rule = "“两山”基地被请报送工作进展的单位必填。") @Nullable String narrative,
        @Input(label = "典型案例", max = 20, rule = "“两山”基地选填，每行 title（案例名称）、text（案例内容）。") List<Case> cases) {

    /** What is typed of one item; texts are empty where there is nothing. */
    record Row(
            String number,
            List<Value> values,
            String origin,
            @Nullable LocalDate asOf,
            String explanation,
            List<String> evidence) {

        Row {
            number = text(number);
            origin = text(origin);
            explanation = text(explanation);
            evidence = evidence.stream().distinct().toList();
        }

        /** An answer as it was typed. */
        static Row of(IndicatorReport.Answer answer) {
            return new Row(
                    answer.number(),
                    answer.values().stream().map(Value::of).toList(),
                    answer.origin(),
                    answer.asOf(),
                    answer.explanation(),
                    answer.evidence());
        }

        /** Nothing yet of this item. */
        static Row of(String number) {
            return new Row(number, List.of(), "", null, "", List.of());
        }

        /** Of one of the item's parts. */
        Value value(int part) {
            return part < values.size() ? values.get(part) : Value.NONE;
        }
    }

    /** What is typed of one part of an item; texts are empty where there is nothing. */
    record Value(
            String amount, String lastYear, @Nullable DataState state, @Nullable Attained attained, String reason) {

        private static final Value NONE = new Value("", "", null, null, "");

        Value {
            amount = text(amount);
            lastYear = text(lastYear);
            reason = text(reason);
        }

        private static Value of(IndicatorReport.Value value) {
            return new Value(
                    value.amount(),
                    value.lastYear(),
                    value.state(),
                    value.judged() == null ? value.attained() : value.judged(),
                    value.reason());
        }

        /** As it counts: whether a number meets its target is computed, never taken from the form. */
        IndicatorReport.Value counted(CatalogueItem.Part part, Optional<SubmissionContent.Item> then) {
            boolean without = state == DataState.PENDING || state == DataState.ELSEWHERE;
            boolean toJudge = part.target().toJudge();
            BigDecimal number = part.numeric() ? ReportInput.amount(amount) : null;
            Attained judged = toJudge ? attained : null;
            return new IndicatorReport.Value(
                    without ? "" : number != null ? number.toPlainString() : amount,
                    lastYear,
                    part.numeric() || without ? state : null,
                    without
                            ? Attained.UNKNOWN
                            : part.target()
                                    .attained(number, before(part, then), judged == null ? Attained.UNKNOWN : judged),
                    without ? null : judged,
                    toJudge ? reason : "");
        }

        /** Last year's figure: what was submitted then; where the system does not know, what the unit says of it. */
        @Nullable
        BigDecimal before(CatalogueItem.Part part, Optional<SubmissionContent.Item> then) {
            String known = LastYear.value(then, part.name());
            return ReportInput.amount(known.isEmpty() ? lastYear : known);
        }
    }

    /** An example; texts are empty where there is nothing. */
    record Case(String title, String text) {

        Case {
            title = IndicatorInput.text(title);
            text = IndicatorInput.text(text);
        }

        static Case of(SubmissionContent.Case written) {
            return new Case(written.title(), written.text());
        }
    }

    static final Inputs<IndicatorInput> INPUTS = Inputs.of(IndicatorInput.class);

    /** In place of a part that others are asked for. */
    private static final IndicatorReport.Value NOT_ASKED =
            new IndicatorReport.Value("", "", DataState.ELSEWHERE, Attained.UNKNOWN, null, "");

    /**
     * What was checked, with the answers that stood before and were not asked again.
     *
     * @param unit that gives it
     * @param sha256 of a file, by its id
     */
    IndicatorReport report(
            String unit,
            List<CatalogueItem> asked,
            Optional<SubmissionContent> lastYear,
            boolean narrated,
            IndicatorReport before,
            java.util.function.UnaryOperator<String> sha256) {
        Map<String, Integer> rows = rowOf();
        Map<String, IndicatorReport.Answer> answers = new LinkedHashMap<>();
        before.answers().forEach(answer -> answers.put(answer.number(), answer));
        for (CatalogueItem item : asked) {
            Row row = items.get(rows.get(item.number()));
            Optional<SubmissionContent.Item> then = LastYear.item(lastYear, item);
            List<IndicatorReport.Value> read = new ArrayList<>();
            for (int i = 0; i < item.parts().size(); i++) {
                CatalogueItem.Part part = item.parts().get(i);
                read.add(part.asks(unit) ? row.value(i).counted(part, then) : NOT_ASKED);
            }
            answers.put(
                    item.number(),
                    new IndicatorReport.Answer(
                            item.number(),
                            read,
                            row.origin(),
                            row.asOf(),
                            row.explanation(),
                            row.evidence(),
                            row.evidence().stream().map(sha256).toList()));
        }
        return new IndicatorReport(
                List.copyOf(answers.values()),
                narrated ? narrative : before.narrative(),
                narrated
                        ? cases.stream()
                                .map(one -> new SubmissionContent.Case(one.title(), one.text()))
                                .toList()
                        : before.cases());
    }

    /** Where each item's row is; the first one counts. */
    Map<String, Integer> rowOf() {
        Map<String, Integer> found = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            found.putIfAbsent(items.get(i).number(), i);
        }
        return found;
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
