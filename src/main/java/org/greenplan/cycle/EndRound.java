package org.greenplan.cycle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.plan.MeasureStatus;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.springframework.stereotype.Component;

/** 结束本期: the measure waits for its next period. */
@Component("endRound")
public class EndRound implements JavaDelegate {

    private final RoundStore rounds;
    private final MeasureState state;
    private final Timeline timeline;

    EndRound(RoundStore rounds, MeasureState state, Timeline timeline) {
        this.rounds = rounds;
        this.state = state;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Round round = rounds.get(Rounds.roundId(execution));
        rounds.over(round.id());
        state.move(round.measureKey(), MeasureStatus.WAITING);
        timeline.add(
                round.measureKey(),
                null,
                null,
                TimelineEvent.ROUND_OVER,
                round.period().name() + "结束，继续推进。");
    }
}
