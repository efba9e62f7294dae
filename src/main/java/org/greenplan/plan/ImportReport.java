package org.greenplan.plan;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * How a plan came in: where from, how much, and what had to be repaired or inferred.
 *
 * @param sourceName name of the document's file
 * @param sourceSha256 of the document's bytes
 * @param findings in the order of the document
 */
public record ImportReport(
        int year,
        String title,
        LocalDate deadline,
        String sourceName,
        String sourceSha256,
        OffsetDateTime importedAt,
        int taskItems,
        int measures,
        int indicators,
        List<Entry> findings) {

    public ImportReport {
        findings = List.copyOf(findings);
    }

    /**
     * One finding as users read it.
     *
     * @param kind what was found, in Chinese
     * @param place measure or task item, and line of the document
     * @param sentence what stood there and how it was read
     */
    public record Entry(String kind, String place, String sentence) {}
}
