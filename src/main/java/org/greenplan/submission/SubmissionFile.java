package org.greenplan.submission;

import java.time.OffsetDateTime;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.jspecify.annotations.Nullable;

/**
 * A file of a submission, without its bytes: evidence of an item, or what shows that the platform took it.
 *
 * @param item number of the item, {@link AskStore#NARRATIVE}, or {@link #RECEIPT}
 * @param uploadedBy login name
 * @param struck set when it was struck (划除); the file itself stays
 */
record SubmissionFile(
        String id,
        long submissionId,
        String unit,
        String item,
        String name,
        String mediaType,
        long size,
        String sha256,
        String uploadedBy,
        OffsetDateTime uploadedAt,
        @Nullable Strike struck)
        implements KeptFile {

    /** In place of an item's number: what shows that the platform took it. */
    static final String RECEIPT = "receipt";
}
