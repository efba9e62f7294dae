package org.greenplan.cycle;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.EarlierReturn;
import org.greenplan.report.Signatures;
import org.greenplan.task.Approval;
import org.greenplan.task.ApprovalForm;
import org.greenplan.task.Hashes;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;
import org.springframework.stereotype.Component;

/** 会签意见审签: a dissent leaves its unit only with the supervisor's signature. */
@Component
class ApproveDissentForm implements ApprovalForm<ApproveDissentForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure,
            String unitName,
            RoundViews.RoundView round,
            Dissent dissent,
            List<EarlierReturn> earlier) {}

    /** What waits for the signature. */
    record Dissent(String opinion, String byName, OffsetDateTime at, String sha256) {

        public String atText() {
            return Times.minute(at);
        }

        public String code() {
            return Hashes.shortened(sha256);
        }
    }

    private final RoundStore rounds;
    private final RoundViews views;
    private final ConfirmationStore confirmations;
    private final MeasureViews measureViews;
    private final Signatures signatures;
    private final Directory directory;
    private final People people;
    private final Timeline timeline;

    ApproveDissentForm(
            RoundStore rounds,
            RoundViews views,
            ConfirmationStore confirmations,
            MeasureViews measureViews,
            Signatures signatures,
            Directory directory,
            People people,
            Timeline timeline) {
        this.rounds = rounds;
        this.views = views;
        this.confirmations = confirmations;
        this.measureViews = measureViews;
        this.signatures = signatures;
        this.directory = directory;
        this.people = people;
        this.timeline = timeline;
    }

    @Override
    public String taskKey() {
        return Step.APPROVE_DISSENT.id();
    }

    @Override
    public void readAhead(Collection<TaskContext> tasks) {
        views.readAheadOf(tasks);
    }

    @Override
    public View view(TaskContext task) {
        Round round = rounds.get(task.id(CycleVariables.ROUND_ID));
        ConfirmationStore.Confirmation dissent = dissent(task);
        return new View(
                measureViews.of(round.measureKey()),
                directory.nameOf(dissent.unitCode()),
                views.of(round.id(), Set.of(dissent.unitCode())).withoutUnsigned(),
                new Dissent(
                        String.valueOf(dissent.opinion()),
                        people.nameOf(String.valueOf(dissent.givenBy())),
                        dissent.givenAt(),
                        String.valueOf(dissent.sha256())),
                sentBack(dissent));
    }

    /** What the unit's supervisor wanted changed in it before. */
    private List<EarlierReturn> sentBack(ConfirmationStore.Confirmation dissent) {
        return confirmations.all(dissent.roundId()).stream()
                .filter(before -> before.unitCode().equals(dissent.unitCode()) && before.id() < dissent.id())
                .flatMap(before -> signatures.latest(Signatures.Subject.DISSENT, before.id()).stream()
                        .filter(signed -> !signed.approved())
                        .map(signed -> EarlierReturn.of("原意见“" + before.opinion() + "”", signed)))
                .toList();
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(ConfirmReportForm.work(task), "会签意见");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Approval input) {
        ConfirmationStore.Confirmation dissent = dissent(task);
        Round round = rounds.get(dissent.roundId());
        boolean approved = input.approved();
        String opinion = input.words();
        rounds.moveConfirmer(
                round.id(), dissent.unitCode(), List.of("dissenting"), approved ? "dissented" : "expected", !approved);
        signatures.add(
                round.measureKey(),
                Signatures.Subject.DISSENT,
                dissent.id(),
                String.valueOf(dissent.sha256()),
                approved,
                opinion,
                task.user(),
                dissent.unitCode());
        timeline.add(
                round.measureKey(),
                task.user(),
                dissent.unitCode(),
                approved ? TimelineEvent.DISSENTED : TimelineEvent.DISSENT_SENT_BACK,
                approved ? "会签有意见：" + dissent.opinion() : "退回会签意见：" + opinion);
        return Map.of();
    }

    private ConfirmationStore.Confirmation dissent(TaskContext task) {
        return confirmations
                .latest(task.id(CycleVariables.ROUND_ID), task.variable(CycleVariables.UNIT))
                .orElseThrow();
    }
}
