package org.greenplan.submission;

import java.util.List;
import org.greenplan.calendar.Times;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;

/** What the forms of the bureau and the leaders share: which submission, and how much time there is. */
abstract class SubmissionForm<I extends Record, V extends Record> implements TaskForm<I, V> {

    /** The head of every such form. */
    record Head(long submissionId, String subject, int dataYear, String deadline, String upload, long daysLate) {}

    private final SubmissionStore submissions;
    private final SubmissionCalendar calendar;

    SubmissionForm(SubmissionStore submissions, SubmissionCalendar calendar) {
        this.submissions = submissions;
        this.calendar = calendar;
    }

    Submission submission(TaskContext task) {
        return submissions.get(task.id(SubmissionVariables.SUBMISSION_ID));
    }

    Head head(Submission submission) {
        return new Head(
                submission.id(),
                submission.subject(),
                submission.dataYear(),
                Times.day(calendar.of(submission.year()).deadline()),
                Times.day(calendar.of(submission.year()).upload()),
                submission.receiptOnly() ? 0 : calendar.daysLate(submission.year(), calendar.today()));
    }

    static List<ItemView> items(SubmissionContent content) {
        return content.items().stream().map(ItemView::of).toList();
    }
}
