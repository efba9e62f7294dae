package org.greenplan.cycle;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Approval;
import org.greenplan.task.ApprovalForm;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;

/** A second person looks at a closing: the lead's supervisor (办结审签), or the plan office (办结核验). */
abstract class ClosingForm implements ApprovalForm<ClosingForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure, @JsonUnwrapped RoundFacts.Facts facts, RoundViews.HistoryView review) {}

    private final RoundStore rounds;
    private final RoundViews views;
    private final RoundFacts facts;
    private final ReviewStore reviews;
    private final MeasureViews measureViews;
    private final Signatures signatures;
    private final Timeline timeline;

    ClosingForm(
            RoundStore rounds,
            RoundViews views,
            RoundFacts facts,
            ReviewStore reviews,
            MeasureViews measureViews,
            Signatures signatures,
            Timeline timeline) {
        this.rounds = rounds;
        this.views = views;
        this.facts = facts;
        this.reviews = reviews;
        this.measureViews = measureViews;
        this.signatures = signatures;
        this.timeline = timeline;
    }

    /** closing or acceptance, as the review's kind. */
    abstract String kind();

    /** What the step is called, in Chinese. */
    abstract String label();

    abstract Signatures.Subject subject();

    /** What is recorded when it is signed. */
    abstract TimelineEvent approved();

    /** What is recorded when it is sent back. */
    abstract TimelineEvent sentBack();

    /** The unit for which the signer acts. */
    abstract String actingFor(String measureKey);

    @Override
    public void readAhead(Collection<TaskContext> tasks) {
        views.readAheadOf(tasks);
    }

    @Override
    public View view(TaskContext task) {
        Round round = round(task);
        ReviewStore.Review review = review(round);
        return new View(
                measureViews.of(round.measureKey()),
                facts.of(views.of(round.id(), Set.of(actingFor(round.measureKey())))),
                views.history(review));
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(ReviewMeasureForm.work(task), "办结意见");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Approval input) {
        Round round = round(task);
        boolean approved = input.approved();
        String opinion = input.words();
        ReviewStore.Review review = review(round);
        reviews.add(round.id(), kind(), approved ? "approve" : "return", opinion, task.user(), review.sha256());
        signatures.add(
                round.measureKey(),
                subject(),
                review.id(),
                review.sha256(),
                approved,
                opinion,
                task.user(),
                actingFor(round.measureKey()));
        timeline.add(
                round.measureKey(),
                task.user(),
                actingFor(round.measureKey()),
                approved ? approved() : sentBack(),
                label() + (approved ? "：同意办结。" : "：退回。意见：" + opinion));
        return Map.of();
    }

    private Round round(TaskContext task) {
        return rounds.get(task.id(CycleVariables.ROUND_ID));
    }

    private ReviewStore.Review review(Round round) {
        return reviews.latest(round.id(), "review").orElseThrow();
    }
}
