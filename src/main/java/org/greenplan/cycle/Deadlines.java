package org.greenplan.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.calendar.DueAllowances;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.WorkingDays;
import org.springframework.stereotype.Component;

/** Due dates and timers of the process measure-cycle, in workdays from now, never past the measure's deadline. */
@Component("deadlines")
public class Deadlines {

    private final DueDates dueDates;
    private final DueAllowances allowances;
    private final WorkingDays workingDays;
    private final Measures measures;
    private final RoundStore rounds;
    private final Clock clock;

    Deadlines(DueDates dueDates, WorkingDays workingDays, Measures measures, RoundStore rounds, Clock clock) {
        this.dueDates = dueDates;
        this.allowances = dueDates.allowances();
        this.workingDays = workingDays;
        this.measures = measures;
        this.rounds = rounds;
        this.clock = clock;
    }

    public Date assign(DelegateExecution execution) {
        return fromNow(execution, allowances.assign());
    }

    public Date approveAssignment(DelegateExecution execution) {
        return fromNow(execution, allowances.approveAssignment());
    }

    public Date confirm(DelegateExecution execution) {
        return fromNow(execution, allowances.confirm());
    }

    /**
     * When silence counts as agreement: at the end of the day on which the opinion was due. Who is asked when that has
     * passed already, on the evening of the measure's deadline, still has the next workday.
     */
    public Date confirmExpiry(DelegateExecution execution) {
        return stillToCome(confirm(execution));
    }

    public Date approveDissent(DelegateExecution execution) {
        return fromNow(execution, allowances.approveDissent());
    }

    /** When a dissent that nobody signed has not left its unit. */
    public Date dissentExpiry(DelegateExecution execution) {
        return stillToCome(approveDissent(execution));
    }

    public Date coordinate(DelegateExecution execution) {
        return fromNow(execution, allowances.coordinate());
    }

    public Date review(DelegateExecution execution) {
        return fromNow(execution, allowances.review());
    }

    public Date approveClosing(DelegateExecution execution) {
        return fromNow(execution, allowances.approveClosing());
    }

    public Date acceptClosing(DelegateExecution execution) {
        return fromNow(execution, allowances.acceptClosing());
    }

    /** When collection ends by itself: some workdays after the latest report that is asked for now. */
    public Date endCollection(DelegateExecution execution) {
        LocalDate latest = rounds.reporters(Rounds.roundId(execution)).stream()
                .filter(Round.Reporter::asked)
                .map(Round.Reporter::due)
                .max(LocalDate::compareTo)
                .orElse(LocalDate.now(clock));
        return DueDates.dueInstant(workingDays.plus(latest, allowances.endCollection()));
    }

    /** A returned report's due date. */
    LocalDate returnedReport(String measureKey) {
        return dueDates.after(
                LocalDate.now(clock),
                allowances.returnedReport(),
                measures.get(measureKey).deadline());
    }

    private Date stillToCome(Date due) {
        return due.toInstant().isAfter(clock.instant())
                ? due
                : DueDates.dueInstant(workingDays.plus(LocalDate.now(clock), 1));
    }

    private Date fromNow(DelegateExecution execution, int workdays) {
        return DueDates.dueInstant(dueDates.after(
                LocalDate.now(clock),
                workdays,
                measures.get(Measures.key(execution)).deadline()));
    }
}
