package org.greenplan.cycle;

import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Step;
import org.springframework.stereotype.Component;

/** 办结审签, by the lead's supervisor. */
@Component
class ApproveClosingForm extends ClosingForm {

    private final Measures measures;

    ApproveClosingForm(
            RoundStore rounds,
            RoundViews views,
            RoundFacts facts,
            ReviewStore reviews,
            MeasureViews measureViews,
            Signatures signatures,
            Timeline timeline,
            Measures measures) {
        super(rounds, views, facts, reviews, measureViews, signatures, timeline);
        this.measures = measures;
    }

    @Override
    public String taskKey() {
        return Step.APPROVE_CLOSING.id();
    }

    @Override
    String kind() {
        return "closing";
    }

    @Override
    String label() {
        return "办结审签";
    }

    @Override
    Signatures.Subject subject() {
        return Signatures.Subject.CLOSING;
    }

    @Override
    TimelineEvent approved() {
        return TimelineEvent.CLOSING_APPROVED;
    }

    @Override
    TimelineEvent sentBack() {
        return TimelineEvent.CLOSING_SENT_BACK;
    }

    @Override
    String actingFor(String measureKey) {
        return measures.leadOf(measureKey);
    }
}
