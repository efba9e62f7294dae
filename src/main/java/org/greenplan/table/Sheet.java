package org.greenplan.table;

import java.util.List;
import org.greenplan.report.ReportView;
import org.jspecify.annotations.Nullable;

/**
 * One sheet (报送单) as one person may read it.
 *
 * @param unit code
 * @param due the day as in the page's address
 * @param scansKey what its scans belong to, see {@link Scans}
 * @param dueText the day in words
 * @param standing the rows, counted
 * @param mayAttach whether the person may attach and strike scans
 */
record Sheet(
        String planTitle,
        String unit,
        String unitName,
        String due,
        String scansKey,
        String dueText,
        UnitStanding standing,
        boolean mayAttach,
        List<Row> rows,
        List<Signing> signings) {

    /**
     * One measure in one period.
     *
     * @param period its name
     * @param state in Chinese, what stands in place of the text when there is none
     * @param note what one must know beside the text; empty when there is nothing
     * @param overdue whether it should have left the unit by now
     * @param unsigned whether the text waits for the supervisor, and is shown to the unit alone
     * @param report null when the person gets to see no text
     */
    record Row(
            String key,
            String task,
            String text,
            String period,
            String state,
            String note,
            boolean overdue,
            boolean unsigned,
            @Nullable ReportView report) {}

    /**
     * Who wrote and who signed when, once for all rows that share it.
     *
     * @param signer empty when it is not signed yet
     */
    record Signing(String writer, String writtenAt, String signer, String signedAt, List<Code> codes) {}

    /** The beginning of the hash of what was signed. */
    record Code(String key, String hash) {}

    public List<String> periods() {
        return standing.periods();
    }

    /** Whether it shows what the unit's supervisor has not signed. */
    public boolean holdsUnsigned() {
        return rows.stream().anyMatch(Row::unsigned);
    }
}
