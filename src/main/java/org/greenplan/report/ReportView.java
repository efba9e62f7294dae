package org.greenplan.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report version as people read it, in the forms of the unit, of assisting units and of the lead. */
public record ReportView(
        String unit,
        String unitName,
        String periodName,
        int number,
        String state,
        String stateText,
        @Nullable Integer percent,
        @Nullable String narrative,
        List<ValueView> values,
        @Nullable String problems,
        @Nullable String nextSteps,
        @Nullable String coordination,
        @Nullable String coordinationWith,
        @Nullable Elsewhere elsewhere,
        List<FileView> evidence,
        String writtenByName,
        OffsetDateTime writtenAt,
        boolean late,
        @Nullable String signedByName,
        @Nullable OffsetDateTime signedAt,
        String sha256) {

    /** An indicator's value beside its target. */
    public record ValueView(
            long indicatorId,
            String name,
            String targetText,
            BigDecimal amount,
            String unit,
            LocalDate asOf,
            String quality,
            String qualityText,
            boolean met) {}

    /** Where it was reported already (已在其他系统报送). */
    public record Elsewhere(String system, String number, @Nullable LocalDate date) {}

    /**
     * A file, to be had at {@code /api/evidence/<id>}.
     *
     * @param struck whether it was struck (划除) after the version was frozen
     */
    public record FileView(String id, String name, long size, boolean struck) {}

    public boolean done() {
        return ReportState.ofCode(state).done();
    }
}
