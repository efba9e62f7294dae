package org.greenplan.spreadsheet;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, dates, times and words in the ways people type them, full-width characters included. */
public final class Typed {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?|[+-]?\\.\\d+");

    /** The time of day that a date from another program may carry is passed over. */
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(?:([-/.])(\\d{1,2})\\2(\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日?)"
                    + "(?: \\d{1,2}:\\d{2}(?::\\d{2})?)?|(\\d{4})(\\d{2})(\\d{2})");

    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:点时](\\d{2})(?::\\d{2}|分)?");

    private static final Pattern MIDDLE_DOTS = Pattern.compile("[·•・‧∙⋅.]");

    private Typed() {}

    public static Optional<BigDecimal> number(String typed) {
        String plain = plain(typed).replace('−', '-');
        return NUMBER.matcher(plain).matches() ? Optional.of(new BigDecimal(plain.replace(",", ""))) : Optional.empty();
    }

    public static String withoutPercentSign(String typed) {
        String plain = plain(typed);
        return plain.endsWith("%") ? plain.substring(0, plain.length() - 1).strip() : plain;
    }

    public static Optional<LocalDate> date(String typed) {
        Matcher date = DATE.matcher(plain(typed));
        if (!date.matches()) {
            return Optional.empty();
        }
        int first = date.group(3) != null ? 3 : date.group(5) != null ? 5 : 8;
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(date.group(first == 8 ? 7 : 1)),
                    Integer.parseInt(date.group(first)),
                    Integer.parseInt(date.group(first + 1))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** A time of day to the minute, of 24 hours: 8:33, 08:33:20, 8点33分. */
    public static Optional<LocalTime> time(String typed) {
        Matcher time = TIME.matcher(plain(typed).replace(" ", ""));
        try {
            return time.matches()
                    ? Optional.of(LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2))))
                    : Optional.empty();
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** A label without spaces, and with one kind of middle dot. */
    public static String word(String typed) {
        return MIDDLE_DOTS.matcher(plain(typed).replace(" ", "")).replaceAll("·");
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
    }
}
