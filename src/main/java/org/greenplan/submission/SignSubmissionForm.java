package org.greenplan.submission;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Approval;
import org.greenplan.task.ApprovalForm;
import org.greenplan.task.TaskContext;
import org.greenplan.task.ToSign;
import org.jspecify.annotations.Nullable;

/** A leader signs the version that the bureau put together, or sends it back. */
abstract class SignSubmissionForm extends SubmissionForm<Approval, SignSubmissionForm.View>
        implements ApprovalForm<SignSubmissionForm.View> {

    /** What the form shows. */
    record View(
            @JsonUnwrapped Head head,
            List<ItemView> items,
            Completeness count,
            List<SubmissionContent.Chapter> chapters,
            @Nullable String incompleteReason,
            boolean sample,
            int number,
            String sha256,
            String compiledByName,
            String compiledAt,
            @Nullable String approvedByName) {}

    private final VersionStore versions;
    private final SubmissionTimeline timeline;
    private final Signatures signatures;
    private final People people;

    SignSubmissionForm(
            SubmissionStore submissions,
            SubmissionCalendar calendar,
            VersionStore versions,
            SubmissionTimeline timeline,
            Signatures signatures,
            People people) {
        super(submissions, calendar);
        this.versions = versions;
        this.timeline = timeline;
        this.signatures = signatures;
        this.people = people;
    }

    abstract Signatures.Subject subject();

    /** What is recorded when it is sent back. */
    abstract TimelineEvent sentBack();

    /** What the step is called, in Chinese. */
    abstract String label();

    /** The unit for which the signer acts. */
    abstract String unit();

    @Override
    public View view(TaskContext task) {
        Submission submission = submission(task);
        VersionStore.Version version = version(task);
        return new View(
                head(submission),
                items(version.content()),
                Completeness.of(version.content()),
                version.content().chapters(),
                version.content().incompleteReason(),
                version.content().sample(),
                version.number(),
                version.sha256(),
                people.nameOf(version.compiledBy()),
                Times.minute(version.compiledAt()),
                signatures
                        .latest(Signatures.Subject.SUBMISSION, version.id())
                        .map(signed -> signed.signerName() + " " + Times.minute(signed.signedAt()))
                        .orElse(null));
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(VerifySubmissionForm.work(task), "报送材料");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Approval input) {
        Submission submission = submission(task);
        VersionStore.Version version = version(task);
        boolean approved = input.approved();
        String opinion = input.words();
        signatures.add(
                submission.measureKey(),
                subject(),
                version.id(),
                version.sha256(),
                approved,
                opinion,
                task.user(),
                unit());
        timeline.add(
                submission,
                task.user(),
                unit(),
                approved ? TimelineEvent.PLATFORM_SIGNED : sentBack(),
                label()
                        + (approved ? "：同意上报（第%d版）。" : "：退回（第%d版）。").formatted(version.number())
                        + (opinion.isEmpty() ? "" : "意见：" + opinion));
        return Map.of();
    }

    private VersionStore.Version version(TaskContext task) {
        return versions.newest(submission(task).id()).orElseThrow();
    }
}
