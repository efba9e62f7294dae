package org.greenplan.cycle;

import org.greenplan.directory.People;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Step;
import org.springframework.stereotype.Component;

/** 办结核验, by the plan office, where the lead was the only one that reported. */
@Component
class AcceptClosingForm extends ClosingForm {

    AcceptClosingForm(
            RoundStore rounds,
            RoundViews views,
            RoundFacts facts,
            ReviewStore reviews,
            MeasureViews measureViews,
            Signatures signatures,
            Timeline timeline) {
        super(rounds, views, facts, reviews, measureViews, signatures, timeline);
    }

    @Override
    public String taskKey() {
        return Step.ACCEPT_CLOSING.id();
    }

    @Override
    String kind() {
        return "acceptance";
    }

    @Override
    String label() {
        return "办结核验";
    }

    @Override
    Signatures.Subject subject() {
        return Signatures.Subject.ACCEPTANCE;
    }

    @Override
    TimelineEvent approved() {
        return TimelineEvent.ACCEPTANCE_APPROVED;
    }

    @Override
    TimelineEvent sentBack() {
        return TimelineEvent.ACCEPTANCE_SENT_BACK;
    }

    @Override
    String actingFor(String measureKey) {
        return People.PLAN_OFFICE;
    }
}
