package org.greenplan.cycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
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

/** 终止审签: a measure is not withdrawn on one person's word. */
@Component
class ApproveWithdrawalForm implements TaskForm {

    private final Withdrawals withdrawals;
    private final Measures measures;
    private final MeasureViews views;
    private final Signatures signatures;
    private final People people;
    private final Timeline timeline;
    private final Audit audit;

    ApproveWithdrawalForm(
            Withdrawals withdrawals,
            Measures measures,
            MeasureViews views,
            Signatures signatures,
            People people,
            Timeline timeline,
            Audit audit) {
        this.withdrawals = withdrawals;
        this.measures = measures;
        this.views = views;
        this.signatures = signatures;
        this.people = people;
        this.timeline = timeline;
        this.audit = audit;
    }

    @Override
    public String taskKey() {
        return "userTask_approveWithdrawal";
    }

    @Override
    public List<InputField> inputs() {
        return ApprovalInput.fields();
    }

    @Override
    public Map<String, Object> view(TaskContext task) {
        Withdrawals.Withdrawal withdrawal = withdrawal(task);
        Map<String, Object> view = new HashMap<>();
        view.put("measure", views.of(withdrawal.measureKey()));
        view.put("documentNumber", withdrawal.documentNumber());
        view.put("reason", withdrawal.reason());
        view.put("requestedByName", people.nameOf(withdrawal.requestedBy()));
        view.put("requestedAt", withdrawal.requestedAt());
        view.put("requestedAtText", Times.minute(withdrawal.requestedAt()));
        view.put(
                "earlier",
                signatures.sentBack(Signatures.Subject.WITHDRAWAL, withdrawal.measureKey()).stream()
                        .map(signed -> EarlierReturn.of("", signed))
                        .toList());
        return view;
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(RequestWithdrawalForm.work(task.id(CycleVariables.WITHDRAWAL_ID)), "终止申请");
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        Withdrawals.Withdrawal withdrawal = withdrawal(task);
        ApprovalInput.check(input, violations);
        violations.addIf(
                ApprovalInput.approves(input)
                        && measures.get(withdrawal.measureKey()).status().ended(),
                null,
                "measure-ended",
                "这项措施已办结或已终止，无需终止，请选择“退回”。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Withdrawals.Withdrawal withdrawal = withdrawal(task);
        boolean approved = ApprovalInput.approves(input);
        String opinion = ApprovalInput.opinion(input);
        withdrawals.settle(withdrawal, approved);
        signatures.add(
                withdrawal.measureKey(),
                Signatures.Subject.WITHDRAWAL,
                withdrawal.id(),
                withdrawal.sha256(),
                approved,
                opinion,
                task.user(),
                People.PLAN_OFFICE);
        timeline.add(
                withdrawal.measureKey(),
                task.user(),
                People.PLAN_OFFICE,
                approved ? TimelineEvent.WITHDRAWAL_APPROVED : TimelineEvent.WITHDRAWAL_REFUSED,
                approved ? "终止审签：同意，依据" + withdrawal.documentNumber() + "。" : "不予终止：" + opinion);
        audit.record(
                AuditEvent.WITHDRAWAL,
                task.user(),
                withdrawal.measureKey(),
                (approved ? "终止审签：同意，依据" : "终止审签：不同意，依据") + withdrawal.documentNumber());
        return Map.of();
    }

    private Withdrawals.Withdrawal withdrawal(TaskContext task) {
        return withdrawals.get(task.id(CycleVariables.WITHDRAWAL_ID));
    }
}
