package org.greenplan.reminder;

/**
 * How much one person is told on a day, also where a mail does not name all of it.
 *
 * @param own tasks of the person that are told
 * @param overdue how many of these are overdue
 * @param others tasks of others that the person is to know of, and news
 * @param open own tasks that are not told today
 * @param openOverdue how many of these are overdue
 */
record Tally(int own, int overdue, int others, int open, int openOverdue) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    int told() {
        return own + others;
    }

    /** The same, where so many of the others are no tasks but news. */
    Tally without(int news) {
        return new Tally(own, overdue, others - news, open, openOverdue);
    }

    Tally plus(Tally other) {
        return new Tally(
                own + other.own,
                overdue + other.overdue,
                others + other.others,
                open + other.open,
                openOverdue + other.openOverdue);
    }
}
