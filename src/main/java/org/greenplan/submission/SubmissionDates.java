package org.greenplan.submission;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.calendar.DueDates;
import org.springframework.stereotype.Component;

/** Due dates of the process platform-submission; see {@link SubmissionCalendar}. */
@Component("submissionDates")
public class SubmissionDates {

    private final SubmissionStore submissions;
    private final SubmissionCalendar calendar;
    private final DueDates dueDates;
    private final Clock clock;

    SubmissionDates(SubmissionStore submissions, SubmissionCalendar calendar, DueDates dueDates, Clock clock) {
        this.submissions = submissions;
        this.calendar = calendar;
        this.dueDates = dueDates;
        this.clock = clock;
    }

    /** Choosing what to open: some workdays from now. */
    public Date request() {
        return DueDates.dueInstant(
                dueDates.after(LocalDate.now(clock), dueDates.allowances().launch(), null));
    }

    public Date assign(DelegateExecution execution) {
        return DueDates.dueInstant(
                calendar.within(dueDates.allowances().assign(), dates(execution).units()));
    }

    public Date verify(DelegateExecution execution) {
        return due(execution, dates(execution).bureau());
    }

    public Date approve(DelegateExecution execution) {
        return due(execution, dates(execution).leaders());
    }

    public Date upload(DelegateExecution execution) {
        return due(execution, dates(execution).upload());
    }

    /** Some workdays after the upload, but within the platform's own deadline while that is still to come. */
    public Date check(DelegateExecution execution) {
        return DueDates.dueInstant(calendar.within(
                dueDates.allowances().returnedReport(), dates(execution).deadline()));
    }

    private Date due(DelegateExecution execution, LocalDate planned) {
        return DueDates.dueInstant(calendar.due(year(execution), planned));
    }

    private SubmissionCalendar.Dates dates(DelegateExecution execution) {
        return calendar.of(year(execution));
    }

    private int year(DelegateExecution execution) {
        return submissions.get(SubmissionVariables.submissionId(execution)).year();
    }
}
