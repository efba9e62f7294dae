package org.greenplan.table;

import java.time.LocalDate;
import java.util.List;

/**
 * What one unit may report now, as its workbook shows it.
 *
 * @param title what is reported, e.g. 2026年第4季度进展报送
 * @param made the day it was put together; no date that is typed may lie after it
 */
record WorkbookSheet(String unitCode, String unitName, String title, LocalDate made, List<WorkbookRow> rows) {

    /** More rows than a workbook is made for are a fault of ours. */
    static final int MOST_ROWS = 300;

    WorkbookSheet {
        rows = List.copyOf(rows);
        if (rows.size() > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "%d rows for %s, at most %d".formatted(rows.size(), unitCode, MOST_ROWS));
        }
        if (rows.stream().map(WorkbookRow::reference).distinct().count() < rows.size()) {
            throw new IllegalArgumentException("two rows for %s have the same reference".formatted(unitCode));
        }
    }
}
