package org.greenplan.cycle;

import java.util.Collection;
import java.util.HashMap;
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
import org.greenplan.report.ApprovalInput;
import org.greenplan.report.EarlierReturn;
import org.greenplan.report.Signatures;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.ToSign;
import org.greenplan.task.Violations;
import org.springframework.stereotype.Component;

/** 下达审签: the lead's supervisor signs what differs from the plan. */
@Component
class ApproveAssignmentForm implements TaskForm {

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
        return "userTask_approveAssignment";
    }

    @Override
    public List<InputField> inputs() {
        return ApprovalInput.fields();
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
    public Map<String, Object> view(TaskContext task) {
        AssignmentStore.Stored proposal = proposal(task);
        Map<String, Object> view = new HashMap<>();
        view.put("measure", views.of(proposal.measureKey()));
        Assignment now = proposal.content();
        Measure measure = measures.get(proposal.measureKey());
        Assignment inForce = words.inForce(measure);
        Assignment lastDraft = store.sentBackBefore(proposal)
                .map(AssignmentStore.Stored::content)
                .orElse(null);
        view.put("changes", words.changes(measure, inForce, now));
        view.put("sinceLastDraft", lastDraft == null ? null : words.changes(measure, lastDraft, now));
        view.put("units", words.groups(lastDraft == null ? inForce : lastDraft, now));
        view.put("cadenceText", AssignmentWords.cadence(now));
        view.put("confirmationText", AssignmentWords.confirmation(now));
        view.put("deadlineText", AssignmentWords.deadline(measure, now));
        view.put("note", now.note());
        view.put("proposedByName", people.nameOf(proposal.proposedBy()));
        view.put("proposedAt", proposal.proposedAt());
        view.put("proposedAtText", Times.minute(proposal.proposedAt()));
        view.put(
                "earlier",
                signatures.sentBack(Signatures.Subject.ASSIGNMENT, proposal.measureKey()).stream()
                        .map(signed -> EarlierReturn.of("", signed))
                        .toList());
        return view;
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(AssignMeasureForm.work(task), "任务分解");
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        ApprovalInput.check(input, violations);
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        AssignmentStore.Stored proposal = proposal(task);
        boolean approved = ApprovalInput.approves(input);
        String opinion = ApprovalInput.opinion(input);
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
