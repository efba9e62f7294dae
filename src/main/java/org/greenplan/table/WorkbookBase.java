package org.greenplan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/**
 * What a workbook said when it was exported; it travels in the workbook, on a sheet that nobody sees, so that an upload
 * can be compared with it.
 */
record WorkbookBase(String unitCode, String unitName, List<Line> lines) {

    static final String SHEET_NAME = "greenplan";

    private static final String MARK = "greenplan-workbook";

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
}
