package org.greenplan.cycle;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.People;
import org.greenplan.report.ApprovalInput;
import org.greenplan.report.Signatures;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.ToSign;
import org.greenplan.task.Violations;
import org.springframework.stereotype.Component;

/** 计划下达审签, by the plan office's supervisor. */
@Component
class ApproveLaunchForm implements TaskForm {

    private final PlanLaunch launch;
    private final Signatures signatures;
    private final People people;
    private final Audit audit;

    ApproveLaunchForm(PlanLaunch launch, Signatures signatures, People people, Audit audit) {
        this.launch = launch;
        this.signatures = signatures;
        this.people = people;
        this.audit = audit;
    }

    @Override
    public String taskKey() {
        return "userTask_approveLaunch";
    }

    @Override
    public List<InputField> inputs() {
        return ApprovalInput.fields();
    }

    @Override
    public Map<String, Object> view(TaskContext task) {
        Map<String, Object> view = new HashMap<>();
        view.put("plan", launch.find(year(task)).orElseThrow());
        view.put("checkedByName", people.nameOf(task.variable(CycleVariables.CHECKED_BY)));
        view.put("checkedAt", OffsetDateTime.parse(task.variable(CycleVariables.CHECKED_AT)));
        return view;
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(CheckPlanForm.work(year(task)), "下达申请");
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        ApprovalInput.check(input, violations);
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        int year = year(task);
        boolean approved = ApprovalInput.approves(input);
        signatures.add(
                null,
                Signatures.Subject.LAUNCH,
                year,
                launch.sha256(year),
                approved,
                ApprovalInput.opinion(input),
                task.user(),
                People.PLAN_OFFICE);
        audit.record(
                AuditEvent.PLAN_LAUNCHED,
                task.user(),
                launch.find(year).orElseThrow().title(),
                approved ? "计划下达审签：同意" : "计划下达审签：退回");
        if (!approved) {
            launch.sentBack(year);
        }
        return Map.of();
    }

    private static int year(TaskContext task) {
        return (int) task.id(CycleVariables.PLAN_YEAR);
    }
}
