package org.greenplan.submission;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.calendar.Times;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;

/** What the forms of the bureau and the leaders share: which submission, and how much time there is. */
abstract class SubmissionForm implements TaskForm {

    private final SubmissionStore submissions;
    private final SubmissionCalendar calendar;

    SubmissionForm(SubmissionStore submissions, SubmissionCalendar calendar) {
        this.submissions = submissions;
        this.calendar = calendar;
    }

    Submission submission(TaskContext task) {
        return submissions.get(task.id(SubmissionVariables.SUBMISSION_ID));
    }

    /** The head of every such form. */
    Map<String, Object> head(Submission submission) {
        LocalDate today = calendar.today();
        Map<String, Object> view = new HashMap<>();
        view.put("submissionId", submission.id());
        view.put("subject", submission.subject());
        view.put("dataYear", submission.dataYear());
        view.put("deadline", Times.day(calendar.of(submission.year()).deadline()));
        view.put("upload", Times.day(calendar.of(submission.year()).upload()));
        view.put("daysLate", submission.receiptOnly() ? 0 : calendar.daysLate(submission.year(), today));
        return view;
    }

    static List<ItemView> items(SubmissionContent content) {
        return content.items().stream().map(ItemView::of).toList();
    }
}
