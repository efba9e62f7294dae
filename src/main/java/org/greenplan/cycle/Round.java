package org.greenplan.cycle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.greenplan.plan.MeasureStatus;
import org.jspecify.annotations.Nullable;

/**
 * One measure in one period.
 *
 * @param measureStatus where the measure is on its way now
 * @param state open, collected, over
 */
record Round(long id, String measureKey, MeasureStatus measureStatus, Period period, String state, LocalDate due) {

    /** Who reports. state: expected, reported, missing, late; asked: to be collected now. */
    record Reporter(
            long roundId,
            String unitCode,
            String state,
            boolean asked,
            LocalDate due,
            @Nullable String returnedBy,
            @Nullable OffsetDateTime returnedAt,
            @Nullable String returnedOpinion) {}

    /** Who is asked for an opinion. state: expected, confirmed, dissenting, dissented, deemed, settled. */
    record Confirmer(long roundId, String unitCode, String state, boolean asked) {}
}
