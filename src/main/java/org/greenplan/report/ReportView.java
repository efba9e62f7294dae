package org.greenplan.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.file.KeptFile;
import org.greenplan.plan.Indicator;
import org.greenplan.task.Hashes;
import org.jspecify.annotations.Nullable;

/** A report version as people read it: in tables and forms, in the dossier and on the sheet, always by the same fragment. */
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
            boolean met) {

        /** The figure with its unit. */
        public String amountText() {
            return amount.stripTrailingZeros().toPlainString() + unit;
        }

        public String metText() {
            return met ? "达到目标" : "未达到目标";
        }

        /** What the figure is to be read against: target, day and quality. */
        public String basis() {
            return "目标%s，截至%s，%s".formatted(targetText, Times.day(asOf), qualityText);
        }
    }

    /** Where it was reported already (已在其他系统报送). */
    public record Elsewhere(String system, String number, @Nullable LocalDate date) {

        /** Which system, under which number, when. */
        public String text() {
            return system
                    + (number.isEmpty() ? "" : "，编号" + number)
                    + (date == null ? "" : "，" + Times.day(date) + "报送");
        }
    }

    /**
     * A file, to be had at {@code /api/files/<id>}.
     *
     * @param struck whether it was struck (划除) after the version was frozen
     * @param struckReason why; {@code null} while it stands
     */
    public record FileView(
            String id, String name, long size, boolean struck, String sha256, @Nullable String struckReason) {

        public static FileView of(KeptFile file) {
            return new FileView(
                    file.id(),
                    file.name(),
                    file.size(),
                    file.isStruck(),
                    file.sha256(),
                    file.struck() == null ? null : file.struck().reason());
        }

        public String sizeText() {
            return KeptFile.sizeText(size);
        }

        /** Enough of its hash to compare by eye. */
        public String code() {
            return Hashes.shortened(sha256);
        }
    }

    /** What is known of a version beside what it says. */
    public record Head(
            String unit,
            String unitName,
            String periodName,
            int number,
            String writtenByName,
            OffsetDateTime writtenAt,
            boolean late,
            @Nullable String signedByName,
            @Nullable OffsetDateTime signedAt,
            String sha256) {}

    /**
     * The version as it is read.
     *
     * @param indicators those of its measure
     * @param files those that it rests on
     */
    public static ReportView of(Head head, ReportContent content, List<Indicator> indicators, List<FileView> files) {
        Map<Long, Indicator> byId = indicators.stream().collect(Collectors.toMap(Indicator::id, Function.identity()));
        return new ReportView(
                head.unit(),
                head.unitName(),
                head.periodName(),
                head.number(),
                content.state(),
                content.reportState().label(),
                content.percent(),
                content.narrative(),
                content.values().stream()
                        .map(value -> value(
                                value, Objects.requireNonNull(byId.get(value.indicatorId()), "of another measure")))
                        .toList(),
                content.problems(),
                content.nextSteps(),
                content.coordination(),
                content.coordinationWith(),
                content.elsewhereSystem() == null
                        ? null
                        : new Elsewhere(
                                content.elsewhereSystem(),
                                content.elsewhereNumber() == null ? "" : content.elsewhereNumber(),
                                content.elsewhereDate()),
                files,
                head.writtenByName(),
                head.writtenAt(),
                head.late(),
                head.signedByName(),
                head.signedAt(),
                head.sha256());
    }

    private static ValueView value(ReportContent.Value value, Indicator indicator) {
        return new ValueView(
                indicator.id(),
                indicator.name(),
                indicator.targetText(),
                value.amount(),
                indicator.unit(),
                value.asOf(),
                value.quality(),
                DataQuality.ofCode(value.quality()).label(),
                indicator.met(value.amount()));
    }

    /** What is to be settled by whom; empty when nothing is. */
    public String coordinationText() {
        String what = coordination == null ? "" : coordination.strip();
        return coordinationWith == null || coordinationWith.isBlank()
                ? what
                : what + "（请" + coordinationWith.strip() + "协调）";
    }

    /** When it was written, in words. */
    public String written() {
        return Times.minute(writtenAt);
    }

    /** When it was signed, in words; empty while it is not. */
    public String signed() {
        return Times.minute(signedAt);
    }

    /** Enough of its hash to compare by eye. */
    public String code() {
        return Hashes.shortened(sha256);
    }

    public boolean done() {
        return ReportState.ofCode(state).done();
    }
}
