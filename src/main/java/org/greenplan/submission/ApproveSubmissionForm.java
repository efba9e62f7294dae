package org.greenplan.submission;

import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Step;
import org.springframework.stereotype.Component;

/** 局领导审签, by the bureau's leader. */
@Component
class ApproveSubmissionForm extends SignSubmissionForm {

    private final Bureau bureau;

    ApproveSubmissionForm(
            SubmissionStore submissions,
            SubmissionCalendar calendar,
            VersionStore versions,
            SubmissionTimeline timeline,
            Signatures signatures,
            People people,
            Bureau bureau) {
        super(submissions, calendar, versions, timeline, signatures, people);
        this.bureau = bureau;
    }

    @Override
    public String taskKey() {
        return Step.APPROVE_SUBMISSION.id();
    }

    @Override
    Signatures.Subject subject() {
        return Signatures.Subject.SUBMISSION;
    }

    @Override
    TimelineEvent sentBack() {
        return TimelineEvent.PLATFORM_SENT_BACK;
    }

    @Override
    String label() {
        return "局领导审签";
    }

    @Override
    String unit() {
        return bureau.unit();
    }
}
