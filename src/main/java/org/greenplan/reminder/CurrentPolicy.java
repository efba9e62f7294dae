package org.greenplan.reminder;

/** The policy that is in force; an administrator may change it while the system runs. */
interface CurrentPolicy {

    /** As it is now; it does not change any more, and decides each distinct question once. For one thread. */
    ReminderPolicy current();
}
