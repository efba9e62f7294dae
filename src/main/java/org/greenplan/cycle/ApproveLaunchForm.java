package org.greenplan.cycle;

import java.time.OffsetDateTime;
import java.util.Map;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.People;
import org.greenplan.report.Signatures;
import org.greenplan.task.Approval;
import org.greenplan.task.ApprovalForm;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;
import org.springframework.stereotype.Component;

/** 计划下达审签, by the plan office's supervisor. */
@Component
class ApproveLaunchForm implements ApprovalForm<ApproveLaunchForm.View> {

    /** What the form shows. */
    record View(PlanLaunch.PlanView plan, String checkedByName, OffsetDateTime checkedAt) {}

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
        return Step.APPROVE_LAUNCH.id();
    }

    @Override
    public View view(TaskContext task) {
        return new View(
                launch.find(year(task)).orElseThrow(),
                people.nameOf(task.variable(CycleVariables.CHECKED_BY)),
                OffsetDateTime.parse(task.variable(CycleVariables.CHECKED_AT)));
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(CheckPlanForm.work(year(task)), "下达申请");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Approval input) {
        int year = year(task);
        boolean approved = input.approved();
        signatures.add(
                null,
                Signatures.Subject.LAUNCH,
                year,
                launch.sha256(year),
                approved,
                input.words(),
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
