package org.greenplan.submission;

import java.util.List;
import java.util.Map;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Approval;
import org.greenplan.task.ApprovalForm;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 指标审签: a supervisor of the unit signs the frozen version, or sends it back. */
@Component
class ApproveIndicatorsForm implements ApprovalForm<ApproveIndicatorsForm.View> {

    /** What the form shows. */
    record View(
            String subject,
            int dataYear,
            String unitName,
            List<ItemView> items,
            @Nullable String narrative,
            List<SubmissionContent.Case> cases,
            String writtenByName,
            String writtenAt,
            int number,
            String sha256) {}

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
        return Step.APPROVE_INDICATORS.id();
    }

    @Override
    public View view(TaskContext task) {
        Submission submission = submission(task);
        IndicatorReportStore.Version version = waiting(task);
        AskedItems.Asked asked = askedItems.of(submission, version.unit());
        return new View(
                submission.subject(),
                submission.dataYear(),
                directory.nameOf(version.unit()),
                compilation.of(submission, version.unit(), version.content()).stream()
                        .filter(item -> asked.asks().containsKey(item.number()))
                        .map(ItemView::of)
                        .toList(),
                asked.narrative() ? version.content().narrative() : null,
                asked.narrative() ? version.content().cases() : List.of(),
                people.nameOf(version.writtenBy()),
                Times.minute(version.writtenAt()),
                version.number(),
                version.sha256());
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
    public Map<String, Object> complete(TaskContext task, Approval input) {
        Submission submission = submission(task);
        IndicatorReportStore.Version version = waiting(task);
        boolean approved = input.approved();
        String opinion = input.words();
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
