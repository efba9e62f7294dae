package org.greenplan.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.springframework.stereotype.Component;

/** A unit's open reports as an Excel workbook that can be filled in. Evidence is not in it. */
@Component
class ReportWorkbook {

    /** The workbook, as the bytes of an .xlsx. */
    byte[] write(WorkbookSheet content) {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            WorkbookStyles styles = new WorkbookStyles(workbook);
            for (WorkbookTable table : WorkbookTable.values()) {
                List<WorkbookLine> lines = table.lines(content);
                if (!lines.isEmpty() || table == WorkbookTable.REPORTS) {
                    new WorkbookWriter(workbook, styles, table, lines).write(content);
                }
            }
            XSSFSheet hidden = workbook.createSheet(WorkbookBase.SHEET_NAME);
            WorkbookBase.of(content).write(hidden);
            workbook.setSheetVisibility(workbook.getSheetIndex(hidden), SheetVisibility.VERY_HIDDEN);
            workbook.lockStructure();
            workbook.write(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
