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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.greenplan.spreadsheet.UploadedCell.Kind;
import org.jspecify.annotations.Nullable;

/** What a number is by the format of its cell (ECMA-376 part 1, 18.8): a number, a share, a day. */
final class CellFormats {

    /** Excel computes with 15 digits; what comes after them is noise. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    /** Excel's own limit; longer ones are not looked at. */
    private static final int LONGEST_CODE = 255;

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** A code that shows this many digits at least, before and behind the point. */
    private static final Pattern PLACES = Pattern.compile("(0+)(?:\\.(0+))?(?:_.)?(?:;.*)?");

    /** @param places of a plain number: digits that are shown at least, before and behind the point */
    private record Format(Kind kind, int digits, int places) {}

    private final boolean from1904;
    private final Map<Integer, String> codes = new HashMap<>();
    private final List<Integer> formatOfStyle = new ArrayList<>();
    private final Map<Integer, Format> formats = new HashMap<>();

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
     * A number as people read it: all its digits, however few of them are shown, and the zeros that are shown before
     * and behind it (item 1.10, code 007).
     *
     * @param style the cell's, {@code null} for the first one
     * @throws IOException when it is no number
     */
    UploadedCell cell(String value, @Nullable String style) throws IOException {
        double number;
        try {
            number = Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            throw new IOException("no number", e);
        }
        if (!Double.isFinite(number)) {
            throw new IOException("no finite number");
        }
        Format format = formats.computeIfAbsent(number(style), this::format);
        if (format.kind() == Kind.DATE && DateUtil.isValidExcelDate(number)) {
            return new UploadedCell(date(number), Kind.DATE);
        }
        BigDecimal decimal = new BigDecimal(number, EXCEL_DIGITS);
        return format.kind() == Kind.PERCENT
                ? new UploadedCell(plain(decimal.movePointRight(2)) + "%", Kind.PERCENT)
                : new UploadedCell(padded(plain(decimal), format), Kind.NUMBER);
    }

    private Format format(int style) {
        int format = style < formatOfStyle.size() ? formatOfStyle.get(style) : 0;
        @Nullable String code = codes.containsKey(format) ? codes.get(format) : BuiltinFormats.getBuiltinFormat(format);
        // Built in for Chinese and other East Asian Excels (ECMA-376 part 1, 18.8.30), and unknown to POI.
        boolean eastAsian = format >= 27 && format <= 36 || format >= 50 && format <= 58;
        if (eastAsian || DateUtil.isADateFormat(format, code)) {
            return new Format(Kind.DATE, 0, 0);
        }
        if (code != null && code.contains("%")) {
            return new Format(Kind.PERCENT, 0, 0);
        }
        Matcher zeros = PLACES.matcher(code == null ? "" : code);
        return zeros.matches()
                ? new Format(
                        Kind.NUMBER,
                        zeros.group(1).length(),
                        zeros.group(2) == null ? 0 : zeros.group(2).length())
                : new Format(Kind.NUMBER, 0, 0);
    }

    private static String padded(String plain, Format format) {
        String sign = plain.startsWith("-") ? "-" : "";
        int point = plain.indexOf('.');
        String whole = plain.substring(sign.length(), point < 0 ? plain.length() : point);
        String behind = point < 0 ? "" : plain.substring(point + 1);
        behind += "0".repeat(Math.max(0, format.places() - behind.length()));
        return sign
                + "0".repeat(Math.max(0, format.digits() - whole.length()))
                + whole
                + (behind.isEmpty() ? "" : "." + behind);
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
