package org.greenplan.submission;

import java.util.Map;
import org.greenplan.submission.Submission.State;
import org.greenplan.task.OpenTask;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskObserver;
import org.springframework.stereotype.Component;

/** Keeps a submission's state in step with the task that it now waits for. */
@Component
class SubmissionSteps implements TaskObserver {

    private static final Map<String, State> STATE = Map.of(
            "userTask_assignItems", State.ASSIGNING,
            "userTask_fillIndicators", State.COLLECTING,
            "userTask_approveIndicators", State.COLLECTING,
            "userTask_verifySubmission", State.VERIFYING,
            "userTask_approveSubmission", State.SIGNING,
            "userTask_endorseSubmission", State.ENDORSING,
            "userTask_submitToPlatform", State.UPLOADING,
            "userTask_checkReceipt", State.CHECKING);

    private final SubmissionStore submissions;

    SubmissionSteps(SubmissionStore submissions) {
        this.submissions = submissions;
    }

    @Override
    public void created(TaskContext task, OpenTask open) {
        State state = STATE.get(task.key());
        if (state != null) {
            submissions.move(task.id(SubmissionVariables.SUBMISSION_ID), state);
        }
    }
}
