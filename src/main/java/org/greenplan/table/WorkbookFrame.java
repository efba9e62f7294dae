package org.greenplan.table;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.poi.ss.util.CellAddress;
import org.greenplan.spreadsheet.CellRefusal;
import org.greenplan.spreadsheet.UploadedCell;
import org.greenplan.spreadsheet.UploadedSheet;
import org.greenplan.spreadsheet.UploadedWorkbook;
import org.greenplan.task.RuleViolation;

/** Refuses a workbook of which more was changed than fillable cells. */
final class WorkbookFrame {

    private static final String ANEW = "请重新导出表格，把内容填到新表的白色单元格里再上传。";

    /** Longer contents are not quoted. */
    private static final int QUOTED = 24;

    private static final int MOST_NAMED = 5;

    private final UploadedWorkbook upload;
    private final WorkbookBase base;

    WorkbookFrame(UploadedWorkbook upload, WorkbookBase base) {
        this.upload = upload;
        this.base = base;
    }

    /** How messages call a cell, e.g. 本期报送!H4. */
    static String nameOf(WorkbookTable table, int row, int column) {
        return nameOf(table.sheetName(), new CellAddress(row, column));
    }

    private static String nameOf(String sheetName, CellAddress cell) {
        return sheetName + "!" + cell.formatAsString();
    }

    /** @throws RuleViolation that names the cell */
    void check() {
        refuseFormulas();
        refuseOtherSheets();
        for (WorkbookTable table : WorkbookTable.values()) {
            List<WorkbookBase.Line> lines = base.lines(table).toList();
            if (!lines.isEmpty()) {
                UploadedSheet sheet = upload.sheet(table.sheetName())
                        .orElseThrow(() -> layout("缺少工作表“%s”。".formatted(table.sheetName())));
                refuseMerged(sheet);
                checkHeadings(table, sheet);
                lines.forEach(line -> checkLocked(line, sheet));
                refuseOutside(table, lines, sheet);
            }
        }
    }

    private void refuseFormulas() {
        List<String> formulas = upload.sheets().stream()
                .filter(this::isForPeople)
                .flatMap(sheet -> sheet.whereAre(UploadedCell.Kind.FORMULA).map(cell -> nameOf(sheet.name(), cell)))
                .limit(MOST_NAMED)
                .toList();
        if (!formulas.isEmpty()) {
            throw RuleViolation.of(null, "workbook-formula", CellRefusal.formula(String.join("、", formulas)));
        }
    }

    private void refuseOtherSheets() {
        Set<String> ours =
                base.lines().stream().map(line -> line.table().sheetName()).collect(Collectors.toSet());
        upload.sheets().stream()
                .filter(sheet -> isForPeople(sheet)
                        && !ours.contains(sheet.name())
                        && !sheet.cells().isEmpty())
                .findFirst()
                .ifPresent(sheet -> {
                    throw layout("多了工作表“%s”，其中的内容不会被读取。".formatted(sheet.name()));
                });
    }

    private boolean isForPeople(UploadedSheet sheet) {
        return sheet.visible()
                || Arrays.stream(WorkbookTable.values())
                        .anyMatch(table -> table.sheetName().equals(sheet.name()));
    }

    private static void refuseMerged(UploadedSheet sheet) {
        sheet.merged().stream()
                .filter(region -> region.getLastRow() >= WorkbookTable.HEADING_ROW)
                .findFirst()
                .ifPresent(region -> {
                    throw layout("单元格%s!%s被合并了。".formatted(sheet.name(), region.formatAsString()));
                });
    }

    private static void checkHeadings(WorkbookTable table, UploadedSheet sheet) {
        for (int column = 0; column < table.columns().size(); column++) {
            String expected = table.columns().get(column).heading();
            String found = sheet.text(WorkbookTable.HEADING_ROW, column);
            if (!found.equals(expected)) {
                throw layout("单元格%s应为表头“%s”，现为%s；不能增删、移动列，也不能改表头。"
                        .formatted(
                                nameOf(table, WorkbookTable.HEADING_ROW, column),
                                expected.replace('\n', ' '),
                                quoted(found)));
            }
        }
    }

    private static void checkLocked(WorkbookBase.Line line, UploadedSheet sheet) {
        WorkbookTable table = line.table();
        for (int column = 0; column < table.columns().size(); column++) {
            String expected = line.texts().get(column);
            String found = sheet.text(line.row(), column);
            if (table.columns().get(column).locked() && !found.equals(expected)) {
                String cell = nameOf(table, line.row(), column);
                throw column == 0
                        ? layout("单元格%s应为编号“%s”，现为%s；不能增删、移动行，也不能改编号。".formatted(cell, expected, quoted(found)))
                        : RuleViolation.of(
                                null,
                                "workbook-locked-cell",
                                "灰色单元格%s（%s）不可改，原为%s，现为%s。%s"
                                        .formatted(
                                                cell,
                                                table.columns().get(column).label(),
                                                quoted(expected),
                                                quoted(found),
                                                ANEW));
            }
        }
    }

    private static void refuseOutside(WorkbookTable table, List<WorkbookBase.Line> lines, UploadedSheet sheet) {
        Set<Integer> rows = lines.stream().map(WorkbookBase.Line::row).collect(Collectors.toSet());
        rows.add(WorkbookTable.HEADING_ROW);
        sheet.cells().keySet().stream()
                .filter(cell -> cell.getRow() >= WorkbookTable.HEADING_ROW)
                .filter(cell -> !rows.contains(cell.getRow())
                        || cell.getColumn() >= table.columns().size())
                .findFirst()
                .ifPresent(cell -> {
                    throw layout("单元格%s在表格以外，不能增加行或列。".formatted(nameOf(sheet.name(), cell)));
                });
    }

    private static String quoted(String content) {
        if (content.isEmpty()) {
            return "空白";
        }
        return content.length() > QUOTED ? "别的内容" : "“" + content.replace('\n', ' ') + "”";
    }

    private static RuleViolation layout(String sentence) {
        return RuleViolation.of(null, "workbook-layout", sentence + ANEW);
    }
}
