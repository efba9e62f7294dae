package org.greenplan.cycle;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.springframework.stereotype.Component;

/** 登记未报单位: collection has ended; who is missing is recorded and may still hand in late. */
@Component("recordMissing")
public class RecordMissing implements JavaDelegate {

    private final RoundStore rounds;
    private final Outstanding outstanding;
    private final LateReports lateReports;
    private final Timeline timeline;

    RecordMissing(RoundStore rounds, Outstanding outstanding, LateReports lateReports, Timeline timeline) {
        this.rounds = rounds;
        this.outstanding = outstanding;
        this.lateReports = lateReports;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Round round = rounds.get(Rounds.roundId(execution));
        List<Unreported> unreported = outstanding.of(round);
        for (Unreported unit : unreported) {
            rounds.missing(round.id(), unit.unitCode(), !unit.missing());
            lateReports.start(round, unit.unitCode());
        }
        rounds.collected(round.id());
        timeline.add(
                round.measureKey(),
                null,
                null,
                TimelineEvent.COLLECTION_ENDED,
                "%s收报截止，%s。"
                        .formatted(
                                round.period().name(),
                                unreported.isEmpty() ? "各单位均已报送" : Unreported.sentence(unreported)));
    }
}
