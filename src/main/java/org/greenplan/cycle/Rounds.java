package org.greenplan.cycle;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.calendar.DueDates;
import org.greenplan.directory.People;
import org.greenplan.report.ReportView;
import org.greenplan.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the process measure-cycle asks of a round: lists and answers, all read from our tables. */
@Component("rounds")
public class Rounds {

    private final RoundStore store;
    private final PeriodStore periods;
    private final ReviewStore reviews;
    private final ConfirmationStore confirmations;
    private final Reports reports;
    private final Measures measures;
    private final People people;

    Rounds(
            RoundStore store,
            PeriodStore periods,
            ReviewStore reviews,
            ConfirmationStore confirmations,
            Reports reports,
            Measures measures,
            People people) {
        this.store = store;
        this.periods = periods;
        this.reviews = reviews;
        this.confirmations = confirmations;
        this.reports = reports;
        this.measures = measures;
        this.people = people;
    }

    /** Units whose report is collected now. */
    public List<String> reporters(DelegateExecution execution) {
        return store.reporters(roundId(execution)).stream()
                .filter(Round.Reporter::asked)
                .map(Round.Reporter::unitCode)
                .toList();
    }

    /** Units that are asked for their opinion now. */
    public List<String> confirmers(DelegateExecution execution) {
        return store.confirmers(roundId(execution)).stream()
                .filter(Round.Confirmer::asked)
                .map(Round.Confirmer::unitCode)
                .toList();
    }

    /** 本期是否会签: somebody is to be asked, and it is the last period, or a unit is done, or the lead chose every period. */
    public boolean confirmationDue(DelegateExecution execution) {
        Round round = store.get(roundId(execution));
        if (confirmers(execution).isEmpty()) {
            return false;
        }
        return round.period().last()
                || measures.get(round.measureKey()).confirmEachPeriod()
                || anyDone(round.id())
                || !confirmations.all(round.id()).isEmpty();
    }

    /** For the process: whether the unit's latest answer is a dissent. */
    public boolean dissents(DelegateExecution execution) {
        return stateOfConfirmer(execution).equals("dissenting");
    }

    /** For the process: whether the unit's supervisor signed the dissent. */
    public boolean dissentApproved(DelegateExecution execution) {
        return stateOfConfirmer(execution).equals("dissented");
    }

    /** For the process: a dissent that came back goes to its author, if still a clerk of the unit. */
    public @Nullable String confirmReturnedTo(DelegateExecution execution) {
        String unit = unit(execution);
        return confirmations
                .latest(roundId(execution), unit)
                .map(ConfirmationStore.Confirmation::givenBy)
                .filter(author -> people.clerkOf(author).contains(unit))
                .orElse(null);
    }

    public boolean dissentRaised(DelegateExecution execution) {
        return store.confirmers(roundId(execution)).stream()
                .anyMatch(confirmer -> confirmer.state().equals("dissented"));
    }

    public boolean coordinationReturned(DelegateExecution execution) {
        return latestDecision(execution, "coordinate").equals("return");
    }

    /** Skipped in an interim period where the lead is the only responsible unit, unless it says that it is done. */
    public boolean reviewDue(DelegateExecution execution) {
        Round round = store.get(roundId(execution));
        return round.period().last()
                || !measures.leadReportsAlone(round.measureKey())
                || anyDone(round.id())
                || !confirmations.all(round.id()).isEmpty();
    }

    /** close, return or continue. */
    public String reviewOutcome(DelegateExecution execution) {
        return latestDecision(execution, "review");
    }

    public boolean closingApproved(DelegateExecution execution) {
        return latestDecision(execution, "closing").equals("approve");
    }

    /** 办结核验: where the lead was the only responsible unit, somebody else has to look. */
    public boolean acceptanceDue(DelegateExecution execution) {
        return measures.leadReportsAlone(store.get(roundId(execution)).measureKey());
    }

    public boolean closingAccepted(DelegateExecution execution) {
        return latestDecision(execution, "acceptance").equals("approve");
    }

    /** Midnight of the day on which the next period opens. */
    public Date nextPeriodOpens(DelegateExecution execution) {
        Period period = store.get(roundId(execution)).period();
        LocalDate opens = periods.next(period)
                .orElseThrow(() -> new IllegalStateException("no period after " + period.id()))
                .opens();
        return Date.from(opens.atStartOfDay(DueDates.ZONE).toInstant());
    }

    /** Units of a round whose newest signed report says that they are done. */
    boolean anyDone(long roundId) {
        return store.reporters(roundId).stream()
                .flatMap(reporter -> reports.signed(roundId, reporter.unitCode()).stream())
                .anyMatch(ReportView::done);
    }

    private String stateOfConfirmer(DelegateExecution execution) {
        return store.confirmer(roundId(execution), unit(execution))
                .orElseThrow()
                .state();
    }

    private String latestDecision(DelegateExecution execution, String kind) {
        return reviews.latest(roundId(execution), kind)
                .map(ReviewStore.Review::decision)
                .orElse("");
    }

    static long roundId(DelegateExecution execution) {
        return ((Number) execution.getVariable(CycleVariables.ROUND_ID)).longValue();
    }

    private static String unit(DelegateExecution execution) {
        return (String) execution.getVariable(CycleVariables.UNIT);
    }
}
