package org.greenplan.cycle;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
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
import org.greenplan.task.Violations;
import org.springframework.stereotype.Component;

/** 终止审签: a measure is not withdrawn on one person's word. */
@Component
class ApproveWithdrawalForm implements ApprovalForm<ApproveWithdrawalForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure,
            String documentNumber,
            String reason,
            String requestedByName,
            OffsetDateTime requestedAt,
            String requestedAtText,
            List<EarlierReturn> earlier) {}

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
        return Step.APPROVE_WITHDRAWAL.id();
    }

    @Override
    public View view(TaskContext task) {
        Withdrawals.Withdrawal withdrawal = withdrawal(task);
        return new View(
                views.of(withdrawal.measureKey()),
                withdrawal.documentNumber(),
                withdrawal.reason(),
                people.nameOf(withdrawal.requestedBy()),
                withdrawal.requestedAt(),
                Times.minute(withdrawal.requestedAt()),
                signatures.sentBack(Signatures.Subject.WITHDRAWAL, withdrawal.measureKey()).stream()
                        .map(signed -> EarlierReturn.of("", signed))
                        .toList());
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(RequestWithdrawalForm.work(task.id(CycleVariables.WITHDRAWAL_ID)), "终止申请");
    }

    @Override
    public void check(TaskContext task, Approval input, Violations violations) {
        Withdrawals.Withdrawal withdrawal = withdrawal(task);
        ApprovalForm.super.check(task, input, violations);
        violations.addIf(
                input.approved()
                        && measures.get(withdrawal.measureKey()).status().ended(),
                null,
                "measure-ended",
                "这项措施已办结或已终止，无需终止，请选择“退回”。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Approval input) {
        Withdrawals.Withdrawal withdrawal = withdrawal(task);
        boolean approved = input.approved();
        String opinion = input.words();
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
