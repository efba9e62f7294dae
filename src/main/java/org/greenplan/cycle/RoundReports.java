package org.greenplan.cycle;

import java.util.Collection;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.RoleEntry;
import org.greenplan.report.ReportRounds;
import org.springframework.stereotype.Component;

/** Answers what a unit's report asks of the cycle. */
@Component
class RoundReports implements ReportRounds {

    private final RoundStore rounds;
    private final MeasureCatalogue measures;

    RoundReports(RoundStore rounds, MeasureCatalogue measures) {
        this.rounds = rounds;
        this.measures = measures;
    }

    @Override
    public void readAhead(Collection<Long> roundIds) {
        rounds.readAhead(roundIds);
    }

    @Override
    public Request request(long roundId, String unitCode) {
        Round round = rounds.get(roundId);
        Round.Reporter reporter = rounds.reporter(roundId, unitCode)
                .orElseThrow(() ->
                        new IllegalStateException("unit %s reports not in round %d".formatted(unitCode, roundId)));
        return new Request(
                roundId,
                round.measureKey(),
                unitCode,
                round.period().id(),
                round.period().name(),
                reporter.asked(),
                reporter.due(),
                reporter.returnedBy(),
                reporter.returnedOpinion());
    }

    @Override
    public void handedIn(long roundId, String unitCode) {
        rounds.reported(roundId, unitCode);
    }

    @Override
    public String contribution(String measureKey, String unitCode) {
        return measures.rolesInForce(measureKey).stream()
                .filter(entry -> entry.unitCode().equals(unitCode) && entry.contribution() != null)
                .map(RoleEntry::contribution)
                .findFirst()
                .orElse("");
    }
}
