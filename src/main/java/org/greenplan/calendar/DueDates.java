package org.greenplan.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a task is due. A due date is a day; it passes at the end of its working hours. */
@Component
public class DueDates {

    /** The one time zone of the district. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final LocalTime END_OF_WORK = LocalTime.of(18, 0);

    private final WorkingDays workingDays;
    private final DueAllowances allowances;

    public DueDates(WorkingDays workingDays, DueAllowances allowances) {
        this.workingDays = workingDays;
        this.allowances = allowances;
    }

    /** The allowances that are in force. */
    public DueAllowances allowances() {
        return allowances;
    }

    /**
     * So many workdays after a day, but never past the measure's deadline: if that is sooner, the last workday up to
     * it. What starts after the deadline has nothing left to keep and counts from its start.
     *
     * @param from the day the task came
     * @param workdays its allowance
     * @param measureDeadline the measure's deadline; null for 持续推进
     */
    public LocalDate after(LocalDate from, int workdays, @Nullable LocalDate measureDeadline) {
        return capped(workingDays.plus(from, workdays), from, measureDeadline);
    }

    /**
     * When a report is due: on the period's date, but whoever is asked late still has the workdays of a returned
     * report. The measure's deadline limits both, as in {@link #after}.
     *
     * @param opened the day the report was asked for
     * @param measureDeadline the measure's deadline; null for 持续推进
     */
    public LocalDate reportDue(ReportingPeriod period, LocalDate opened, @Nullable LocalDate measureDeadline) {
        LocalDate soonest = workingDays.plus(opened, allowances.returnedReport());
        LocalDate due = period.due().isBefore(soonest) ? soonest : period.due();
        return capped(due, opened, measureDeadline);
    }

    /** The end of a due date: that day, 18:00 in Beijing, as the engine's tasks and timers take it. */
    public static Date dueInstant(LocalDate due) {
        return Date.from(due.atTime(END_OF_WORK).atZone(ZONE).toInstant());
    }

    private LocalDate capped(LocalDate due, LocalDate from, @Nullable LocalDate measureDeadline) {
        if (measureDeadline == null || from.isAfter(measureDeadline) || !due.isAfter(measureDeadline)) {
            return due;
        }
        LocalDate lastWorkday = workingDays.rollBack(measureDeadline);
        return lastWorkday.isBefore(from) ? measureDeadline : lastWorkday;
    }
}
