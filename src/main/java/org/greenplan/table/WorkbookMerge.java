package org.greenplan.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.greenplan.spreadsheet.UploadedCell;
import org.greenplan.spreadsheet.UploadedWorkbook;
import org.greenplan.task.RuleViolation;

/**
 * Compares each fillable cell of an upload with what it said when it was exported, and with what the draft says now: only
 * what was changed in the file is a change.
 */
final class WorkbookMerge {

    private final UploadedWorkbook upload;
    private final WorkbookBase base;
    private final WorkbookSheet current;
    private final LocalDate today;
    private final Map<WorkbookLine.Key, WorkbookLine> now;

    private final List<WorkbookReading.Change> changes = new ArrayList<>();
    private final List<WorkbookReading.CellProblem> problems = new ArrayList<>();
    private final Map<String, DraftCells> drafts = new LinkedHashMap<>();

    WorkbookMerge(UploadedWorkbook upload, WorkbookBase base, WorkbookSheet current) {
        this.upload = upload;
        this.base = base;
        this.current = current;
        this.today = current.made();
        this.now = Arrays.stream(WorkbookTable.values())
                .flatMap(table -> table.lines(current).stream())
                .collect(Collectors.toMap(WorkbookLine::key, Function.identity()));
    }

    /** @throws RuleViolation when the workbook is not for what the unit may report now */
    void requireCurrent() {
        if (!base.unitCode().equals(current.unitCode())) {
            throw RuleViolation.of(
                    null,
                    "workbook-other-unit",
                    "这份表格是%s的，您现在填报的是%s；请上传本单位导出的表格。".formatted(base.unitName(), current.unitName()));
        }
        if (base.lines().stream().anyMatch(line -> now.containsKey(line.key()))) {
            return;
        }
        Set<String> periods = current.rows().stream().map(WorkbookRow::periodId).collect(Collectors.toSet());
        if (!periods.isEmpty() && base.lines().stream().noneMatch(line -> periods.contains(line.periodId()))) {
            throw RuleViolation.of(
                    null,
                    "workbook-other-period",
                    "这份表格是%s的，现在填报的是%s；请重新导出表格，填写后上传。"
                            .formatted(
                                    names(base.lines().stream().map(WorkbookBase.Line::periodName)),
                                    names(current.rows().stream().map(WorkbookRow::periodName))));
        }
        throw RuleViolation.of(null, "workbook-outdated", "表格里的事项现在都不在填报中（可能已经报出、被退回或不再需要填报），表格已过时；请重新导出表格，填写后上传。");
    }

    /** @throws RuleViolation when something was filled in for a report that is no longer asked for */
    WorkbookReading merge() {
        Set<String> lost = new LinkedHashSet<>();
        for (WorkbookTable table : WorkbookTable.values()) {
            base.lines(table).forEach(line -> {
                WorkbookLine draft = now.get(line.key());
                if (draft != null) {
                    merge(line, draft);
                } else if (isTouched(line)) {
                    lost.add(line.measureKey());
                }
            });
        }
        if (!lost.isEmpty()) {
            throw RuleViolation.of(
                    null,
                    "workbook-outdated",
                    "%s在导出表格之后已经报出、被退回或有变动，表格里对它的修改已过时；请重新导出表格，把内容填到新表里再上传。".formatted(String.join("、", lost)));
        }
        Map<String, Map<String, Object>> merged = new LinkedHashMap<>();
        drafts.forEach((reference, draft) -> merged.put(reference, draft.values()));
        return new WorkbookReading(changes, problems, merged);
    }

    private boolean isTouched(WorkbookBase.Line line) {
        List<WorkbookColumn> columns = line.table().columns();
        return IntStream.range(0, columns.size())
                .filter(column -> !columns.get(column).locked())
                .anyMatch(
                        column -> !cell(line, column).text().equals(line.texts().get(column)));
    }

    private void merge(WorkbookBase.Line line, WorkbookLine draft) {
        List<WorkbookColumn> columns = line.table().columns();
        for (int column = 0; column < columns.size(); column++) {
            if (!columns.get(column).locked()) {
                merge(line, draft, column, columns.get(column));
            }
        }
    }

    private void merge(WorkbookBase.Line line, WorkbookLine draft, int at, WorkbookColumn column) {
        UploadedCell cell = cell(line, at);
        CellEntry filled = column.read(cell.text(), draft, today);
        String exported = column.read(line.texts().get(at), draft, today).text();
        String online = column.read(column.text(draft), draft, today).text();
        if (filled.text().equals(exported) || filled.text().equals(online)) {
            return;
        }
        String label =
                draft.indicator() == null ? column.label() : draft.indicator().name() + "：" + column.label();
        String name = WorkbookFrame.nameOf(line.table(), line.row(), at);
        if (cell.is(UploadedCell.Kind.ERROR)) {
            problems.add(new WorkbookReading.CellProblem(
                    line.key().reference(),
                    line.measureKey(),
                    label,
                    name,
                    "cell-error",
                    "单元格显示错误值%s，请重新填写。".formatted(cell.text())));
        } else if (filled.error() != null) {
            problems.add(new WorkbookReading.CellProblem(
                    line.key().reference(),
                    line.measureKey(),
                    label,
                    name,
                    filled.error().code(),
                    filled.error().message()));
        } else {
            changes.add(new WorkbookReading.Change(
                    line.key().reference(),
                    line.measureKey(),
                    label,
                    name,
                    online,
                    filled.text(),
                    !online.equals(exported)));
            drafts.computeIfAbsent(
                            line.key().reference(),
                            none -> new DraftCells(draft.row().values()))
                    .put(draft, column.input(), filled.value());
        }
    }

    private UploadedCell cell(WorkbookBase.Line line, int column) {
        return upload.sheet(line.table().sheetName()).orElseThrow().cell(line.row(), column);
    }

    private static String names(Stream<String> names) {
        return names.distinct().collect(Collectors.joining("、"));
    }
}
