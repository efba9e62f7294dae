package org.greenplan.table;

import java.util.List;
import org.greenplan.report.ReportView;
import org.jspecify.annotations.Nullable;

/**
 * What a unit wrote on one measure, cell by cell; empty where it wrote nothing.
 *
 * @param percent with its sign
 * @param elsewhere that it was handed in to another system, which, number and date; then there is no narrative
 */
record SheetCells(
        String stateCode,
        String state,
        String percent,
        String narrative,
        String elsewhere,
        List<Value> values,
        String problems,
        String nextSteps,
        String coordination,
        String coordinationWith,
        List<ReportView.FileView> files) {

    /** @param basis target, day and quality of the figure */
    record Value(String name, String amount, String basis) {}

    static SheetCells of(ReportView report) {
        return new SheetCells(
                report.state(),
                report.stateText(),
                report.percent() == null ? "" : report.percent() + "%",
                text(report.narrative()),
                report.elsewhere() == null ? "" : elsewhere(report.elsewhere()),
                report.values().stream().map(SheetCells::value).toList(),
                text(report.problems()),
                text(report.nextSteps()),
                text(report.coordination()),
                text(report.coordinationWith()),
                report.evidence());
    }

    private static Value value(ReportView.ValueView value) {
        return new Value(
                value.name(),
                value.amount().stripTrailingZeros().toPlainString() + value.unit(),
                "目标%s，截至%s，%s".formatted(value.targetText(), value.asOf(), value.qualityText()));
    }

    private static String elsewhere(ReportView.Elsewhere other) {
        return other.system()
                + (other.number().isEmpty() ? "" : "，编号" + other.number())
                + (other.date() == null ? "" : "，报送日期" + other.date());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
