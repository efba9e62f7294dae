package org.greenplan.cycle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Authors;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 终止申请: the plan office names the measure, the document that the decision rests on, and the reason. */
@Component
class RequestWithdrawalForm implements TaskForm<RequestWithdrawalForm.Given, RequestWithdrawalForm.View> {

    /** A measure that may be chosen. */
    record Choice(String key, String taskTitle, String text, String statusText) {}

    /** What the form shows. */
    record View(List<Choice> measures) {}

    /** What is taken. */
    record Given(
            @Input(label = "措施编号", max = 16, rule = "必填，正在办理的措施，如2026-07-02。") @Nullable String measureKey,
            @Input(label = "依据文号", max = 100, rule = "必填，终止所依据的文件文号。") @Nullable String documentNumber,
            @Input(label = "终止理由", max = 2000, rule = "必填。") @Nullable String reason) {}

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);
    private static final int SHORT_TEXT = 60;

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
        return Step.REQUEST_WITHDRAWAL.id();
    }

    /** Under which key it is known who worked on the request. */
    static String work(long withdrawalId) {
        return "withdrawal/" + withdrawalId;
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
    }

    @Override
    public View view(TaskContext task) {
        return new View(catalogue.newestYear().stream()
                .flatMap(year -> catalogue.ofPlan(year).stream())
                .filter(RequestWithdrawalForm::runs)
                .map(measure -> new Choice(
                        measure.key(),
                        measure.taskTitle(),
                        measure.text()
                                .substring(
                                        0, Math.min(SHORT_TEXT, measure.text().length())),
                        measure.status().label()))
                .toList());
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        String key = input.measureKey();
        boolean runs = Optional.ofNullable(key)
                .flatMap(catalogue::find)
                .filter(RequestWithdrawalForm::runs)
                .isPresent();
        violations.addIf(!runs, CycleVariables.MEASURE_KEY, "measure-not-running", "请选择一项正在办理的措施。");
        violations.addIf(
                key != null && runs && withdrawals.isRequested(key),
                CycleVariables.MEASURE_KEY,
                "withdrawal-requested",
                "这项措施已有终止申请在审签，请勿重复提交。");
        violations.addIf(input.documentNumber() == null, "documentNumber", "document-missing", "请填写终止所依据的文件文号。");
        violations.addIf(input.reason() == null, "reason", "reason-missing", "请写明终止理由。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        Withdrawals.Withdrawal withdrawal = withdrawals.request(
                Objects.requireNonNull(input.measureKey()),
                Objects.requireNonNull(input.documentNumber()),
                Objects.requireNonNull(input.reason()),
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
