package org.greenplan.report;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One file of evidence (佐证材料), without its bytes.
 *
 * @param id random, not guessable
 * @param unitCode the unit that handed it in
 * @param roundId the measure's round it was uploaded for
 * @param name as the person's computer had it, cleaned
 * @param mediaType detected from the content
 * @param size in bytes
 * @param sha256 of the content, lower-case hex
 * @param uploadedBy login name
 * @param struck set when it was struck (划除); the file itself stays
 * @param reported whether a report that was handed in rests on it
 */
public record Evidence(
        String id,
        String measureKey,
        String unitCode,
        @Nullable Long roundId,
        String name,
        String mediaType,
        long size,
        String sha256,
        String uploadedBy,
        OffsetDateTime uploadedAt,
        @Nullable Strike struck,
        boolean reported) {

    /** Greatest size of one file, in bytes: 50 MB. */
    public static final long MAX_BYTES = 50L * 1024 * 1024;

    /** The input's name in forms that carry evidence, and the field at which refusals are shown. */
    public static final String FIELD = "evidence";

    /**
     * That a file was struck.
     *
     * @param by login name
     */
    public record Strike(String by, OffsetDateTime at, String reason) {}

    public boolean isStruck() {
        return struck != null;
    }

    /** Whether a browser may show it in its window: what cannot carry a program of its own. */
    boolean mayShowInline() {
        return mediaType.equals("application/pdf") || mediaType.startsWith("image/");
    }
}
