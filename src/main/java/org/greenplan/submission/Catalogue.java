package org.greenplan.submission;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * One version of a track's catalogue.
 *
 * @param submissionYear the year in which it is submitted; the data are last year's
 * @param source file name or document it came from
 * @param sample superseded or not confirmed by the bureau; shown as 示例目录，待核定
 * @param importedBy login name; empty for what came with the application
 */
record Catalogue(
        long id,
        Track track,
        int submissionYear,
        int version,
        String source,
        boolean sample,
        String importedBy,
        OffsetDateTime importedAt,
        List<CatalogueItem> items) {

    Catalogue {
        items = List.copyOf(items);
    }
}
