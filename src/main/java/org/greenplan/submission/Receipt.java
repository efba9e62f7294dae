package org.greenplan.submission;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the platform answered to an upload (回执), as a person entered it.
 *
 * @param versionId what was uploaded; null where only the receipt is entered afterwards
 * @param submittedAt as the receipt says
 * @param accountHolder whose account on the platform it was
 * @param files ids of a screenshot or PDF
 * @param outcome null while nobody has checked it
 */
record Receipt(
        long id,
        long submissionId,
        @Nullable Long versionId,
        String number,
        OffsetDateTime submittedAt,
        String accountHolder,
        List<String> files,
        String recordedBy,
        OffsetDateTime recordedAt,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable String checkedBy,
        @Nullable OffsetDateTime checkedAt) {

    /** What came of it (核对结论). */
    enum Outcome {
        ACCEPTED("平台已受理"),
        REJECTED("平台退回"),
        WRONG("回执填写有误");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** What users read. */
        public String label() {
            return label;
        }

        /** The word in the tables, in JSON and over REST. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public boolean accepted() {
        return outcome == Outcome.ACCEPTED;
    }
}
