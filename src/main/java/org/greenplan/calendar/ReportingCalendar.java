package org.greenplan.calendar;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The reporting periods of a plan: one calendar for all its measures, a list per cadence. */
@Component
public class ReportingCalendar {

    private static final String[] ORDINALS = {"一", "二", "三", "四"};
    private static final String SUMMARY = "年度总结";

    private final WorkingDays workingDays;
    private final CalendarSettings settings;

    public ReportingCalendar(WorkingDays workingDays, CalendarSettings settings) {
        this.workingDays = workingDays;
        this.settings = settings;
    }

    /**
     * The periods of a plan in order; at least one. The last ends some workdays before the plan's deadline. With a
     * deadline earlier than the end of the year, periods that would open after that end are left out.
     *
     * @param year the plan's year
     * @param deadline the plan's deadline, normally 31 December of its year
     */
    public List<ReportingPeriod> periods(Cadence cadence, int year, LocalDate deadline) {
        LocalDate end = workingDays.rollBack(workingDays.plus(deadline, -settings.closingWorkdays()));
        int count = 12 / cadence.months();
        while (count > 1 && opens(cadence, year, count).isAfter(end)) {
            count--;
        }
        List<ReportingPeriod> periods = new ArrayList<>();
        for (int ordinal = 1; ordinal <= count; ordinal++) {
            boolean last = ordinal == count;
            periods.add(new ReportingPeriod(
                    id(cadence, year, ordinal),
                    year,
                    cadence,
                    ordinal,
                    name(cadence, year, ordinal, last),
                    opens(cadence, year, ordinal),
                    last ? end : due(cadence, year, ordinal),
                    last));
        }
        return List.copyOf(periods);
    }

    /**
     * The period that fits a date: the one that is open then, the first before the plan's year, the last after it.
     *
     * @param year the plan's year
     * @param deadline the plan's deadline, normally 31 December of its year
     */
    public ReportingPeriod periodFor(Cadence cadence, int year, LocalDate deadline, LocalDate date) {
        List<ReportingPeriod> periods = periods(cadence, year, deadline);
        ReportingPeriod fitting = periods.get(0);
        for (ReportingPeriod period : periods) {
            if (!period.opens().isAfter(date)) {
                fitting = period;
            }
        }
        return fitting;
    }

    private static LocalDate opens(Cadence cadence, int year, int ordinal) {
        return LocalDate.of(year, (ordinal - 1) * cadence.months() + 1, 1);
    }

    private LocalDate due(Cadence cadence, int year, int ordinal) {
        Month lastMonth = Month.of(ordinal * cadence.months());
        return workingDays.rollBack(LocalDate.of(year, lastMonth, settings.reportDayOfMonth()));
    }

    private static String id(Cadence cadence, int year, int ordinal) {
        return switch (cadence) {
            case MONTHLY -> "%dM%02d".formatted(year, ordinal);
            case QUARTERLY -> year + "Q" + ordinal;
            case HALF_YEARLY -> year + "H" + ordinal;
            case ONCE -> year + "Y";
        };
    }

    private static String name(Cadence cadence, int year, int ordinal, boolean last) {
        String name =
                switch (cadence) {
                    case MONTHLY -> year + "年" + ordinal + "月";
                    case QUARTERLY -> year + "年第" + ORDINALS[ordinal - 1] + "季度";
                    case HALF_YEARLY -> year + (ordinal == 1 ? "年上半年" : "年下半年");
                    case ONCE -> year + SUMMARY;
                };
        return last && cadence != Cadence.ONCE ? name + "（" + SUMMARY + "）" : name;
    }
}
