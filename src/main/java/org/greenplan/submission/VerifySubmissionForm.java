package org.greenplan.submission;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 汇总核验: the bureau looks at every item, sends single ones back to their unit, or freezes a version that goes up. */
@Component
class VerifySubmissionForm extends SubmissionForm<VerifySubmissionForm.Given, VerifySubmissionForm.View> {

    /** What the form shows. */
    record View(
            @JsonUnwrapped Head head,
            List<ItemView> items,
            Completeness count,
            List<ContentFindings.Finding> findings,
            List<String> changed,
            List<Answer> answers,
            List<SubmissionContent.Chapter> chapters,
            @Nullable String collectionReason,
            @Nullable SentBack sentBack) {}

    /** What can be sent back. */
    record Answer(String unit, String unitName, String item, String stateText) {}

    /** What the bureau may decide. */
    enum Decision {
        SUBMIT,
        RETURN
    }

    /** What is sent back to one unit. */
    record Return(@Nullable String unit, @Nullable String item, @Nullable String opinion) {}

    /** What is taken. */
    record Given(
            @Input(label = "核验结论", rule = "必填：submit 提请审签，return 退回有关单位。") @Nullable Decision decision,
            @Input(label = "退回的指标", max = MOST, rule = "退回时必填，每行 unit（单位代码）、item（指标编号，工作进展为narrative）、opinion（退回意见）。")
                    List<Return> returns,
            @Input(label = "不齐全的理由", max = LENGTH, rule = "有指标未报或数据未出而提请审签时必填。") @Nullable String incompleteReason,
            @Input(label = "工作进展的顺序", max = MOST, rule = "“两山”基地选填，为单位代码，按此顺序编入总结材料。") List<String> order) {}

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);
    private static final String DECISION = "decision";
    private static final String RETURNS = "returns";
    private static final String REASON = "incompleteReason";
    private static final int MOST = 500;
    private static final int LENGTH = 1000;

    private final Compilation compilation;
    private final AskStore asks;
    private final ContentFindings findings;
    private final VersionStore versions;
    private final ReceiptStore receipts;
    private final SubmissionTimeline timeline;
    private final Signatures signatures;
    private final Bureau bureau;
    private final Directory directory;
    private final People people;

    VerifySubmissionForm(
            SubmissionStore submissions,
            SubmissionCalendar calendar,
            Compilation compilation,
            AskStore asks,
            ContentFindings findings,
            VersionStore versions,
            ReceiptStore receipts,
            SubmissionTimeline timeline,
            Signatures signatures,
            Bureau bureau,
            Directory directory,
            People people) {
        super(submissions, calendar);
        this.compilation = compilation;
        this.asks = asks;
        this.findings = findings;
        this.versions = versions;
        this.receipts = receipts;
        this.timeline = timeline;
        this.signatures = signatures;
        this.bureau = bureau;
        this.directory = directory;
        this.people = people;
    }

    @Override
    public String taskKey() {
        return Step.VERIFY_SUBMISSION.id();
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
    }

    @Override
    public String draftKey(TaskContext task) {
        return work(task);
    }

    /** Under which key it is known who worked on it. */
    static String work(TaskContext task) {
        return "verify-submission/" + task.variable(SubmissionVariables.SUBMISSION_ID);
    }

    /** The order of the version before, or of last time. */
    @Override
    public @Nullable Given initial(TaskContext task) {
        SubmissionContent content = compilation.of(submission(task), order(task, List.of()), null);
        return new Given(
                null,
                List.of(),
                null,
                content.chapters().stream().map(SubmissionContent.Chapter::unit).toList());
    }

    private List<String> order(TaskContext task, List<String> given) {
        return !given.isEmpty()
                ? given
                : versions
                        .newest(submission(task).id())
                        .map(version -> version.content().chapters())
                        .orElse(List.of())
                        .stream()
                        .map(SubmissionContent.Chapter::unit)
                        .toList();
    }

    @Override
    public View view(TaskContext task) {
        Submission submission = submission(task);
        SubmissionContent content = compilation.of(submission, order(task, List.of()), null);
        return new View(
                head(submission),
                items(content),
                Completeness.of(content),
                findings.of(submission, content),
                changed(submission, content),
                answers(submission),
                content.chapters(),
                submission.collectionReason(),
                sentBack(task));
    }

    private List<Answer> answers(Submission submission) {
        return asks.all(submission.id()).stream()
                .map(ask -> new Answer(
                        ask.unit(),
                        directory.nameOf(ask.unit()),
                        ask.item(),
                        ask.state() == AskStore.State.ANSWERED ? "" : "未报"))
                .toList();
    }

    /** Numbers of items that are other than in the version before. */
    private List<String> changed(Submission submission, SubmissionContent content) {
        return versions.newest(submission.id())
                .map(version -> content.items().stream()
                        .filter(item -> !version.content().items().contains(item))
                        .map(SubmissionContent.Item::number)
                        .toList())
                .orElse(List.of());
    }

    /** Why it is with the bureau again: the platform, or a leader, sent it back. */
    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        Submission submission = submission(task);
        VersionStore.Version version = versions.newest(submission.id()).orElse(null);
        if (version == null) {
            return null;
        }
        Optional<SentBack> byPlatform = receipts.newest(submission.id())
                .filter(receipt -> Objects.equals(receipt.versionId(), version.id()))
                .filter(receipt -> receipt.outcome() == Receipt.Outcome.REJECTED)
                .map(receipt -> new SentBack(
                        people.nameOf(String.valueOf(receipt.checkedBy())) + "登记平台退回",
                        receipt.checkedAt(),
                        receipt.reason()));
        return byPlatform
                .or(() -> refusal(Signatures.Subject.ENDORSEMENT, version))
                .or(() -> refusal(Signatures.Subject.SUBMISSION, version))
                .orElse(submission.correction());
    }

    private Optional<SentBack> refusal(Signatures.Subject subject, VersionStore.Version version) {
        return signatures
                .latest(subject, version.id())
                .filter(signed -> !signed.approved())
                .map(Signatures.Signed::sentBack);
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        Submission submission = submission(task);
        Decision decision = input.decision();
        violations.addIf(decision == null, DECISION, "decision-missing", "请选择“提请审签”或“退回有关单位”。");
        if (decision == Decision.SUBMIT) {
            SubmissionContent content = compilation.of(submission, input.order(), null);
            boolean unanswered =
                    asks.all(submission.id()).stream().anyMatch(ask -> ask.state() != AskStore.State.ANSWERED);
            violations.addIf(
                    (unanswered || !Completeness.of(content).whole()) && input.incompleteReason() == null,
                    REASON,
                    "reason-missing",
                    "还有未报或数据未出的内容，请写明理由，或退回有关单位补报。");
        }
        if (decision == Decision.RETURN) {
            checkReturns(submission, input.returns(), violations);
        }
    }

    private void checkReturns(Submission submission, List<Return> rows, Violations violations) {
        violations.addIf(rows.isEmpty(), RETURNS, "returns-missing", "请勾选要退回的指标，并写明意见。");
        Set<String> known = asks.all(submission.id()).stream()
                .map(ask -> ask.unit() + "/" + ask.item())
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            String answer = rows.get(i).unit() + "/" + rows.get(i).item();
            String opinion = rows.get(i).opinion();
            violations.addIf(
                    !known.contains(answer) || !seen.add(answer),
                    RETURNS,
                    "unknown-answer",
                    "退回的内容不在这次报送里，或退回了两次，请刷新页面后重新勾选。");
            violations.addIf(opinion == null, RETURNS + "[" + i + "].opinion", "opinion-missing", "请写明需要补充或修改什么。");
            violations.addIf(
                    opinion != null && opinion.length() > LENGTH,
                    RETURNS + "[" + i + "].opinion",
                    "too-long",
                    "退回意见最多%d字，请精简。".formatted(LENGTH));
        }
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        Submission submission = submission(task);
        if (input.decision() == Decision.RETURN) {
            sendBack(submission, input.returns(), task.user());
            return Map.of();
        }
        SubmissionContent content = compilation.of(submission, input.order(), input.incompleteReason());
        VersionStore.Version version = versions.add(submission.id(), content, task.user());
        Completeness count = Completeness.of(content);
        timeline.add(
                submission,
                task.user(),
                bureau.unit(),
                TimelineEvent.PLATFORM_VERIFIED,
                "汇总核验完成（第%d版），适用指标%d项，已报%d项，提请局领导审签。"
                        .formatted(version.number(), count.applicable(), count.answered()));
        return Map.of();
    }

    private void sendBack(Submission submission, List<Return> rows, String user) {
        Set<String> units = new LinkedHashSet<>();
        for (Return row : rows) {
            String unit = Objects.requireNonNull(row.unit());
            asks.askAgain(
                    submission.id(),
                    unit,
                    Objects.requireNonNull(row.item()),
                    user,
                    Objects.requireNonNull(row.opinion()));
            units.add(directory.nameOf(unit));
        }
        timeline.add(
                submission,
                user,
                bureau.unit(),
                TimelineEvent.PLATFORM_RETURNED,
                "退回%d项给%s。".formatted(rows.size(), String.join("、", units)));
    }
}
