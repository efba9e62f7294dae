package org.greenplan.cycle;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.EarlierReturn;
import org.greenplan.report.Signatures;
import org.greenplan.task.Approval;
import org.greenplan.task.ApprovalForm;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 下达审签: the lead's supervisor signs what differs from the plan. */
@Component
class ApproveAssignmentForm implements ApprovalForm<ApproveAssignmentForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure,
            List<AssignmentWords.Change> changes,
            @Nullable List<AssignmentWords.Change> sinceLastDraft,
            List<AssignmentWords.Group> units,
            String cadenceText,
            String confirmationText,
            String deadlineText,
            @Nullable String note,
            String proposedByName,
            OffsetDateTime proposedAt,
            String proposedAtText,
            List<EarlierReturn> earlier) {}

    private final AssignmentStore store;
    private final Assignments assignments;
    private final Signatures signatures;
    private final MeasureViews views;
    private final Measures measures;
    private final AssignmentWords words;
    private final People people;
    private final Timeline timeline;

    ApproveAssignmentForm(
            AssignmentStore store,
            Assignments assignments,
            Signatures signatures,
            MeasureViews views,
            Measures measures,
            AssignmentWords words,
            People people,
            Timeline timeline) {
        this.store = store;
        this.assignments = assignments;
        this.signatures = signatures;
        this.views = views;
        this.measures = measures;
        this.words = words;
        this.people = people;
        this.timeline = timeline;
    }

    @Override
    public String taskKey() {
        return Step.APPROVE_ASSIGNMENT.id();
    }

    @Override
    public void readAhead(Collection<TaskContext> tasks) {
        Set<String> keys = tasks.stream()
                .map(task -> task.variable(CycleVariables.MEASURE_KEY))
                .collect(Collectors.toSet());
        store.readAhead(keys);
        views.readAhead(keys);
        signatures.readAheadSentBack(Signatures.Subject.ASSIGNMENT, keys);
        people.namesOf(keys.stream().map(key -> store.newest(key).proposedBy()).toList());
    }

    @Override
    public View view(TaskContext task) {
        AssignmentStore.Stored proposal = proposal(task);
        Assignment now = proposal.content();
        Measure measure = measures.get(proposal.measureKey());
        Assignment inForce = words.inForce(measure);
        Assignment lastDraft = store.sentBackBefore(proposal)
                .map(AssignmentStore.Stored::content)
                .orElse(null);
        return new View(
                views.of(proposal.measureKey()),
                words.changes(measure, inForce, now),
                lastDraft == null ? null : words.changes(measure, lastDraft, now),
                words.groups(lastDraft == null ? inForce : lastDraft, now),
                AssignmentWords.cadence(now),
                AssignmentWords.confirmation(now),
                AssignmentWords.deadline(measure, now),
                now.note(),
                people.nameOf(proposal.proposedBy()),
                proposal.proposedAt(),
                Times.minute(proposal.proposedAt()),
                signatures.sentBack(Signatures.Subject.ASSIGNMENT, proposal.measureKey()).stream()
                        .map(signed -> EarlierReturn.of("", signed))
                        .toList());
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(AssignMeasureForm.work(task), "任务分解");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Approval input) {
        AssignmentStore.Stored proposal = proposal(task);
        boolean approved = input.approved();
        String opinion = input.words();
        String lead = measures.leadOf(proposal.measureKey());
        store.settle(proposal, approved);
        signatures.add(
                proposal.measureKey(),
                Signatures.Subject.ASSIGNMENT,
                proposal.id(),
                proposal.sha256(),
                approved,
                opinion,
                task.user(),
                lead);
        if (approved) {
            assignments.apply(proposal);
        }
        timeline.add(
                proposal.measureKey(),
                task.user(),
                lead,
                approved ? TimelineEvent.ASSIGNMENT_SIGNED : TimelineEvent.ASSIGNMENT_SENT_BACK,
                approved ? "审签任务分解，同意下达。" : "退回任务分解：" + opinion);
        return Map.of();
    }

    private AssignmentStore.Stored proposal(TaskContext task) {
        return store.newest(task.variable(CycleVariables.MEASURE_KEY));
    }
}
