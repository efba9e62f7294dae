package org.greenplan.submission;

import java.time.OffsetDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.DefaultIndexedColorMap;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** How the cells of the pack's workbook look; what does not apply is grey. */
final class PackStyles {

    private static final String FONT = "宋体";

    private final XSSFWorkbook workbook;
    private final Map<String, XSSFCellStyle> made = new HashMap<>();

    PackStyles(XSSFWorkbook workbook) {
        this.workbook = workbook;
        workbook.getFontAt(0).setFontName(FONT);
        workbook.getFontAt(0).setFontHeightInPoints((short) 11);
    }

    /** A document's own dates are those of its version. */
    static void dated(POIXMLProperties properties, OffsetDateTime made) {
        Optional<Date> date = Optional.of(Date.from(made.toInstant()));
        properties.getCoreProperties().setCreated(date);
        properties.getCoreProperties().setModified(date);
        properties.getCoreProperties().setCreator("");
    }

    XSSFCellStyle title() {
        return made.computeIfAbsent("title", key -> {
            XSSFCellStyle style = workbook.createCellStyle();
            style.setFont(font(16));
            return style;
        });
    }

    XSSFCellStyle plain() {
        return made.computeIfAbsent("plain", key -> workbook.createCellStyle());
    }

    XSSFCellStyle heading() {
        return made.computeIfAbsent("heading", key -> {
            XSSFCellStyle style = framed(0xD9D9D9);
            style.setFont(font(11));
            style.setAlignment(HorizontalAlignment.CENTER);
            style.setVerticalAlignment(VerticalAlignment.CENTER);
            return style;
        });
    }

    XSSFCellStyle cell(boolean applies) {
        return made.computeIfAbsent("cell" + applies, key -> framed(applies ? 0xFFFFFF : 0xEEEEEE));
    }

    /** For a text that would be taken for a formula as soon as somebody edits it. */
    XSSFCellStyle quoted(boolean applies) {
        return made.computeIfAbsent("quoted" + applies, key -> {
            XSSFCellStyle style = framed(applies ? 0xFFFFFF : 0xEEEEEE);
            style.setQuotePrefixed(true);
            return style;
        });
    }

    /** With just these decimals. */
    XSSFCellStyle number(int decimals, boolean applies) {
        return made.computeIfAbsent("number" + decimals + applies, key -> {
            XSSFCellStyle style = framed(applies ? 0xFFFFFF : 0xEEEEEE);
            style.setAlignment(HorizontalAlignment.LEFT);
            style.setDataFormat(
                    workbook.createDataFormat().getFormat(decimals == 0 ? "0" : "0." + "0".repeat(decimals)));
            return style;
        });
    }

    private XSSFCellStyle framed(int color) {
        XSSFCellStyle style = workbook.createCellStyle();
        style.setWrapText(true);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
        style.setFillForegroundColor(new XSSFColor(
                new byte[] {(byte) (color >> 16), (byte) (color >> 8), (byte) color}, new DefaultIndexedColorMap()));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        return style;
    }

    private XSSFFont font(int points) {
        XSSFFont font = workbook.createFont();
        font.setFontName(FONT);
        font.setFontHeightInPoints((short) points);
        font.setBold(true);
        return font;
    }
}
