package org.greenplan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.greenplan.spreadsheet.CellText;
import org.greenplan.spreadsheet.UploadedSheet;
import org.greenplan.spreadsheet.UploadedWorkbook;
import org.greenplan.task.RuleViolation;

/**
 * What a workbook said when it was exported; it travels in the workbook, on a sheet that nobody sees, so that an upload
 * can be compared with it.
 */
record WorkbookBase(String unitCode, String unitName, List<Line> lines) {

    static final String SHEET_NAME = "greenplan";

    private static final String MARK = "greenplan-workbook";
    private static final int TEXTS_FROM = 7;

    WorkbookBase {
        lines = List.copyOf(lines);
    }

    /**
     * One line of a sheet.
     *
     * @param row from 0, on the sheet
     * @param texts of all its columns
     */
    record Line(
            WorkbookTable table,
            int row,
            WorkbookLine.Key key,
            String periodId,
            String periodName,
            String measureKey,
            List<String> texts) {

        Line {
            texts = List.copyOf(texts);
        }
    }

    static WorkbookBase of(WorkbookSheet sheet) {
        List<Line> lines = new ArrayList<>();
        for (WorkbookTable table : WorkbookTable.values()) {
            int row = WorkbookTable.HEADING_ROW;
            for (WorkbookLine line : table.lines(sheet)) {
                row++;
                lines.add(new Line(
                        table,
                        row,
                        line.key(),
                        line.row().periodId(),
                        line.row().periodName(),
                        line.row().measureKey(),
                        table.columns().stream()
                                .map(column -> column.text(line))
                                .toList()));
            }
        }
        return new WorkbookBase(sheet.unitCode(), sheet.unitName(), lines);
    }

    /** Of all its texts, in UTF-16 units. */
    int length() {
        return lines.stream()
                .flatMap(line -> line.texts().stream())
                .mapToInt(String::length)
                .sum();
    }

    Stream<Line> lines(WorkbookTable table) {
        return lines.stream().filter(line -> line.table() == table);
    }

    void write(XSSFSheet sheet) {
        write(sheet.createRow(0), Stream.of(MARK, String.valueOf(WorkbookTable.FORMAT), unitCode, unitName));
        for (Line line : lines) {
            Stream<String> head = Stream.of(
                    line.table().name(),
                    String.valueOf(line.row()),
                    line.key().reference(),
                    line.key().indicatorId(),
                    line.periodId(),
                    line.periodName(),
                    line.measureKey());
            write(sheet.createRow(sheet.getLastRowNum() + 1), Stream.concat(head, line.texts().stream()));
        }
    }

    private static void write(XSSFRow row, Stream<String> texts) {
        int column = 0;
        for (String text : (Iterable<String>) texts::iterator) {
            row.createCell(column++).setCellValue(CellText.escaped(text));
        }
    }

    /** @throws RuleViolation when the workbook is none of ours, or of an earlier make */
    static WorkbookBase read(UploadedWorkbook upload) {
        UploadedSheet sheet = upload.sheet(SHEET_NAME)
                .filter(found -> found.text(0, 0).equals(MARK))
                .orElseThrow(WorkbookBase::notOurs);
        if (!sheet.text(0, 1).equals(String.valueOf(WorkbookTable.FORMAT))) {
            throw RuleViolation.of(null, "workbook-old-format", "这份表格是系统升级前导出的，请重新导出表格，把内容填到新表里再上传。");
        }
        List<Line> lines = IntStream.rangeClosed(1, sheet.cells().lastKey().getRow())
                .mapToObj(row -> line(sheet, row))
                .toList();
        return new WorkbookBase(sheet.text(0, 2), sheet.text(0, 3), lines);
    }

    private static Line line(UploadedSheet sheet, int row) {
        try {
            WorkbookTable table = WorkbookTable.valueOf(sheet.text(row, 0));
            return new Line(
                    table,
                    Integer.parseInt(sheet.text(row, 1)),
                    new WorkbookLine.Key(sheet.text(row, 2), sheet.text(row, 3)),
                    sheet.text(row, 4),
                    sheet.text(row, 5),
                    sheet.text(row, 6),
                    IntStream.range(0, table.columns().size())
                            .mapToObj(column -> sheet.text(row, TEXTS_FROM + column))
                            .toList());
        } catch (IllegalArgumentException notWrittenByUs) {
            throw notOurs();
        }
    }

    private static RuleViolation notOurs() {
        return RuleViolation.of(null, "workbook-not-ours", "这份文件不是本系统导出的表格，或其中的隐藏信息已丢失（例如复制到了新文件）；请重新导出表格，填写后直接保存、上传。");
    }
}
