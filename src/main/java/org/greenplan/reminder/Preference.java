package org.greenplan.reminder;

/**
 * What a person wants to be told beside what always goes out: that something is due or overdue.
 *
 * @param newTasks whether new tasks stand in the daily mail
 * @param atOnce whether being urged, or getting something back, is told at once
 */
record Preference(boolean newTasks, boolean atOnce) {

    /** Of those who never chose. */
    static final Preference EVERYTHING = new Preference(true, true);
}
