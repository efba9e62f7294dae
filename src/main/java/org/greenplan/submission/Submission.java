package org.greenplan.submission;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.greenplan.task.SentBack;
import org.jspecify.annotations.Nullable;

/**
 * One year's submission of one track.
 *
 * @param year in which it is submitted; the data are of the year before
 * @param measureKey the plan's row that asks for it; null while no plan has one
 * @param receiptOnly it went up before the system was there, only its receipt is entered
 * @param collectionReason why the bureau ended the collection; null when it did not
 * @param correction why it is put together once more after the platform had accepted it; null when it is not
 */
record Submission(
        long id,
        Track track,
        int year,
        long catalogueId,
        @Nullable String measureKey,
        State state,
        boolean receiptOnly,
        OffsetDateTime startedAt,
        @Nullable String collectionReason,
        @Nullable SentBack correction) {

    /** Where it stands. */
    enum State {
        ASSIGNING("指标分工"),
        COLLECTING("各单位填报"),
        VERIFYING("汇总核验"),
        SIGNING("局领导审签"),
        ENDORSING("区政府审签"),
        UPLOADING("平台报送"),
        CHECKING("核对回执"),
        SUBMITTED("已报送");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** What users read. */
        public String label() {
            return label;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** E.g. platform-2027-demonstration-zone. */
    static String businessKey(Track track, int year) {
        return "platform-" + year + "-" + track.code();
    }

    /** With both years, since people mix them up. */
    public String subject() {
        return "%s%d年报送（%d年度数据）".formatted(track.label(), year, dataYear());
    }

    /** The year that the data describe. */
    public int dataYear() {
        return year - 1;
    }

    public boolean submitted() {
        return state == State.SUBMITTED;
    }
}
