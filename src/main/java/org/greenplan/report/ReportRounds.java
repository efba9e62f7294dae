package org.greenplan.report;

import java.time.LocalDate;
import java.util.Collection;
import org.greenplan.task.SentBack;
import org.jspecify.annotations.Nullable;

/** What a report has to ask the measure's cycle, which implements it: for which period, until when, and why again. */
public interface ReportRounds {

    /**
     * What one unit is asked for.
     *
     * @param asked whether it is collected now; a late report is not
     * @param due the report's own due date
     * @param returned why the lead wants it again; {@code null} when it does not
     * @param cadence code of the period's cadence, for the period before
     */
    record Request(
            long roundId,
            String measureKey,
            String unitCode,
            String periodId,
            String periodName,
            boolean asked,
            LocalDate due,
            @Nullable SentBack returned) {}

    /** Reads at once what a page will ask of these rounds. */
    void readAhead(Collection<Long> roundIds);

    /** @throws IllegalStateException when the unit is not asked in that round */
    Request request(long roundId, String unitCode);

    /** Whether the measure has, or had, this round. */
    boolean isOf(String measureKey, long roundId);

    /** A unit's report was signed: it has left the unit. */
    void handedIn(long roundId, String unitCode);

    /** What the lead expects of the unit in this measure, empty when it said nothing. */
    String contribution(String measureKey, String unitCode);
}
