package org.greenplan.submission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.ApprovalInput;
import org.greenplan.report.Signatures;
import org.greenplan.task.InputField;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.ToSign;
import org.greenplan.task.Violations;
import org.springframework.stereotype.Component;

/** 指标审签: a supervisor of the unit signs the frozen version, or sends it back. */
@Component
class ApproveIndicatorsForm implements TaskForm {

    private final SubmissionStore submissions;
    private final IndicatorReportStore store;
    private final AskedItems askedItems;
    private final AskStore asks;
    private final Compilation compilation;
    private final SubmissionTimeline timeline;
    private final Signatures signatures;
    private final Directory directory;
    private final People people;

    ApproveIndicatorsForm(
            SubmissionStore submissions,
            IndicatorReportStore store,
            AskedItems askedItems,
            AskStore asks,
            Compilation compilation,
            SubmissionTimeline timeline,
            Signatures signatures,
            Directory directory,
            People people) {
        this.submissions = submissions;
        this.store = store;
        this.askedItems = askedItems;
        this.asks = asks;
        this.compilation = compilation;
        this.timeline = timeline;
        this.signatures = signatures;
        this.directory = directory;
        this.people = people;
    }

    @Override
    public String taskKey() {
        return "userTask_approveIndicators";
    }

    @Override
    public List<InputField> inputs() {
        return ApprovalInput.fields();
    }

    @Override
    public Map<String, Object> view(TaskContext task) {
        Submission submission = submission(task);
        IndicatorReportStore.Version version = waiting(task);
        AskedItems.Asked asked = askedItems.of(submission, version.unit());
        Map<String, Object> view = new HashMap<>();
        view.put("subject", submission.subject());
        view.put("dataYear", submission.dataYear());
        view.put("unitName", directory.nameOf(version.unit()));
        view.put(
                "items",
                compilation.of(submission, version.unit(), version.content()).stream()
                        .filter(item -> asked.asks().containsKey(item.number()))
                        .map(ItemView::of)
                        .toList());
        view.put("narrative", asked.narrative() ? version.content().narrative() : null);
        view.put("cases", asked.narrative() ? version.content().cases() : List.of());
        view.put("writtenByName", people.nameOf(version.writtenBy()));
        view.put("writtenAt", Times.minute(version.writtenAt()));
        view.put("number", version.number());
        view.put("sha256", version.sha256());
        return view;
    }

    @Override
    public void opened(TaskContext task) {
        IndicatorReportStore.Version version = waiting(task);
        if (people.supervisorOf(task.user()).contains(version.unit())) {
            store.opened(version, task.user());
        }
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(FillIndicatorsForm.work(task), "指标");
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        ApprovalInput.check(input, violations);
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Submission submission = submission(task);
        IndicatorReportStore.Version version = waiting(task);
        boolean approved = ApprovalInput.approves(input);
        String opinion = ApprovalInput.opinion(input);
        store.settle(version, approved);
        signatures.add(
                submission.measureKey(),
                Signatures.Subject.INDICATORS,
                version.id(),
                version.sha256(),
                approved,
                opinion,
                task.user(),
                version.unit());
        if (approved) {
            asks.answered(submission.id(), version.unit());
            timeline.add(
                    submission,
                    task.user(),
                    version.unit(),
                    TimelineEvent.INDICATORS_SIGNED,
                    "签发指标（第%d稿）。".formatted(version.number()));
        } else {
            timeline.add(
                    submission,
                    task.user(),
                    version.unit(),
                    TimelineEvent.INDICATORS_SENT_BACK,
                    "退回指标（第%d稿）：%s".formatted(version.number(), opinion));
        }
        return Map.of();
    }

    private IndicatorReportStore.Version waiting(TaskContext task) {
        return store.waiting(submission(task).id(), task.variable(SubmissionVariables.UNIT))
                .orElseThrow(() -> RuleViolation.conflict("report-settled", "这份填报已由他人审签或已撤回，请刷新页面。"));
    }

    private Submission submission(TaskContext task) {
        return submissions.get(task.id(SubmissionVariables.SUBMISSION_ID));
    }
}
