package org.greenplan.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Component;

/** A unit's open reports as an Excel workbook that is filled in and comes back. Evidence is not in it. */
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

    /**
     * What an upload changes, compared with what may be reported now. Changes nothing itself.
     *
     * @param current what {@link #write} would write now
     * @throws RuleViolation when the file as a whole cannot be taken
     */
    WorkbookReading read(InputStream upload, WorkbookSheet current) {
        try {
            UploadedWorkbook file = UploadedWorkbook.read(upload);
            WorkbookBase base = WorkbookBase.read(file);
            WorkbookMerge merge = new WorkbookMerge(file, base, current);
            merge.requireCurrent();
            new WorkbookFrame(file, base).check();
            return merge.merge();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
