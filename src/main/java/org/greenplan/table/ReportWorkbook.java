package org.greenplan.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.greenplan.spreadsheet.Entrance;
import org.greenplan.spreadsheet.UploadedWorkbook;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Component;

/** A unit's open reports as an Excel workbook that is filled in and comes back. Evidence is not in it. */
@Component
class ReportWorkbook {

    /** Rows and columns beyond the table are named by {@link WorkbookFrame}; these are far beyond. */
    static final Entrance ENTRANCE = new Entrance(null, 10, 10_000, 256, "请重新导出表格，只在白色单元格填写文字和数字后上传。");

    /** In UTF-16 units, of what stands in its tables; it stands in the workbook twice, and what comes back is bounded. */
    private static final int MOST_TEXT = 950_000;

    /**
     * The workbook, as the bytes of an .xlsx.
     *
     * @throws RuleViolation when it would be more than comes back
     */
    byte[] write(WorkbookSheet content) {
        WorkbookBase base = WorkbookBase.of(content);
        if (base.length() > MOST_TEXT) {
            throw RuleViolation.conflict(
                    "workbook-too-much-text",
                    "待填报的事项里已有的文字合计超过%d万字，一份表格装不下；请先在本页报出一部分，再导出其余的。".formatted(MOST_TEXT / 10_000));
        }
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
            base.write(hidden);
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
            UploadedWorkbook file = UploadedWorkbook.read(upload, ENTRANCE);
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
