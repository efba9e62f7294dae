package org.greenplan.table;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.DefaultIndexedColorMap;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** How cells look: grey is locked, white is for filling in. */
final class WorkbookStyles {

    private static final String FONT = "宋体";
    private static final int BORDER = 0xA6A6A6;
    private static final int GREY = 0xF0F0F0;
    private static final int HEADING = 0xD9D9D9;
    private static final int FILLABLE_HEADING = 0xCFE3D4;

    private final XSSFWorkbook workbook;
    private final XSSFCellStyle title;
    private final XSSFCellStyle hint;
    private final XSSFCellStyle heading;
    private final XSSFCellStyle fillableHeading;
    private final XSSFCellStyle locked;
    private final Map<CellKind.Format, XSSFCellStyle> fillable = new EnumMap<>(CellKind.Format.class);
    private final Map<XSSFCellStyle, XSSFCellStyle> quoted = new HashMap<>();

    WorkbookStyles(XSSFWorkbook workbook) {
        this.workbook = workbook;
        XSSFFont plain = workbook.getFontAt(0);
        plain.setFontName(FONT);
        plain.setFontHeightInPoints((short) 11);
        title = workbook.createCellStyle();
        title.setFont(font(16, true));
        title.setVerticalAlignment(VerticalAlignment.CENTER);
        hint = workbook.createCellStyle();
        hint.setFont(font(11, false));
        hint.setVerticalAlignment(VerticalAlignment.CENTER);
        heading = heading(HEADING);
        fillableHeading = heading(FILLABLE_HEADING);
        locked = framed();
        fill(locked, GREY);
        for (CellKind.Format format : CellKind.Format.values()) {
            XSSFCellStyle style = framed();
            style.setLocked(false);
            style.setDataFormat(workbook.createDataFormat()
                    .getFormat(
                            switch (format) {
                                case TEXT -> "@";
                                case NUMBER -> "General";
                                case DATE -> "yyyy-mm-dd";
                            }));
            fillable.put(format, style);
        }
    }

    XSSFCellStyle title() {
        return title;
    }

    XSSFCellStyle hint() {
        return hint;
    }

    XSSFCellStyle heading(WorkbookColumn column) {
        return column.locked() ? heading : fillableHeading;
    }

    XSSFCellStyle cell(WorkbookColumn column) {
        return column.kind() == null
                ? locked
                : fillable.getOrDefault(column.kind().format(), locked);
    }

    /** The same, for a text that Excel would take for a formula as soon as somebody edits it. */
    XSSFCellStyle quoted(WorkbookColumn column) {
        return quoted.computeIfAbsent(cell(column), plain -> {
            XSSFCellStyle style = workbook.createCellStyle();
            style.cloneStyleFrom(plain);
            style.setQuotePrefixed(true);
            return style;
        });
    }

    private XSSFCellStyle heading(int color) {
        XSSFCellStyle style = framed();
        style.setFont(font(11, true));
        style.setAlignment(HorizontalAlignment.CENTER);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        fill(style, color);
        return style;
    }

    private XSSFCellStyle framed() {
        XSSFCellStyle style = workbook.createCellStyle();
        style.setWrapText(true);
        style.setAlignment(HorizontalAlignment.LEFT);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
        style.setTopBorderColor(color(BORDER));
        style.setBottomBorderColor(color(BORDER));
        style.setLeftBorderColor(color(BORDER));
        style.setRightBorderColor(color(BORDER));
        return style;
    }

    private XSSFFont font(int points, boolean bold) {
        XSSFFont font = workbook.createFont();
        font.setFontName(FONT);
        font.setFontHeightInPoints((short) points);
        font.setBold(bold);
        return font;
    }

    private static void fill(XSSFCellStyle style, int color) {
        style.setFillForegroundColor(color(color));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    private static XSSFColor color(int rgb) {
        return new XSSFColor(
                new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb}, new DefaultIndexedColorMap());
    }
}
