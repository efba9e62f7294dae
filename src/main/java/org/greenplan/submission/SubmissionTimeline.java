package org.greenplan.submission;

import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who did what in a submission, in the dossier of the plan's row that asks for it. */
@Component
class SubmissionTimeline {

    private final Timeline timeline;

    SubmissionTimeline(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * @param actor the person; null when the system did it
     * @param unit as in {@link Timeline#add}
     * @param sentence what happened, without naming the submission
     */
    void add(
            Submission submission,
            @Nullable String actor,
            @Nullable String unit,
            TimelineEvent event,
            String sentence) {
        if (submission.measureKey() != null) {
            timeline.add(submission.measureKey(), actor, unit, event, submission.subject() + "：" + sentence);
        }
    }
}
