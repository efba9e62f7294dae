package org.greenplan.reminder;

/**
 * A task that the person may urge.
 *
 * @param subject what it is about, where that is not the measure itself; empty where it is
 * @param choice names it in a form: its measure's key, or its submission, before its id
 * @param claimedBy name of whoever has claimed it; empty while nobody has
 * @param due the day in words; empty when it has none
 * @param late how late it is, in words; empty while it is not
 * @param lastUrged in words, who urged it last and when; empty when nobody has
 * @param free whether it may be urged now; not within an hour of the last time
 */
record UrgeCandidate(
        String taskId,
        String measureKey,
        String subject,
        String choice,
        String step,
        String unitCode,
        String unit,
        String claimedBy,
        String due,
        String late,
        String lastUrged,
        boolean free) {

    public boolean overdue() {
        return !late.isEmpty();
    }
}
