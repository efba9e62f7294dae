package org.greenplan.submission;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.submission.Receipt.Outcome;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.Option;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 核对回执: a second person of the bureau holds the receipt against the platform, and enters whether it was accepted. */
@Component
class CheckReceiptForm extends SubmissionForm<CheckReceiptForm.Given, CheckReceiptForm.View> {

    /** What the form shows. */
    record View(@JsonUnwrapped Head head, String unit, ReceiptView receipt, List<Option> outcomes) {}

    /** The receipt as the form shows it. */
    record ReceiptView(
            String number,
            String submittedAt,
            int daysLate,
            String accountHolder,
            String recordedByName,
            List<ItemView.FileView> files) {}

    /** What is taken. */
    record Given(
            @Input(label = "核对结论", rule = "必填：accepted 平台已受理，rejected 平台退回（只补录回执的不可选），wrong 回执填写有误。") @Nullable
                    Outcome decision,
            @Input(label = "说明", max = 1000, rule = "平台退回的必填退回原因，回执填写有误的必填哪里有误。") @Nullable String opinion) {}

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);
    private static final String DECISION = "decision";
    private static final String OPINION = "opinion";

    private final ReceiptStore receipts;
    private final SubmissionFileStore files;
    private final SubmissionCalendar calendar;
    private final SubmissionTimeline timeline;
    private final Bureau bureau;
    private final People people;

    CheckReceiptForm(
            SubmissionStore submissions,
            SubmissionCalendar calendar,
            ReceiptStore receipts,
            SubmissionFileStore files,
            SubmissionTimeline timeline,
            Bureau bureau,
            People people) {
        super(submissions, calendar);
        this.receipts = receipts;
        this.files = files;
        this.calendar = calendar;
        this.timeline = timeline;
        this.bureau = bureau;
        this.people = people;
    }

    @Override
    public String taskKey() {
        return Step.CHECK_RECEIPT.id();
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
    }

    @Override
    public View view(TaskContext task) {
        Submission submission = submission(task);
        Receipt receipt = receipt(task);
        return new View(
                head(submission),
                bureau.unit(),
                new ReceiptView(
                        receipt.number(),
                        Times.minute(receipt.submittedAt()),
                        calendar.daysLate(
                                submission.year(), receipt.submittedAt().toLocalDate()),
                        receipt.accountHolder(),
                        people.nameOf(receipt.recordedBy()),
                        receipt.files().stream()
                                .flatMap(id -> files.find(id).stream())
                                .map(file -> new ItemView.FileView(file.id(), file.name(), file.size()))
                                .toList()),
                Arrays.stream(Outcome.values())
                        .filter(outcome -> outcome != Outcome.REJECTED || !submission.receiptOnly())
                        .map(outcome -> new Option(outcome.code(), outcome.label()))
                        .toList());
    }

    @Override
    public @Nullable ToSign toSign(TaskContext task) {
        return receipts.newest(submission(task).id())
                .map(receipt -> new ToSign(SubmitToPlatformForm.work(receipt.id()), "回执"))
                .orElse(null);
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        Outcome outcome = input.decision();
        violations.addIf(outcome == null, DECISION, "decision-missing", "请登录平台核对后选择结论。");
        violations.addIf(
                outcome == Outcome.REJECTED && submission(task).receiptOnly(),
                DECISION,
                "receipt-only",
                "只补录回执的，请选择“平台已受理”或“回执填写有误”。");
        violations.addIf(
                outcome == Outcome.REJECTED && input.opinion() == null,
                OPINION,
                "reason-missing",
                "请写明平台退回的原因，供汇总核验时修改。");
        violations.addIf(
                outcome == Outcome.WRONG && input.opinion() == null, OPINION, "reason-missing", "请写明回执哪里填写有误。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        Submission submission = submission(task);
        Outcome outcome = Objects.requireNonNull(input.decision());
        String reason = input.opinion();
        receipts.check(receipt(task), outcome, reason, task.user());
        timeline.add(
                submission,
                task.user(),
                bureau.unit(),
                TimelineEvent.PLATFORM_RECEIPT,
                "核对回执：%s%s".formatted(outcome.label(), reason == null ? "。" : "，" + reason));
        return Map.of();
    }

    private Receipt receipt(TaskContext task) {
        return receipts.newest(submission(task).id())
                .filter(receipt -> receipt.outcome() == null)
                .orElseThrow(() -> RuleViolation.conflict("receipt-checked", "这份回执已由他人核对，请刷新页面。"));
    }
}
