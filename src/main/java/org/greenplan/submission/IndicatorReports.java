package org.greenplan.submission;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.directory.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the process indicator-report asks. */
@Component("indicatorReports")
public class IndicatorReports {

    private final SubmissionStore submissions;
    private final IndicatorReportStore store;
    private final SubmissionCalendar calendar;
    private final WorkingDays workingDays;
    private final DueDates dueDates;
    private final People people;

    IndicatorReports(
            SubmissionStore submissions,
            IndicatorReportStore store,
            SubmissionCalendar calendar,
            WorkingDays workingDays,
            DueDates dueDates,
            People people) {
        this.submissions = submissions;
        this.store = store;
        this.calendar = calendar;
        this.workingDays = workingDays;
        this.dueDates = dueDates;
        this.people = people;
    }

    public Date fillDue(DelegateExecution execution) {
        int year = year(execution);
        return DueDates.dueInstant(calendar.due(year, calendar.of(year).units()));
    }

    /** Some workdays after the units' date. */
    public Date approveDue(DelegateExecution execution) {
        int year = year(execution);
        return DueDates.dueInstant(calendar.due(
                year,
                workingDays.plus(
                        calendar.of(year).units(), dueDates.allowances().approveReport())));
    }

    /** What came back goes to its writer, if still a clerk of the unit; else to the unit. */
    public @Nullable String returnedTo(DelegateExecution execution) {
        String unit = unit(execution);
        return store.newest(SubmissionVariables.submissionId(execution), unit)
                .map(IndicatorReportStore.Version::writtenBy)
                .filter(writer -> people.clerkOf(writer).contains(unit))
                .orElse(null);
    }

    /** Whether the unit's supervisor has signed the newest version. */
    public boolean approved(DelegateExecution execution) {
        return store.newest(SubmissionVariables.submissionId(execution), unit(execution))
                .filter(version -> version.is("signed"))
                .isPresent();
    }

    private int year(DelegateExecution execution) {
        return submissions.get(SubmissionVariables.submissionId(execution)).year();
    }

    private static String unit(DelegateExecution execution) {
        return (String) execution.getVariable(SubmissionVariables.UNIT);
    }
}
