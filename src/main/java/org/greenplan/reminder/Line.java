package org.greenplan.reminder;

import java.time.LocalDate;
import org.greenplan.task.Step;
import org.jspecify.annotations.Nullable;

/**
 * One task, or the overdue ones of one unit, or a submission, as one person is told of it: titles and dates only, since mail leaves the closed network.
 *
 * @param title of the task item and first words of the measure; the task's subject or own name where it is about none as a whole
 * @param workdaysLeft workdays until the due date, see {@link ReminderPolicy.Question}; null when it has none
 * @param fresh whether it came, or was urged, since the sweep before
 * @param note who urges and how, or who sent it back; null for an ordinary reminder
 * @param tasks how many tasks it stands for
 * @param submission id of the submission to the platform that it is about; null where about none
 */
record Line(
        String recipient,
        Section section,
        String taskId,
        String taskKey,
        @Nullable String measureKey,
        String title,
        String unitCode,
        @Nullable LocalDate due,
        @Nullable Integer workdaysLeft,
        boolean fresh,
        @Nullable String note,
        int tasks,
        @Nullable Long submission) {

    /** Why this person is told. */
    enum Section {
        /** The person does it. */
        OWN,
        /** The person's unit does it, and the date has come. */
        COPY,
        /** Long overdue, in a measure that the person's unit leads. */
        ESCALATED,
        /** All that is overdue at one unit, in numbers; for the plan office. */
        UNIT,
        /** How a submission to the platform stands; for those who answer for it. */
        SUBMISSION,
        /** No task: the person's unit is only informed of the measure; the note says of what. */
        INFORMED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Section ofCode(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** What people call the step; what happened, where it is no task. */
    public String step() {
        return section == Section.INFORMED && note != null ? note : Step.titleOf(taskKey);
    }

    boolean overdue() {
        return workdaysOverdue() > 0;
    }

    /** 0 where it is not overdue. */
    int workdaysOverdue() {
        return workdaysLeft == null ? 0 : Math.max(0, -workdaysLeft);
    }
}
