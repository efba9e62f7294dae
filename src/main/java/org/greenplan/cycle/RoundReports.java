package org.greenplan.cycle;

import java.util.Collection;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.RoleEntry;
import org.greenplan.report.ReportRounds;
import org.greenplan.task.SentBack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what a unit's report asks of the cycle. */
@Component
class RoundReports implements ReportRounds {

    private final RoundStore rounds;
    private final MeasureCatalogue catalogue;
    private final Measures measures;
    private final People people;

    RoundReports(RoundStore rounds, MeasureCatalogue catalogue, Measures measures, People people) {
        this.rounds = rounds;
        this.catalogue = catalogue;
        this.measures = measures;
        this.people = people;
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
                returned(round.measureKey(), reporter));
    }

    /** By the lead, whom people in other units know by its unit. */
    private @Nullable SentBack returned(String measureKey, Round.Reporter reporter) {
        if (reporter.returnedBy() == null || reporter.returnedOpinion() == null) {
            return null;
        }
        String by = "%s（%s）"
                .formatted(people.nameOf(reporter.returnedBy()), measures.unitName(measures.leadOf(measureKey)));
        return new SentBack(by, reporter.returnedAt(), reporter.returnedOpinion());
    }

    @Override
    public boolean isOf(String measureKey, long roundId) {
        return rounds.isOf(measureKey, roundId);
    }

    @Override
    public void handedIn(long roundId, String unitCode) {
        rounds.reported(roundId, unitCode);
    }

    @Override
    public String contribution(String measureKey, String unitCode) {
        return catalogue.rolesInForce(measureKey).stream()
                .filter(entry -> entry.unitCode().equals(unitCode) && entry.contribution() != null)
                .map(RoleEntry::contribution)
                .findFirst()
                .orElse("");
    }
}
