package org.greenplan.calendar;

import com.tyme.holiday.LegalHoliday;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.greenplan.calendar.WorkdayOverride.Kind;

/** The State Council's yearly notices as tyme4j knows them. */
final class BundledSchedule {

    private static final Map<Integer, Map<LocalDate, WorkdayOverride>> YEARS = new ConcurrentHashMap<>();

    private BundledSchedule() {}

    /** Days that are not what their weekday says; none for a year whose notice it does not know. */
    static Map<LocalDate, WorkdayOverride> of(int year) {
        return YEARS.computeIfAbsent(year, BundledSchedule::read);
    }

    private static Map<LocalDate, WorkdayOverride> read(int year) {
        Map<LocalDate, WorkdayOverride> days = new TreeMap<>();
        LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).forEach(day -> {
            LegalHoliday holiday = LegalHoliday.fromYmd(year, day.getMonthValue(), day.getDayOfMonth());
            if (holiday != null) {
                Kind kind = holiday.isWork() ? Kind.WORKDAY : Kind.HOLIDAY;
                days.put(day, new WorkdayOverride(day, kind, holiday.getName(), null));
            }
        });
        return Map.copyOf(days);
    }
}
