package org.greenplan.table;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One open report.
 *
 * @param reference says which report was asked for; a report that was handed in or returned since has another one
 * @param contribution what the unit contributes to the measure; may be empty
 * @param previousText what the unit reported last, as prose; may be empty
 * @param values the draft by the names of {@link org.greenplan.report.ReportInput#INPUTS}
 */
record WorkbookRow(
        String reference,
        String periodId,
        String measureKey,
        String taskTitle,
        String periodName,
        LocalDate due,
        String measureText,
        String contribution,
        String previousText,
        Map<String, ? extends @Nullable Object> values,
        List<WorkbookIndicator> indicators) {

    WorkbookRow {
        if (reference.isBlank()) {
            throw new IllegalArgumentException("a row of %s has no reference".formatted(measureKey));
        }
        indicators = List.copyOf(indicators);
    }
}
