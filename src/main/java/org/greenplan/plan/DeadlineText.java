package org.greenplan.plan;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A deadline in words, understood.
 *
 * @param date last day; null when ongoing
 * @param ongoing 持续推进 and the like
 */
record DeadlineText(@Nullable LocalDate date, boolean ongoing) {

    private static final String YEAR = "(?:(?<year>\\d{4})年)?";
    private static final Pattern ONGOING = Pattern.compile("(?:持续|长期)(?:推进|坚持|实施|开展|落实)|长期");
    private static final Pattern YEAR_END = Pattern.compile(YEAR + "(?:全年|年?底(?:之?前)?|年?内|年末(?:之?前)?)");
    private static final Pattern HALF = Pattern.compile(YEAR + "(?<half>[上下])半年(?:底|末)?(?:之?前)?");
    private static final Pattern QUARTER = Pattern.compile(YEAR + "第?(?<quarter>[一二三四1-4])季度(?:底|末|内)?(?:之?前)?");
    private static final Pattern MONTH_END =
            Pattern.compile(YEAR + "(?<month>1[0-2]|0?[1-9])月(?:份)?(?:底|末|内)?(?:之?前)?");
    private static final Pattern DAY =
            Pattern.compile(YEAR + "(?<month>1[0-2]|0?[1-9])月(?<day>3[01]|[12]\\d|0?[1-9])日(?:之?前)?");
    private static final Pattern EVERY_YEAR =
            Pattern.compile("每年(?<month>1[0-2]|0?[1-9])月(?:(?<end>底|末)|(?<day>3[01]|[12]\\d|0?[1-9])日)(?:之?前)?");

    private static final String QUARTERS = "一二三四";

    /** Understands the words of a deadline cell; empty when it does not. Words without a year mean the plan's year. */
    static Optional<DeadlineText> parse(String words, int planYear) {
        String text = words.replaceAll("[\\s\\p{Z}]+", "");
        if (ONGOING.matcher(text).matches()) {
            return Optional.of(new DeadlineText(null, true));
        }
        Matcher matcher = YEAR_END.matcher(text);
        if (matcher.matches()) {
            return by(YearMonth.of(year(matcher, planYear), Month.DECEMBER));
        }
        matcher = HALF.matcher(text);
        if (matcher.matches()) {
            return by(
                    YearMonth.of(year(matcher, planYear), matcher.group("half").equals("上") ? 6 : 12));
        }
        matcher = QUARTER.matcher(text);
        if (matcher.matches()) {
            String quarter = matcher.group("quarter");
            int number = QUARTERS.contains(quarter) ? QUARTERS.indexOf(quarter) + 1 : Integer.parseInt(quarter);
            return by(YearMonth.of(year(matcher, planYear), number * 3));
        }
        matcher = MONTH_END.matcher(text);
        if (matcher.matches()) {
            return by(YearMonth.of(year(matcher, planYear), Integer.parseInt(matcher.group("month"))));
        }
        matcher = DAY.matcher(text);
        if (matcher.matches()) {
            YearMonth month = YearMonth.of(year(matcher, planYear), Integer.parseInt(matcher.group("month")));
            int day = Integer.parseInt(matcher.group("day"));
            return month.isValidDay(day) ? Optional.of(new DeadlineText(month.atDay(day), false)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** The days that a measure's text names for every year, in the order of the text. */
    static List<OwnDate> ownDates(String text) {
        List<OwnDate> dates = new ArrayList<>();
        Matcher matcher = EVERY_YEAR.matcher(text);
        while (matcher.find()) {
            Month month = Month.of(Integer.parseInt(matcher.group("month")));
            int day = matcher.group("end") != null ? month.maxLength() : Integer.parseInt(matcher.group("day"));
            if (day <= month.maxLength()) {
                dates.add(new OwnDate(MonthDay.of(month, day), Clauses.around(text, matcher.start())));
            }
        }
        return dates;
    }

    private static Optional<DeadlineText> by(YearMonth month) {
        return Optional.of(new DeadlineText(month.atEndOfMonth(), false));
    }

    private static int year(Matcher matcher, int planYear) {
        String year = matcher.group("year");
        return year == null ? planYear : Integer.parseInt(year);
    }
}
