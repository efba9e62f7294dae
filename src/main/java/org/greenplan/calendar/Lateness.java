package org.greenplan.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How late a step is, counted in workdays, in the same words wherever it is shown. */
@Component
public class Lateness {

    private final WorkingDays workingDays;
    private final Clock clock;

    public Lateness(WorkingDays workingDays, Clock clock) {
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Whole workdays since the due day; zero while it has not passed, or when only days off have passed since. */
    public int workdays(@Nullable LocalDate due) {
        return due == null ? 0 : Math.max(0, -workingDays.workdaysUntil(LocalDate.now(clock), due));
    }

    /** In words; empty while the due day has not passed. */
    public String words(@Nullable LocalDate due) {
        return due == null || !due.isBefore(LocalDate.now(clock)) ? "" : words(workdays(due));
    }

    /** So many workdays late, in words. */
    public static String words(int workdays) {
        return workdays == 0 ? "已逾期" : "逾期" + workdays + "个工作日";
    }

    /** What was due before this moment is overdue today. */
    public Instant today() {
        return LocalDate.now(clock).atStartOfDay(DueDates.ZONE).toInstant();
    }
}
