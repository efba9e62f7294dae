package org.greenplan.submission;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.directory.Directory;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.submission.Submission.State;
import org.springframework.stereotype.Component;

/** What the process platform-submission asks. */
@Component("submissions")
public class Submissions {

    private final SubmissionStore submissions;
    private final AskStore asks;
    private final VersionStore versions;
    private final ReceiptStore receipts;
    private final Signatures signatures;
    private final Directory directory;
    private final SubmissionTimeline timeline;
    private final SubmissionSettings settings;

    Submissions(
            SubmissionStore submissions,
            AskStore asks,
            VersionStore versions,
            ReceiptStore receipts,
            Signatures signatures,
            Directory directory,
            SubmissionTimeline timeline,
            SubmissionSettings settings) {
        this.submissions = submissions;
        this.asks = asks;
        this.versions = versions;
        this.receipts = receipts;
        this.signatures = signatures;
        this.directory = directory;
        this.timeline = timeline;
        this.settings = settings;
    }

    /** The group of the bureau's clerks. */
    public String bureauStaff() {
        return settings.bureau() + "Staff";
    }

    /** The group of the bureau's leaders. */
    public String bureauSupervisors() {
        return settings.bureau() + "Supervisor";
    }

    /** The group of those who sign for the district government. */
    public String endorsers() {
        return settings.endorser() + "Supervisor";
    }

    public String unitName(String unitCode) {
        return directory.nameOf(unitCode);
    }

    /** Whether a person started it, not the timer. */
    public boolean startedByHand(DelegateExecution execution) {
        return execution.getVariable(SubmissionVariables.STARTED_BY) != null;
    }

    /** Whether it went up before the system was there, so that only its receipt is entered. */
    public boolean receiptOnly(DelegateExecution execution) {
        return of(execution).receiptOnly();
    }

    /** The units that have something to give, each once. */
    public List<String> unitsAsked(DelegateExecution execution) {
        return asks.all(SubmissionVariables.submissionId(execution)).stream()
                .filter(AskStore.Ask::asked)
                .map(AskStore.Ask::unit)
                .distinct()
                .toList();
    }

    /** Whether the bureau sent nothing back. */
    public boolean complete(DelegateExecution execution) {
        return unitsAsked(execution).isEmpty();
    }

    public boolean approved(DelegateExecution execution) {
        return isSigned(Signatures.Subject.SUBMISSION, execution);
    }

    /** Whether the district government signs, by the settings of now. */
    public boolean endorsementDue() {
        return settings.endorsement();
    }

    public boolean endorsed(DelegateExecution execution) {
        return isSigned(Signatures.Subject.ENDORSEMENT, execution);
    }

    /** accepted, rejected or wrong. */
    public String receiptOutcome(DelegateExecution execution) {
        return receipts.newest(SubmissionVariables.submissionId(execution))
                .map(Receipt::outcome)
                .map(Receipt.Outcome::code)
                .orElse("");
    }

    /** The platform has accepted it. */
    public void submitted(DelegateExecution execution) {
        Submission submission = of(execution);
        submissions.move(submission.id(), State.SUBMITTED);
        timeline.add(submission, null, null, TimelineEvent.PLATFORM_SUBMITTED, "平台已受理，报送完成。");
    }

    private boolean isSigned(Signatures.Subject subject, DelegateExecution execution) {
        return versions.newest(SubmissionVariables.submissionId(execution))
                .flatMap(version -> signatures.latest(subject, version.id()))
                .filter(Signatures.Signed::approved)
                .isPresent();
    }

    private Submission of(DelegateExecution execution) {
        return submissions.get(SubmissionVariables.submissionId(execution));
    }
}
