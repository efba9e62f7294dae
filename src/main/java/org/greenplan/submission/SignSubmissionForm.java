package org.greenplan.submission;

import java.util.List;
import java.util.Map;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.ApprovalInput;
import org.greenplan.report.Signatures;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskInput;
import org.greenplan.task.ToSign;
import org.greenplan.task.Violations;

/** A leader signs the version that the bureau put together, or sends it back. */
abstract class SignSubmissionForm extends SubmissionForm {

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
    public List<InputField> inputs() {
        return ApprovalInput.fields();
    }

    @Override
    public Map<String, Object> view(TaskContext task) {
        Submission submission = submission(task);
        VersionStore.Version version = version(task);
        Map<String, Object> view = head(submission);
        view.put("items", items(version.content()));
        view.put("count", Completeness.of(version.content()));
        view.put("chapters", version.content().chapters());
        view.put("incompleteReason", version.content().incompleteReason());
        view.put("sample", version.content().sample());
        view.put("number", version.number());
        view.put("sha256", version.sha256());
        view.put("compiledByName", people.nameOf(version.compiledBy()));
        view.put("compiledAt", Times.minute(version.compiledAt()));
        view.put(
                "approvedByName",
                signatures
                        .latest(Signatures.Subject.SUBMISSION, version.id())
                        .map(signed -> signed.signerName() + " " + Times.minute(signed.signedAt()))
                        .orElse(null));
        return view;
    }

    @Override
    public ToSign toSign(TaskContext task) {
        return new ToSign(VerifySubmissionForm.work(task), "报送材料");
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        ApprovalInput.check(input, violations);
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Submission submission = submission(task);
        VersionStore.Version version = version(task);
        boolean approved = ApprovalInput.approves(input);
        String opinion = ApprovalInput.opinion(input);
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
