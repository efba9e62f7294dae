package org.greenplan.reminder;

/**
 * What a person has open beside the lines of a day.
 *
 * @param open own tasks that are not told today
 * @param overdue how many of these are overdue
 * @param cut lines that would have been told, beyond the most that a mail holds
 */
record Rest(int open, int overdue, int cut) {

    static final Rest NONE = new Rest(0, 0, 0);

    Rest plus(Rest other) {
        return new Rest(open + other.open, overdue + other.overdue, cut + other.cut);
    }
}
