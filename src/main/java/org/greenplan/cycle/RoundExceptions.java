package org.greenplan.cycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.greenplan.report.ReportState;
import org.greenplan.report.ReportView;
import org.greenplan.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the lead should look at first in a round: what the reports, and the units that were asked for an opinion, say
 * otherwise than 正常推进. Who has not reported is named by the round itself.
 */
@Component
class RoundExceptions {

    private static final int QUOTED = 80;

    /** The heaviest first. */
    enum Kind {
        LAGGING,
        NEEDS_COORDINATION,
        DISSENTED,
        TARGET_MISSED,
        MISSING,
        NO_EVIDENCE,
        UNCHANGED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private final Reports reports;

    RoundExceptions(Reports reports) {
        this.reports = reports;
    }

    /**
     * One thing, of one unit or of several of which the same is said.
     *
     * @param unit code of the unit, or of the first of several
     * @param unitName names, one behind the other
     * @param code of the kind
     * @param sentence without the unit's name
     */
    record Item(String unit, String unitName, String code, String sentence) {}

    /** The heaviest kind first, within a kind in the order of the units. */
    List<Item> of(RoundViews.RoundView round) {
        List<Item> items = new ArrayList<>();
        for (ReportView report : round.reports()) {
            if (is(report, ReportState.LAGGING)) {
                items.add(item(report, Kind.LAGGING, "进展滞后" + quoted(report.problems())));
            }
        }
        for (ReportView report : round.reports()) {
            if (is(report, ReportState.NEEDS_COORDINATION)) {
                items.add(item(
                        report,
                        Kind.NEEDS_COORDINATION,
                        "需%s协调%s".formatted(orEmpty(report.coordinationWith()), quoted(report.coordination()))));
            }
        }
        for (RoundViews.ConfirmationView confirmation : round.confirmations()) {
            if (confirmation.state() == ConfirmationState.DISSENTED) {
                items.add(new Item(
                        confirmation.unit(),
                        confirmation.unitName(),
                        Kind.DISSENTED.code(),
                        "会签有意见" + quoted(confirmation.opinion())));
            }
        }
        for (ReportView report : round.reports()) {
            report.values().stream()
                    .filter(value -> !value.met())
                    .forEach(value -> items.add(item(
                            report,
                            Kind.TARGET_MISSED,
                            "指标“%s”%s，未达到目标%s。".formatted(value.name(), value.amountText(), value.targetText()))));
        }
        together(round, RoundExceptions::hasNoEvidence, Kind.NO_EVIDENCE, "没有佐证材料。")
                .ifPresent(items::add);
        together(round, report -> reports.saysNothingNew(round.id(), report.unit()), Kind.UNCHANGED, "与上期报告相比没有新的内容。")
                .ifPresent(items::add);
        return items;
    }

    /** How much the round asks to be looked at: the place of the heaviest kind, the less the heavier. */
    int weight(RoundViews.RoundView round, List<Item> items) {
        int missing = round.missing().isEmpty() ? Kind.values().length : Kind.MISSING.ordinal();
        return Arrays.stream(Kind.values())
                .filter(kind -> items.stream().anyMatch(item -> item.code().equals(kind.code())))
                .mapToInt(Kind::ordinal)
                .reduce(missing, Math::min);
    }

    private static boolean hasNoEvidence(ReportView report) {
        return report.elsewhere() == null && report.evidence().stream().allMatch(ReportView.FileView::struck);
    }

    /** What is said of several units in the same words is said once. */
    private static Optional<Item> together(
            RoundViews.RoundView round, Predicate<ReportView> which, Kind kind, String sentence) {
        List<ReportView> found = round.reports().stream().filter(which).toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Item(
                        found.get(0).unit(),
                        found.size() == round.reporters().size() && found.size() > 1
                                ? "各单位"
                                : found.stream().map(ReportView::unitName).collect(Collectors.joining("、")),
                        kind.code(),
                        sentence));
    }

    private static boolean is(ReportView report, ReportState state) {
        return report.state().equals(state.code());
    }

    private static Item item(ReportView report, Kind kind, String sentence) {
        return new Item(report.unit(), report.unitName(), kind.code(), sentence);
    }

    /** The first words of what was written, as the end of a sentence. */
    private static String quoted(@Nullable String text) {
        String words = orEmpty(text).strip().replaceAll("\\s+", " ");
        if (words.isEmpty()) {
            return "。";
        }
        if (words.length() > QUOTED) {
            return "：" + words.substring(0, QUOTED) + "…";
        }
        return "：" + words + (words.matches(".*[。！？；]") ? "" : "。");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
