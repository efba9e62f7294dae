package org.greenplan.submission;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.WorkingDays;
import org.springframework.stereotype.Component;

/** The dates of one year's submission, counted back from its deadline through the calendar of working days. */
@Component
class SubmissionCalendar {

    /**
     * @param units the units have reported
     * @param bureau the bureau has put it together
     * @param leaders the leaders have signed
     * @param upload it is on the platform
     * @param deadline the platform's own date, whether worked or not
     */
    record Dates(LocalDate units, LocalDate bureau, LocalDate leaders, LocalDate upload, LocalDate deadline) {}

    private final SubmissionSettings settings;
    private final WorkingDays workingDays;
    private final DueDates dueDates;
    private final Clock clock;

    SubmissionCalendar(SubmissionSettings settings, WorkingDays workingDays, DueDates dueDates, Clock clock) {
        this.settings = settings;
        this.workingDays = workingDays;
        this.dueDates = dueDates;
        this.clock = clock;
    }

    Dates of(int submissionYear) {
        LocalDate deadline = settings.deadline().atYear(submissionYear);
        LocalDate upload = workingDays.plus(deadline, -settings.uploadWorkdays());
        return new Dates(
                workingDays.rollBack(deadline.minusDays(settings.unitsDays())),
                workingDays.rollBack(deadline.minusDays(settings.bureauDays())),
                workingDays.rollBack(deadline.minusDays(settings.leadersDays())),
                settings.uploadWorkdays() == 0 ? workingDays.rollBack(deadline) : upload,
                deadline);
    }

    /**
     * When a step that begins now is due: on its date; where that has passed, some workdays from now, up to the day of
     * the upload while that is still to come.
     */
    LocalDate due(int submissionYear, LocalDate planned) {
        LocalDate today = LocalDate.now(clock);
        if (!today.isAfter(planned)) {
            return planned;
        }
        LocalDate upload = of(submissionYear).upload();
        return dueDates.after(today, dueDates.allowances().returnedReport(), today.isAfter(upload) ? null : upload);
    }

    /** So many workdays from now, but not past that day while it is still to come. */
    LocalDate within(int workdays, LocalDate latest) {
        LocalDate today = LocalDate.now(clock);
        return dueDates.after(today, workdays, today.isAfter(latest) ? null : latest);
    }

    /** By how many days something of that day is late; 0 when it is in time. */
    int daysLate(int submissionYear, LocalDate day) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(settings.deadline().atYear(submissionYear), day));
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
