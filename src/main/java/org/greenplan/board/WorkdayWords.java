package org.greenplan.board;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.calendar.WorkdayImport;
import org.greenplan.calendar.WorkdayOverride;
import org.greenplan.calendar.YearSchedule;
import org.greenplan.calendar.YearSchedule.Festival;
import org.greenplan.calendar.YearSchedule.Run;

/** Holidays and working days in words. */
final class WorkdayWords {

    /** @param holidays one sentence per holiday, e.g. {@code 国庆节 10月1日—7日，10月10日（周六）上班} */
    record Year(int year, boolean published, String source, List<String> holidays) {}

    /** @param day e.g. {@code 2026年10月10日（周六）} */
    record Change(String day, String before, String after, String holiday) {}

    private WorkdayWords() {}

    static Year year(YearSchedule schedule) {
        return new Year(
                schedule.year(),
                schedule.published(),
                source(schedule),
                schedule.festivals().stream().map(WorkdayWords::holiday).toList());
    }

    private static String source(YearSchedule schedule) {
        if (schedule.own() == 0) {
            return schedule.bundled() == 0 ? "" : "系统内置的国务院放假安排";
        }
        return "本系统工作日表" + schedule.own() + "天"
                + (schedule.bundled() == 0 ? "" : "，其余" + schedule.bundled() + "天为系统内置的国务院放假安排");
    }

    private static String holiday(Festival festival) {
        return (festival.name().isEmpty() ? "未注明节日" : festival.name()) + " "
                + Stream.concat(
                                festival.off().stream().map(WorkdayWords::run),
                                festival.worked().stream().map(day -> monthDay(day) + weekday(day) + "上班"))
                        .collect(Collectors.joining("，"));
    }

    private static String run(Run run) {
        LocalDate first = run.first();
        LocalDate last = run.last();
        if (first.equals(last)) {
            return monthDay(first);
        }
        return monthDay(first) + "—"
                + (first.getMonth() == last.getMonth() ? last.getDayOfMonth() + "日" : monthDay(last));
    }

    static Change change(WorkdayImport.Change change) {
        LocalDate day = change.entry().day();
        String holiday = change.entry().holiday();
        return new Change(
                day.getYear() + "年" + monthDay(day) + weekday(day),
                worked(change.workedBefore()),
                worked(change.workedAfter()),
                holiday == null ? "" : holiday);
    }

    /** How many days of which years, e.g. {@code 39天（2026年39天）}. */
    static String counted(List<WorkdayOverride> days) {
        Map<Integer, Long> years = days.stream()
                .collect(Collectors.groupingBy(day -> day.day().getYear(), TreeMap::new, Collectors.counting()));
        return days.size() + "天（"
                + years.entrySet().stream()
                        .map(year -> year.getKey() + "年" + year.getValue() + "天")
                        .collect(Collectors.joining("，"))
                + "）";
    }

    private static String worked(boolean worked) {
        return worked ? "上班" : "放假";
    }

    private static String monthDay(LocalDate day) {
        return day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    private static String weekday(LocalDate day) {
        return "（周" + day.getDayOfWeek().getDisplayName(TextStyle.NARROW, Locale.CHINA) + "）";
    }
}
