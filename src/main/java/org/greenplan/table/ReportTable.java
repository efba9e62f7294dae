package org.greenplan.table;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.Lateness;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureViews;
import org.greenplan.report.ReportView;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 本期报送: all reports that a clerk's units are asked for, one row per measure; on the page and as a workbook. */
@Component
class ReportTable {

    /**
     * An indicator of a row, with what was typed.
     *
     * @param index place in the input {@code values}
     * @param previous last period's value in words, empty without one
     */
    record IndicatorCell(
            int index,
            MeasureViews.IndicatorView indicator,
            String amount,
            String asOf,
            String quality,
            ReportView.@Nullable ValueView before,
            String previous) {}

    /** @param previous the unit's report of the period before */
    record Row(WorkRow row, List<IndicatorCell> indicators, @Nullable ReportView previous) {

        /** Whether what stands here is the unit's newest word: typed and kept, or handed in and taken back (撤回). */
        public boolean written() {
            return row.typed() || Boolean.TRUE.equals(row.view().get("takenBack"));
        }
    }

    private final TaskDesk desk;
    private final People people;
    private final Directory directory;
    private final ReportWorkbook workbook;
    private final Lateness lateness;
    private final Clock clock;

    ReportTable(
            TaskDesk desk,
            People people,
            Directory directory,
            ReportWorkbook workbook,
            Lateness lateness,
            Clock clock) {
        this.desk = desk;
        this.people = people;
        this.directory = directory;
        this.workbook = workbook;
        this.lateness = lateness;
        this.clock = clock;
    }

    List<Row> rows(String user) {
        return desk.open(WorkTable.REPORT.taskKeys(), user).stream()
                .map(sheet -> row(new WorkRow(sheet, lateness)))
                .toList();
    }

    private static Row row(WorkRow row) {
        ReportView previous = (ReportView) row.view().get("previous");
        List<MeasureViews.IndicatorView> indicators = row.measure().indicators();
        return new Row(
                row,
                Stream.iterate(0, index -> index + 1)
                        .limit(indicators.size())
                        .map(index -> cell(index, indicators.get(index), row.values(), previous))
                        .toList(),
                previous);
    }

    private static IndicatorCell cell(
            int index,
            MeasureViews.IndicatorView indicator,
            Map<String, Object> values,
            @Nullable ReportView previous) {
        Map<?, ?> typed = values.get("values") instanceof List<?> rows
                ? rows.stream()
                        .filter(Map.class::isInstance)
                        .map(given -> (Map<?, ?>) given)
                        .filter(given ->
                                String.valueOf(given.get("indicatorId")).equals(String.valueOf(indicator.id())))
                        .findFirst()
                        .orElse(Map.of())
                : Map.of();
        ReportView.ValueView before = previous == null
                ? null
                : previous.values().stream()
                        .filter(value -> value.indicatorId() == indicator.id())
                        .findFirst()
                        .orElse(null);
        return new IndicatorCell(
                index,
                indicator,
                text(typed.get("amount")),
                text(typed.get("asOf")),
                text(typed.get("quality")),
                before,
                before == null
                        ? ""
                        : "%s%s（截至%s，%s）"
                                .formatted(plain(before.amount()), before.unit(), before.asOf(), before.qualityText()));
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** The open reports of one of the clerk's units, to be filled elsewhere. */
    byte[] write(String unit, String user) {
        return workbook.write(sheet(unit, user));
    }

    /** @throws RuleViolation when the whole workbook cannot be taken */
    WorkbookReading read(InputStream upload, String unit, String user) throws IOException {
        return workbook.read(upload, sheet(unit, user));
    }

    private WorkbookSheet sheet(String unit, String user) {
        if (!people.clerkOf(user).contains(unit)) {
            throw RuleViolation.notFound("unit-not-yours", "您不是这个单位的经办人，不能下载或导入它的报送表。");
        }
        List<Row> rows = rows(user).stream()
                .filter(row ->
                        row.row().unit().equals(unit) && row.row().sheet().heldBy() == null)
                .toList();
        if (rows.isEmpty()) {
            throw RuleViolation.notFound("nothing-to-report", "本单位现在没有待填报的事项。");
        }
        return new WorkbookSheet(
                unit,
                directory.nameOf(unit),
                rows.stream().map(row -> row.row().period()).distinct().collect(Collectors.joining("、")) + "进展报送",
                LocalDate.now(clock),
                rows.stream().map(ReportTable::workbookRow).toList());
    }

    private static WorkbookRow workbookRow(Row row) {
        WorkRow work = row.row();
        MeasureViews.MeasureView measure = work.measure();
        return new WorkbookRow(
                work.taskId(),
                measure.key().substring(0, 4) + work.period(),
                measure.key(),
                measure.taskTitle(),
                work.period(),
                LocalDate.ofInstant(
                        Objects.requireNonNull(work.sheet().task().due()).toInstant(), DueDates.ZONE),
                String.join("\n", measure.paragraphs()),
                text(work.view().get("contribution")),
                row.previous() == null ? "" : prose(row.previous()),
                work.values(),
                row.indicators().stream()
                        .map(cell -> new WorkbookIndicator(
                                cell.indicator().id(),
                                cell.indicator().name(),
                                cell.indicator().targetText(),
                                cell.indicator().unit(),
                                cell.previous()))
                        .toList());
    }

    private static String prose(ReportView report) {
        return Stream.of(
                        report.periodName() + "：" + report.stateText(),
                        text(report.narrative()),
                        report.problems() == null ? "" : "存在问题：" + report.problems(),
                        report.nextSteps() == null ? "" : "下一步安排：" + report.nextSteps())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
