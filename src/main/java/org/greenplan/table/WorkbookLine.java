package org.greenplan.table;

import org.jspecify.annotations.Nullable;

/**
 * What stands in one line of a sheet.
 *
 * @param indicator on the sheet of indicators only
 */
record WorkbookLine(WorkbookRow row, @Nullable WorkbookIndicator indicator) {

    static WorkbookLine of(WorkbookRow row) {
        return new WorkbookLine(row, null);
    }

    /** Found again by this in a later export. */
    Key key() {
        return new Key(row.reference(), indicator == null ? "" : String.valueOf(indicator.id()));
    }

    /** @param indicatorId empty for a report's own line */
    record Key(String reference, String indicatorId) {}
}
