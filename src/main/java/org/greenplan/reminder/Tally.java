package org.greenplan.reminder;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much one person is told on a day, also where a mail does not name all of it.
 *
 * @param own tasks of the person that are told
 * @param overdue how many of these are overdue
 * @param others tasks of others that the person is to know of, and news
 * @param open own tasks that are not told today
 * @param openOverdue how many of these are overdue
 * @param nearest the nearest due date of all own tasks that can still be kept, told or not; null when there is none
 */
record Tally(int own, int overdue, int others, int open, int openOverdue, @Nullable LocalDate nearest) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, null);

    /** One task of the person. @param left workdays until it is due; null when it has no date */
    static Tally own(boolean told, @Nullable LocalDate due, @Nullable Integer left) {
        int late = left != null && left < 0 ? 1 : 0;
        LocalDate kept = late == 0 ? due : null;
        return told ? new Tally(1, late, 0, 0, 0, kept) : new Tally(0, 0, 0, 1, late, kept);
    }

    /** So many tasks of others, or news. */
    static Tally others(int number) {
        return new Tally(0, 0, number, 0, 0, null);
    }

    int told() {
        return own + others;
    }

    /** All that the person has to do. */
    int all() {
        return own + open;
    }

    /** How much of it is overdue. */
    int allOverdue() {
        return overdue + openOverdue;
    }

    Tally plus(Tally other) {
        return new Tally(
                own + other.own,
                overdue + other.overdue,
                others + other.others,
                open + other.open,
                openOverdue + other.openOverdue,
                Stream.of(nearest, other.nearest)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }
}
