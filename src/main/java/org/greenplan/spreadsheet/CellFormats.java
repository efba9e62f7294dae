package org.greenplan.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/** What a number is by the format of its cell (ECMA-376 part 1, 18.8): a number, a share, a day. */
final class CellFormats {

    private enum Kind {
        NUMBER,
        PERCENT,
        DATE
    }

    /** Excel computes with 15 digits; what comes after them is noise. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    /** Excel's own limit; longer ones are not looked at. */
    private static final int LONGEST_CODE = 255;

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final boolean from1904;
    private final Map<Integer, String> codes = new HashMap<>();
    private final List<Integer> formatOfStyle = new ArrayList<>();
    private final Map<Integer, Kind> kinds = new HashMap<>();

    /** @param from1904 whether the workbook counts days from 1904 */
    CellFormats(boolean from1904) {
        this.from1904 = from1904;
    }

    void read(InputStream part) throws IOException {
        boolean ofCells = false;
        try (Xml xml = new Xml(part)) {
            while (xml.nextTag()) {
                if (xml.begins("numFmt")) {
                    @Nullable String code = xml.attribute("formatCode");
                    if (code != null && code.length() <= LONGEST_CODE) {
                        codes.putIfAbsent(number(xml.attribute("numFmtId")), code);
                    }
                } else if (xml.begins("cellXfs")) {
                    ofCells = true;
                } else if (xml.ends("cellXfs")) {
                    ofCells = false;
                } else if (ofCells && xml.begins("xf")) {
                    formatOfStyle.add(number(xml.attribute("numFmtId")));
                }
            }
        }
    }

    /**
     * A number as people read it.
     *
     * @param style the cell's, {@code null} for the first one
     * @throws IOException when it is no number
     */
    String text(String value, @Nullable String style) throws IOException {
        double number;
        try {
            number = Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            throw new IOException("no number", e);
        }
        if (!Double.isFinite(number)) {
            throw new IOException("no finite number");
        }
        Kind kind = kinds.computeIfAbsent(number(style), this::kind);
        if (kind == Kind.DATE && DateUtil.isValidExcelDate(number)) {
            return date(number);
        }
        BigDecimal decimal = new BigDecimal(number, EXCEL_DIGITS);
        return kind == Kind.PERCENT ? plain(decimal.movePointRight(2)) + "%" : plain(decimal);
    }

    private Kind kind(int style) {
        int format = style < formatOfStyle.size() ? formatOfStyle.get(style) : 0;
        @Nullable String code = codes.containsKey(format) ? codes.get(format) : BuiltinFormats.getBuiltinFormat(format);
        // Built in for Chinese and other East Asian Excels (ECMA-376 part 1, 18.8.30), and unknown to POI.
        boolean eastAsian = format >= 27 && format <= 36 || format >= 50 && format <= 58;
        if (eastAsian || DateUtil.isADateFormat(format, code)) {
            return Kind.DATE;
        }
        return code != null && code.contains("%") ? Kind.PERCENT : Kind.NUMBER;
    }

    private String date(double days) {
        LocalDateTime time = DateUtil.getLocalDateTime(days, from1904);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : MINUTE.format(time);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static int number(@Nullable String attribute) throws NumberFormatException {
        return attribute == null ? 0 : Integer.parseUnsignedInt(attribute);
    }
}
