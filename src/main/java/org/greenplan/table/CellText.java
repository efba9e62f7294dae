package org.greenplan.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.xssf.usermodel.XSSFCell;

/** What a cell says, as one text, whatever type Excel gave it. */
final class CellText {

    /** Excel computes with 15 digits; what comes after them is noise. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    /** Looks like an escaped character to Excel (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
    private static final Pattern ESCAPE_LIKE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final Pattern LINE_ENDS = Pattern.compile("\r\n|[\r\u000B\f\u0085\u2028\u2029]");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private CellText() {}

    static String of(XSSFCell cell) {
        return switch (cell.getCellType()) {
            case STRING -> clean(cell.getStringCellValue());
            case NUMERIC -> isDate(cell) ? date(cell) : number(cell);
            case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
            case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
            default -> "";
        };
    }

    /** Without blanks around it, with one kind of line end, and without what no cell can hold. */
    static String clean(String text) {
        return LINE_ENDS
                .matcher(text)
                .replaceAll("\n")
                .codePoints()
                .filter(CellText::isWritable)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
    }

    /** For the file, in which an underscore may begin an escape. */
    static String escaped(String text) {
        return ESCAPE_LIKE.matcher(text).replaceAll("_x005F_");
    }

    /** At most this long, and no character halved. */
    static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static boolean isWritable(int character) {
        return character == '\n'
                || character == '\t'
                || !Character.isISOControl(character)
                        && Character.getType(character) != Character.SURROGATE
                        && character != 0xFFFE
                        && character != 0xFFFF;
    }

    private static boolean isDate(Cell cell) {
        short format = cell.getCellStyle().getDataFormat();
        // Built in for Chinese and other East Asian Excels (ECMA-376 part 1, 18.8.30), and unknown to POI.
        boolean eastAsian = format >= 27 && format <= 36 || format >= 50 && format <= 58;
        return DateUtil.isValidExcelDate(cell.getNumericCellValue())
                && (eastAsian || DateUtil.isCellDateFormatted(cell));
    }

    private static String date(XSSFCell cell) {
        LocalDateTime time = DateUtil.getLocalDateTime(
                cell.getNumericCellValue(), cell.getSheet().getWorkbook().isDate1904());
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : MINUTE.format(time);
    }

    private static String number(XSSFCell cell) {
        BigDecimal number = new BigDecimal(cell.getNumericCellValue(), EXCEL_DIGITS);
        String format = cell.getCellStyle().getDataFormatString();
        return format != null && format.contains("%") ? plain(number.movePointRight(2)) + "%" : plain(number);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static boolean isFormula(Cell cell) {
        return cell.getCellType() == CellType.FORMULA;
    }

    static boolean isError(Cell cell) {
        return cell.getCellType() == CellType.ERROR;
    }
}
