package org.greenplan.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenplan.signing.FrozenJson;
import org.jspecify.annotations.Nullable;

/**
 * What one unit reports on one measure in one period. Its JSON is what is frozen, hashed and signed.
 *
 * @param state code of a {@link ReportState}
 * @param percent 0 to 100, if known
 * @param elsewhereSystem where it was reported already, instead of narrative and evidence
 * @param evidence ids of files
 * @param evidenceSha256 the files' hashes, in the same order, so that a signature covers them
 */
public record ReportContent(
        String state,
        @Nullable Integer percent,
        @Nullable String narrative,
        List<Value> values,
        @Nullable String problems,
        @Nullable String nextSteps,
        @Nullable String coordination,
        @Nullable String coordinationWith,
        @Nullable String elsewhereSystem,
        @Nullable String elsewhereNumber,
        @Nullable LocalDate elsewhereDate,
        List<String> evidence,
        List<String> evidenceSha256) {

    /**
     * One indicator's value.
     *
     * @param asOf the day that the figure describes
     * @param quality preliminary (初步) or final (核定)
     */
    public record Value(long indicatorId, BigDecimal amount, LocalDate asOf, String quality) {}

    private static final FrozenJson<ReportContent> JSON = new FrozenJson<>(ReportContent.class);

    public ReportState reportState() {
        return ReportState.ofCode(state);
    }

    String toJson() {
        return JSON.write(this);
    }

    /** @throws IllegalStateException when it is not what {@link #toJson} wrote: a fault of ours */
    public static ReportContent fromJson(String text) {
        return JSON.read(text);
    }
}
