package org.greenplan.submission;

import java.util.Locale;
import org.greenplan.submission.Submission.State;
import org.greenplan.task.OpenTask;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskObserver;
import org.springframework.stereotype.Component;

/** Keeps a submission's state in step with the task that it now waits for. */
@Component
class SubmissionSteps implements TaskObserver {

    private final SubmissionStore submissions;

    SubmissionSteps(SubmissionStore submissions) {
        this.submissions = submissions;
    }

    @Override
    public void created(TaskContext task, OpenTask open) {
        Step.ofId(task.key())
                .flatMap(Step::submissionState)
                .ifPresent(state -> submissions.move(
                        task.id(SubmissionVariables.SUBMISSION_ID), State.valueOf(state.toUpperCase(Locale.ROOT))));
    }
}
