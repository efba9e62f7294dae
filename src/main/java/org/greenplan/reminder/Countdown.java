package org.greenplan.reminder;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.submission.SubmissionWatch;

/**
 * Who hears on a day how a submission to the platform stands. The bureau that answers for it and its head: every workday
 * from the first on which a unit or a step is late, and from five workdays before it goes up until the platform's date, on
 * days off as well once the district's own date has come. The district leader: every day of the last ones, before that on the first
 * workday of being late and every fifth one. After the platform's date everybody every fifth workday.
 */
record Countdown(SubmissionWatch.Standing submission, LocalDate day, WorkingDays workingDays) {

    private static final int LAST_WORKDAYS = 5;

    boolean concernsTheBureau() {
        return submission.awaited()
                && (isOver()
                        ? isFifth(submission.deadline())
                        : isLast() || late().findAny().isPresent());
    }

    boolean concernsTheDistrict() {
        return submission.awaited()
                && (isOver() ? isFifth(submission.deadline()) : isLast() || late().anyMatch(this::isFifth));
    }

    /** Whether they are written to although the day is off: the weekend of the deadline. */
    boolean concernsADayOff() {
        return submission.awaited() && !day.isBefore(submission.upload()) && !isOver();
    }

    private boolean isOver() {
        return day.isAfter(submission.deadline());
    }

    private boolean isLast() {
        return workingDays.workdaysUntil(day, submission.upload()) <= LAST_WORKDAYS;
    }

    /** Dates that have passed without what was to be there. */
    private Stream<LocalDate> late() {
        return Stream.of(submission.silent().isEmpty() ? submission.due() : submission.units(), submission.due())
                .filter(day::isAfter);
    }

    private boolean isFifth(LocalDate since) {
        return (workingDays.workdaysBetween(since, day) - 1) % LAST_WORKDAYS == 0;
    }
}
