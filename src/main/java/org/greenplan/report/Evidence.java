package org.greenplan.report;

import java.time.OffsetDateTime;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
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
 * @param reported whether a version that was handed in to the own supervisor rests on it
 * @param signed whether a signed report rests on it, so that it has left the unit
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
        boolean reported,
        boolean signed)
        implements KeptFile {

    /** The input's name in forms that carry evidence, and the field at which refusals are shown. */
    public static final String FIELD = "evidence";

    public boolean isStruck() {
        return struck != null;
    }
}
