package org.greenplan.cycle;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Participation;
import org.greenplan.plan.Role;
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
    private final Directory directory;
    private final People people;
    private final Timeline timeline;

    ApproveAssignmentForm(
            AssignmentStore store,
            Assignments assignments,
            Signatures signatures,
            MeasureViews views,
            Measures measures,
            Directory directory,
            People people,
            Timeline timeline) {
        this.store = store;
        this.assignments = assignments;
        this.signatures = signatures;
        this.views = views;
        this.measures = measures;
        this.directory = directory;
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
        view.put("differences", proposal.content().differences());
        view.put("note", proposal.content().note());
        view.put("units", proposal.content().units().stream().map(this::unit).toList());
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

    private Map<String, Object> unit(Assignment.UnitRow row) {
        Map<String, Object> unit = new HashMap<>();
        unit.put("unit", row.unit());
        unit.put("unitName", directory.nameOf(row.unit()));
        unit.put("role", row.role());
        unit.put(
                "roleText",
                Role.valueOf(row.role().toUpperCase(java.util.Locale.ROOT)).label());
        unit.put("participation", row.participation());
        unit.put(
                "participationText",
                Participation.valueOf(row.participation().toUpperCase(java.util.Locale.ROOT))
                        .label());
        unit.put("contribution", row.contribution());
        return unit;
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
