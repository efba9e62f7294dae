package org.greenplan.table;

import java.util.List;

/**
 * One sheet in the list.
 *
 * @param due the day as in the page's address
 * @param dueText the day in words
 * @param periods names of the periods, the shortest first
 * @param owed rows that the unit still has to do something for
 * @param scans how many scans of the stamped paper stand
 */
record SheetSummary(
        String unit,
        String unitName,
        String due,
        String dueText,
        List<String> periods,
        int measures,
        int signed,
        int waiting,
        int owed,
        int scans) {}
