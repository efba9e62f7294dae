package org.greenplan.report;

import java.time.OffsetDateTime;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
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

    /** Greatest size of one file, in bytes: 50 MB. */
    public static final long MAX_BYTES = 50L * 1024 * 1024;

    /** The input's name in forms that carry evidence, and the field at which refusals are shown. */
    public static final String FIELD = "evidence";

    /**
     * That a file was struck.
     *
     * @param by login name
     */
    public record Strike(String by, OffsetDateTime at, String reason) {

        private static final int MAX_REASON = 400;

        /**
         * The reason as it is kept.
         *
         * @throws RuleViolation when there is none, or it is too long
         */
        public static String requireReason(@Nullable String given) {
            String reason = PlainText.of(given);
            if (reason.isEmpty()) {
                throw RuleViolation.of("reason", "reason-missing", "请写明划除的原因。");
            }
            if (reason.length() > MAX_REASON) {
                throw RuleViolation.of(
                        "reason", "too-long", "划除原因最多" + MAX_REASON + "字，现有" + reason.length() + "字，请精简。");
            }
            return reason;
        }
    }

    public boolean isStruck() {
        return struck != null;
    }
}
