package org.greenplan.cycle;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a lead assigns a measure.
 *
 * @param cadence code of a {@link org.greenplan.calendar.Cadence}
 * @param deadline an earlier deadline than the plan's; {@code null} as published
 * @param differences Chinese sentences: what differs from the plan and so needs a signature
 */
record Assignment(
        List<UnitRow> units,
        String cadence,
        boolean confirmEachPeriod,
        @Nullable LocalDate deadline,
        @Nullable String note,
        List<String> differences) {

    /** One unit in one role; codes of Role and Participation. */
    record UnitRow(String unit, String role, String participation, @Nullable String contribution) {}
}
