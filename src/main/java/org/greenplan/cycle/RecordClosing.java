package org.greenplan.cycle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.plan.MeasureStatus;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.springframework.stereotype.Component;

/** 登记办结. An ongoing measure (持续推进) closes the year, not the duty. */
@Component("recordClosing")
public class RecordClosing implements JavaDelegate {

    private final RoundStore rounds;
    private final MeasureState state;
    private final Measures measures;
    private final LateReports lateReports;
    private final Timeline timeline;

    RecordClosing(
            RoundStore rounds, MeasureState state, Measures measures, LateReports lateReports, Timeline timeline) {
        this.rounds = rounds;
        this.state = state;
        this.measures = measures;
        this.lateReports = lateReports;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = Measures.key(execution);
        rounds.over(Rounds.roundId(execution));
        state.end(key, MeasureStatus.CLOSED);
        lateReports.cancelAll(key, "措施已办结");
        boolean ongoing = measures.get(key).ongoing();
        timeline.add(key, null, null, TimelineEvent.CLOSED, ongoing ? "本年度任务已办结，后续年度持续推进。" : "已办结。");
    }
}
