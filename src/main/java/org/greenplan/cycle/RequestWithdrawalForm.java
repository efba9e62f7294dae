package org.greenplan.cycle;

import java.util.List;
import java.util.Map;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Authors;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.springframework.stereotype.Component;

/** 终止申请: the plan office names the measure, the document that the decision rests on, and the reason. */
@Component
class RequestWithdrawalForm implements TaskForm {

    /** A measure that may be chosen. */
    record Choice(String key, String taskTitle, String text, String statusText) {}

    private static final int SHORT_TEXT = 60;
    private static final int NUMBER_LENGTH = 100;
    private static final int REASON_LENGTH = 2000;

    private final MeasureCatalogue catalogue;
    private final Withdrawals withdrawals;
    private final Timeline timeline;
    private final Authors authors;
    private final Audit audit;

    RequestWithdrawalForm(
            MeasureCatalogue catalogue, Withdrawals withdrawals, Timeline timeline, Authors authors, Audit audit) {
        this.catalogue = catalogue;
        this.withdrawals = withdrawals;
        this.timeline = timeline;
        this.authors = authors;
        this.audit = audit;
    }

    @Override
    public String taskKey() {
        return "userTask_requestWithdrawal";
    }

    /** Under which key it is known who worked on the request. */
    static String work(long withdrawalId) {
        return "withdrawal/" + withdrawalId;
    }

    @Override
    public List<InputField> inputs() {
        return List.of(
                InputField.text(CycleVariables.MEASURE_KEY, "措施编号", 16, "必填，正在办理的措施，如2026-07-02。"),
                InputField.text("documentNumber", "依据文号", NUMBER_LENGTH, "必填，终止所依据的文件文号。"),
                InputField.text("reason", "终止理由", REASON_LENGTH, "必填。"));
    }

    @Override
    public Map<String, Object> view(TaskContext task) {
        return Map.of(
                "measures",
                catalogue.newestYear().stream()
                        .flatMap(year -> catalogue.ofPlan(year).stream())
                        .filter(RequestWithdrawalForm::runs)
                        .map(measure -> new Choice(
                                measure.key(),
                                measure.taskTitle(),
                                measure.text()
                                        .substring(
                                                0,
                                                Math.min(
                                                        SHORT_TEXT,
                                                        measure.text().length())),
                                measure.status().label()))
                        .toList());
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        String key = input.text(CycleVariables.MEASURE_KEY).orElse("");
        boolean runs = catalogue.find(key).filter(RequestWithdrawalForm::runs).isPresent();
        violations.addIf(!runs, CycleVariables.MEASURE_KEY, "measure-not-running", "请选择一项正在办理的措施。");
        violations.addIf(
                runs && withdrawals.isRequested(key),
                CycleVariables.MEASURE_KEY,
                "withdrawal-requested",
                "这项措施已有终止申请在审签，请勿重复提交。");
        violations.addIf(!input.has("documentNumber"), "documentNumber", "document-missing", "请填写终止所依据的文件文号。");
        violations.addIf(!input.has("reason"), "reason", "reason-missing", "请写明终止理由。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Withdrawals.Withdrawal withdrawal = withdrawals.request(
                input.text(CycleVariables.MEASURE_KEY).orElseThrow(),
                input.text("documentNumber").orElseThrow(),
                input.text("reason").orElseThrow(),
                task.user());
        authors.takeOver(draftKey(task), work(withdrawal.id()));
        String key = withdrawal.measureKey();
        timeline.add(
                key,
                task.user(),
                People.PLAN_OFFICE,
                TimelineEvent.WITHDRAWAL_REQUESTED,
                "申请终止，依据%s：%s".formatted(withdrawal.documentNumber(), withdrawal.reason()));
        audit.record(AuditEvent.WITHDRAWAL, task.user(), key, "申请终止，依据" + withdrawal.documentNumber());
        return Map.of(
                CycleVariables.WITHDRAWAL_ID,
                withdrawal.id(),
                CycleVariables.MEASURE_KEY,
                key,
                CycleVariables.TASK_TITLE,
                catalogue.find(key).orElseThrow().taskTitle());
    }

    private static boolean runs(Measure measure) {
        return !measure.status().ended() && measure.launchedAt() != null;
    }
}
