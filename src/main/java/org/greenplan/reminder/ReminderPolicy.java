package org.greenplan.reminder;

/**
 * Decides whether a task is told today, and to whom beside those who do it. Comes from the decision table {@code
 * reminder-policy}; an administrator may change it while the system runs.
 */
interface ReminderPolicy {

    /**
     * @param signature whether the task waits for a supervisor's signature
     * @param fresh whether it came, or was urged, since the sweep before
     * @param workdaysLeft workdays until its due date: 0 on the last workday up to it, negative when that has passed
     */
    record Question(boolean signature, boolean fresh, int workdaysLeft) {}

    /**
     * @param remind whether those who do it are told today
     * @param copySupervisor whether their supervisors are told too
     * @param escalate whether the measure's lead and the plan office are told too
     * @param reason of the rule that decided, in Chinese; empty when none did
     */
    record Verdict(boolean remind, boolean copySupervisor, boolean escalate, String reason) {

        static final Verdict SILENT = new Verdict(false, false, false, "");
    }

    Verdict decide(Question question);
}
