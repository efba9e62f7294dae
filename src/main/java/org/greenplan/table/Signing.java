package org.greenplan.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** In which order a supervisor looks at what waits: what a check warns of first, then what is due first. */
final class Signing {

    private Signing() {}

    static List<WorkRow> order(List<WorkRow> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(
                        (WorkRow row) -> !isMarked(row, "warnings") && !isMarked(row, "exceptions")))
                .toList();
    }

    private static boolean isMarked(WorkRow row, String marks) {
        return row.view().get(marks) instanceof Collection<?> found && !found.isEmpty();
    }
}
