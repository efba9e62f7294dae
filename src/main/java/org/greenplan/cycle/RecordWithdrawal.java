package org.greenplan.cycle;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.plan.MeasureStatus;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.springframework.stereotype.Component;

/** 登记终止: the measure ends, with everything that was still asked. */
@Component("recordWithdrawal")
public class RecordWithdrawal implements JavaDelegate {

    private final RoundStore rounds;
    private final MeasureState state;
    private final LateReports lateReports;
    private final Timeline timeline;

    RecordWithdrawal(RoundStore rounds, MeasureState state, LateReports lateReports, Timeline timeline) {
        this.rounds = rounds;
        this.state = state;
        this.lateReports = lateReports;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = Measures.key(execution);
        rounds.newest(key).ifPresent(round -> rounds.over(round.id()));
        state.end(key, MeasureStatus.WITHDRAWN);
        lateReports.cancelAll(key, "措施已终止");
        timeline.add(key, null, null, TimelineEvent.WITHDRAWN, "已终止，未办任务一并撤销。");
    }
}
