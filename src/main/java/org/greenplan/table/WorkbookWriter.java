package org.greenplan.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationConstraint.OperatorType;
import org.apache.poi.ss.usermodel.DataValidationConstraint.ValidationType;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.IgnoredErrorType;
import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.greenplan.spreadsheet.CellText;
import org.greenplan.spreadsheet.TextHeight;
import org.greenplan.spreadsheet.Typed;

/** Writes one sheet that people fill in. */
final class WorkbookWriter {

    private static final String HINT = "白色单元格可填，灰色不可改；不要增删行列。佐证材料请在网页上传。";

    /** A longer number would be shown like 1E+14. */
    private static final int LONGEST_NUMBER = 10;

    private static final int CHARACTER = 256;
    private static final float LINE_HEIGHT = 15f;
    private static final float HIGHEST_ROW = 409f;

    private final WorkbookTable table;
    private final List<WorkbookLine> lines;
    private final WorkbookStyles styles;
    private final XSSFSheet sheet;

    WorkbookWriter(XSSFWorkbook workbook, WorkbookStyles styles, WorkbookTable table, List<WorkbookLine> lines) {
        this.table = table;
        this.lines = lines;
        this.styles = styles;
        this.sheet = workbook.createSheet(table.sheetName());
    }

    void write(WorkbookSheet content) {
        writeTitle(content);
        XSSFRow heading = sheet.createRow(WorkbookTable.HEADING_ROW);
        heading.setHeightInPoints(4 * LINE_HEIGHT);
        for (int at = 0; at < table.columns().size(); at++) {
            WorkbookColumn column = table.columns().get(at);
            sheet.setColumnWidth(at, column.width() * CHARACTER);
            XSSFCell cell = heading.createCell(at);
            cell.setCellValue(column.heading());
            cell.setCellStyle(styles.heading(column));
        }
        lines.forEach(this::write);
        if (!lines.isEmpty()) {
            for (int at = 0; at < table.columns().size(); at++) {
                guard(at, table.columns().get(at));
            }
        }
        protect();
        setUpPages();
    }

    private void writeTitle(WorkbookSheet content) {
        XSSFRow title = sheet.createRow(0);
        title.setHeightInPoints(2 * LINE_HEIGHT);
        title.createCell(0)
                .setCellValue(CellText.escaped("%s　%s（%s导出）"
                        .formatted(
                                CellText.clean(content.unitName()), CellText.clean(content.title()), content.made())));
        title.getCell(0).setCellStyle(styles.title());
        XSSFRow hint = sheet.createRow(1);
        hint.setHeightInPoints(1.3f * LINE_HEIGHT);
        hint.createCell(0).setCellValue(HINT);
        hint.getCell(0).setCellStyle(styles.hint());
    }

    private void write(WorkbookLine line) {
        XSSFRow row = sheet.createRow(sheet.getLastRowNum() + 1);
        int height = 2;
        for (int at = 0; at < table.columns().size(); at++) {
            WorkbookColumn column = table.columns().get(at);
            String text = column.text(line);
            write(row.createCell(at), column, text);
            height = Math.max(height, TextHeight.lines(text, column.width()));
        }
        row.setHeightInPoints(Math.min(height * LINE_HEIGHT, HIGHEST_ROW));
        // Not a height that somebody chose: the row grows with what is typed.
        row.getCTRow().unsetCustomHeight();
    }

    private void write(XSSFCell cell, WorkbookColumn column, String text) {
        cell.setCellStyle(styles.cell(column));
        CellKind.Format format =
                column.kind() == null ? CellKind.Format.TEXT : column.kind().format();
        Optional<BigDecimal> number = format == CellKind.Format.NUMBER && text.length() <= LONGEST_NUMBER
                ? Typed.number(text)
                : Optional.empty();
        if (text.isEmpty()) {
            return;
        }
        if (number.isPresent()) {
            cell.setCellValue(number.get().doubleValue());
        } else if (format == CellKind.Format.DATE && Typed.date(text).isPresent()) {
            cell.setCellValue(Typed.date(text).get());
        } else {
            cell.setCellValue(CellText.escaped(text));
            if (CellText.looksLikeAFormula(text)) {
                cell.setCellStyle(styles.quoted(column));
            }
        }
    }

    /** Refuses at once, in Excel, what would be refused later. */
    private void guard(int at, WorkbookColumn column) {
        DataValidationHelper rules = sheet.getDataValidationHelper();
        if (column.kind() == null) {
            return;
        }
        if (!column.kind().options().isEmpty()) {
            guard(at, rules.createExplicitListConstraint(column.kind().options().toArray(String[]::new)), "请从下拉框中选择。");
        } else if (column.kind() instanceof CellKind.Percent) {
            guard(
                    at,
                    rules.createNumericConstraint(ValidationType.DECIMAL, OperatorType.BETWEEN, "0", "100"),
                    "请填0至100的整数，不带百分号。");
        } else if (column.kind() instanceof CellKind.Words words) {
            int longest = words.field().max();
            guard(
                    at,
                    rules.createTextLengthConstraint(OperatorType.LESS_OR_EQUAL, String.valueOf(longest), null),
                    "最多%d字，请精简。".formatted(longest));
            sheet.addIgnoredErrors(cells(at), IgnoredErrorType.NUMBER_STORED_AS_TEXT);
        }
    }

    private void guard(int at, DataValidationConstraint rule, String message) {
        CellRangeAddress cells = cells(at);
        XSSFDataValidation validation = (XSSFDataValidation) sheet.getDataValidationHelper()
                .createValidation(
                        rule,
                        new CellRangeAddressList(
                                cells.getFirstRow(),
                                cells.getLastRow(),
                                cells.getFirstColumn(),
                                cells.getLastColumn()));
        validation.createErrorBox(table.columns().get(at).label(), message);
        validation.setShowErrorBox(true);
        validation.setSuppressDropDownArrow(true);
        sheet.addValidationData(validation);
    }

    private CellRangeAddress cells(int column) {
        return new CellRangeAddress(
                WorkbookTable.HEADING_ROW + 1, WorkbookTable.HEADING_ROW + lines.size(), column, column);
    }

    private void protect() {
        sheet.enableLocking();
        sheet.lockFormatColumns(false);
        sheet.lockFormatRows(false);
        sheet.lockSelectLockedCells(false);
        sheet.lockSelectUnlockedCells(false);
    }

    private void setUpPages() {
        int firstLine = WorkbookTable.HEADING_ROW + 1;
        sheet.createFreezePane(table.frozenColumns(), firstLine);
        sheet.setRepeatingRows(new CellRangeAddress(WorkbookTable.HEADING_ROW, WorkbookTable.HEADING_ROW, -1, -1));
        sheet.setFitToPage(true);
        sheet.setAutobreaks(true);
        PrintSetup page = sheet.getPrintSetup();
        page.setPaperSize(PrintSetup.A4_PAPERSIZE);
        page.setLandscape(true);
        page.setFitWidth((short) 1);
        page.setFitHeight((short) 0);
        sheet.setMargin(PageMargin.LEFT, 0.3);
        sheet.setMargin(PageMargin.RIGHT, 0.3);
        sheet.setMargin(PageMargin.TOP, 0.4);
        sheet.setMargin(PageMargin.BOTTOM, 0.5);
        sheet.getFooter().setCenter("第&P页，共&N页");
    }
}
