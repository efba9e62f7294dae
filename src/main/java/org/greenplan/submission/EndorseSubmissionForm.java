package org.greenplan.submission;

import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Step;
import org.springframework.stereotype.Component;

/** 区政府审签, by a leader of the district government; can be switched off. */
@Component
class EndorseSubmissionForm extends SignSubmissionForm {

    private final SubmissionSettings settings;

    EndorseSubmissionForm(
            SubmissionStore submissions,
            SubmissionCalendar calendar,
            VersionStore versions,
            SubmissionTimeline timeline,
            Signatures signatures,
            People people,
            SubmissionSettings settings) {
        super(submissions, calendar, versions, timeline, signatures, people);
        this.settings = settings;
    }

    @Override
    public String taskKey() {
        return Step.ENDORSE_SUBMISSION.id();
    }

    @Override
    Signatures.Subject subject() {
        return Signatures.Subject.ENDORSEMENT;
    }

    @Override
    TimelineEvent sentBack() {
        return TimelineEvent.ENDORSEMENT_SENT_BACK;
    }

    @Override
    String label() {
        return "区政府审签";
    }

    @Override
    String unit() {
        return settings.endorser();
    }
}
