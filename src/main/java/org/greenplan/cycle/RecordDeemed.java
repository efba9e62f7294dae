package org.greenplan.cycle;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.directory.Directory;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.springframework.stereotype.Component;

/** 登记逾期未反馈: silence, or a dissent that nobody signed in time, counts as agreement, but apart. */
@Component("recordDeemed")
public class RecordDeemed implements JavaDelegate {

    private final RoundStore rounds;
    private final ConfirmationStore confirmations;
    private final Directory directory;
    private final Timeline timeline;

    RecordDeemed(RoundStore rounds, ConfirmationStore confirmations, Directory directory, Timeline timeline) {
        this.rounds = rounds;
        this.confirmations = confirmations;
        this.directory = directory;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Round round = rounds.get(Rounds.roundId(execution));
        String unit = (String) execution.getVariable(CycleVariables.UNIT);
        boolean unsigned =
                rounds.confirmer(round.id(), unit).orElseThrow().state().equals("dissenting");
        rounds.moveConfirmer(round.id(), unit, List.of("expected", "dissenting"), "deemed", false);
        confirmations.add(round.id(), unit, "deemed", null, null);
        if (unsigned) {
            timeline.add(
                    round.measureKey(),
                    null,
                    unit,
                    TimelineEvent.DISSENT_LAPSED,
                    directory.nameOf(unit) + "拟提的会签意见逾期未经本单位分管领导签发，没有送出。");
        }
        timeline.add(
                round.measureKey(),
                null,
                unit,
                TimelineEvent.DEEMED_CONFIRMED,
                directory.nameOf(unit) + "会签逾期未反馈，按无意见处理。");
    }
}
