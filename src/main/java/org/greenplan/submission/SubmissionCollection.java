package org.greenplan.submission;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.greenplan.engine.AsSystem;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 截止收报: after the units' date the bureau goes on without those who have not answered. One silent unit costs no title. */
@Service
class SubmissionCollection {

    private static final int REASON_LENGTH = 500;

    private final SubmissionStore submissions;
    private final AskStore asks;
    private final SubmissionTimeline timeline;
    private final SubmissionCalendar calendar;
    private final Bureau bureau;
    private final RuntimeService runtime;
    private final IdentityService identity;

    SubmissionCollection(
            SubmissionStore submissions,
            AskStore asks,
            SubmissionTimeline timeline,
            SubmissionCalendar calendar,
            Bureau bureau,
            RuntimeService runtime,
            IdentityService identity) {
        this.submissions = submissions;
        this.asks = asks;
        this.timeline = timeline;
        this.calendar = calendar;
        this.bureau = bureau;
        this.runtime = runtime;
        this.identity = identity;
    }

    /** Whether the collection can be ended now. */
    boolean mayEnd(Submission submission) {
        return isCollecting(submission)
                && calendar.today().isAfter(calendar.of(submission.year()).units());
    }

    /** Somebody is still asked: after the last signature it has gone on, and there is nothing to end. */
    private boolean isCollecting(Submission submission) {
        return submission.state() == Submission.State.COLLECTING
                && asks.all(submission.id()).stream().anyMatch(AskStore.Ask::asked);
    }

    /** @throws RuleViolation not a clerk of the bureau, no reason, before the units' date, or ended already */
    @Transactional
    public void end(long submissionId, String reason, String user) {
        bureau.requireClerk(user);
        Submission submission = submissions
                .find(submissionId)
                .orElseThrow(() -> RuleViolation.notFound("submission-not-found", "没有这次报送。"));
        if (PlainText.isBlank(reason) || reason.length() > REASON_LENGTH) {
            throw RuleViolation.of("reason", "reason-missing", "请写明截止收报的理由（最多" + REASON_LENGTH + "字）。");
        }
        if (!isCollecting(submission)) {
            throw RuleViolation.conflict("collection-ended", "现在没有在收报，请刷新页面。");
        }
        if (!mayEnd(submission)) {
            throw RuleViolation.of(null, "collection-not-due", "各单位的填报截止日还没有过，过后方可截止收报。");
        }
        submissions.collectionEnded(submissionId, PlainText.of(reason));
        timeline.add(
                submission, user, bureau.unit(), TimelineEvent.PLATFORM_COLLECTION_CUT, "截止收报：" + PlainText.of(reason));
        AsSystem.call(identity, () -> {
            runtime.createMessageCorrelation(SubmissionVariables.MESSAGE_COLLECTION_ENDED)
                    .processInstanceBusinessKey(Submission.businessKey(submission.track(), submission.year()))
                    .correlate();
            return null;
        });
    }
}
