package org.greenplan.submission;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.greenplan.directory.People;
import org.greenplan.engine.AsSystem;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.TakeBack;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 撤回: a unit withdraws the indicators that it handed in while no supervisor has opened them (ADR 0015). */
@Service
class IndicatorTakeBack {

    private final SubmissionStore submissions;
    private final IndicatorReportStore store;
    private final SubmissionTimeline timeline;
    private final People people;
    private final RuntimeService runtime;
    private final IdentityService identity;

    IndicatorTakeBack(
            SubmissionStore submissions,
            IndicatorReportStore store,
            SubmissionTimeline timeline,
            People people,
            RuntimeService runtime,
            IdentityService identity) {
        this.submissions = submissions;
        this.store = store;
        this.timeline = timeline;
        this.people = people;
        this.runtime = runtime;
        this.identity = identity;
    }

    /** Whether this person may ask for it: what the supervisor has opened is refused with a sentence. */
    boolean mayAsk(long submissionId, String unit, String user) {
        return people.clerkOf(user).contains(unit)
                && store.waiting(submissionId, unit).isPresent();
    }

    /**
     * The task is with its writer again, with all that was written.
     *
     * @throws RuleViolation not a clerk of the unit, nothing waits any more, or a supervisor has it in front of them
     */
    @Transactional
    public void takeBack(long submissionId, String unit, String user) {
        if (!people.clerkOf(user).contains(unit)) {
            throw RuleViolation.forbidden("take-back-forbidden", "只有本单位的经办人可以撤回本单位的填报。");
        }
        IndicatorReportStore.Version version = store.waiting(submissionId, unit)
                .orElseThrow(() -> RuleViolation.conflict("nothing-to-take-back", "现在没有待审签的填报：可能已经审签、退回或撤回，请刷新页面。"));
        if (!store.takeBackUnopened(version)) {
            throw RuleViolation.conflict("report-opened", "分管领导已打开审阅，不能撤回；需要修改的，请分管领导退回。");
        }
        timeline.add(
                submissions.get(submissionId),
                user,
                unit,
                TimelineEvent.INDICATORS_TAKEN_BACK,
                "撤回指标填报（第%d稿）。".formatted(version.number()));
        AsSystem.call(identity, () -> {
            runtime.createMessageCorrelation(TakeBack.MESSAGE)
                    .processInstanceVariableEquals(SubmissionVariables.SUBMISSION_ID, submissionId)
                    .processInstanceVariableEquals(SubmissionVariables.UNIT, unit)
                    .correlate();
            return null;
        });
    }
}
