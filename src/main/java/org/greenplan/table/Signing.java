package org.greenplan.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** In which order a supervisor looks at what waits: what a check warns of first, then what is due first. */
final class Signing {

    private Signing() {}

    static List<WorkRow> order(List<WorkRow> rows) {
        return rows.stream()
                .sorted(Comparator.comparing((WorkRow row) -> warnings(row) == 0))
                .toList();
    }

    private static int warnings(WorkRow row) {
        return row.view().get("warnings") instanceof Collection<?> warnings ? warnings.size() : 0;
    }
}
