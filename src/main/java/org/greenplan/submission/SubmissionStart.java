package org.greenplan.submission;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.greenplan.directory.Directory;
import org.greenplan.engine.AsSystem;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts platform-submission: from its beginning, or at 汇总核验 where something that was submitted is corrected (更正). */
@Service
class SubmissionStart {

    private static final int REASON_LENGTH = 500;

    private final SubmissionStore submissions;
    private final SubmissionTimeline timeline;
    private final Directory directory;
    private final Bureau bureau;
    private final RuntimeService runtime;
    private final IdentityService identity;

    SubmissionStart(
            SubmissionStore submissions,
            SubmissionTimeline timeline,
            Directory directory,
            Bureau bureau,
            RuntimeService runtime,
            IdentityService identity) {
        this.submissions = submissions;
        this.timeline = timeline;
        this.directory = directory;
        this.bureau = bureau;
        this.runtime = runtime;
        this.identity = identity;
    }

    void start(Submission submission) {
        runtime.startProcessInstanceByKey(
                SubmissionVariables.PLATFORM_SUBMISSION, businessKey(submission), variables(submission));
    }

    /**
     * What was submitted stays; what comes of the correction is a new version.
     *
     * @throws RuleViolation not a clerk of the bureau, no reason, or not submitted
     */
    @Transactional
    public void correct(long submissionId, String reason, String user) {
        bureau.requireClerk(user);
        if (PlainText.isBlank(reason) || reason.length() > REASON_LENGTH) {
            throw RuleViolation.of("reason", "reason-missing", "请写明更正的理由（最多" + REASON_LENGTH + "字）。");
        }
        if (!submissions.correct(submissionId, PlainText.of(reason), user)) {
            throw RuleViolation.conflict("not-submitted", "只有已报送的才能更正；正在办理的，请在任务中退回修改。");
        }
        Submission submission = submissions.get(submissionId);
        timeline.add(
                submission, user, bureau.unit(), TimelineEvent.PLATFORM_CORRECTION, "更正报送：" + PlainText.of(reason));
        AsSystem.call(
                identity,
                () -> runtime.startProcessInstanceByMessage(
                        SubmissionVariables.MESSAGE_CORRECTED, businessKey(submission), variables(submission)));
    }

    private VariableMap variables(Submission submission) {
        return Variables.createVariables()
                .putValue(SubmissionVariables.SUBMISSION_ID, submission.id())
                .putValue(SubmissionVariables.MEASURE_KEY, submission.measureKey())
                .putValue(SubmissionVariables.SUBJECT, submission.subject())
                .putValue(
                        SubmissionVariables.MEASURE_TEXT,
                        submission.track().label() + submission.track().subject())
                .putValue(SubmissionVariables.PERIOD_NAME, submission.year() + "年报送")
                .putValue(SubmissionVariables.UNIT_NAME, directory.nameOf(bureau.unit()));
    }

    private static String businessKey(Submission submission) {
        return Submission.businessKey(submission.track(), submission.year());
    }
}
