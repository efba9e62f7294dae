package org.greenplan.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenplan.report.ReportState;
import org.greenplan.report.ReportView;
import org.greenplan.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the lead should look at first in a round: the reports that are missing or say something else than 正常推进. */
@Component
class RoundExceptions {

    private static final int QUOTED = 80;

    private final Reports reports;

    RoundExceptions(Reports reports) {
        this.reports = reports;
    }

    /**
     * One unit, one thing.
     *
     * @param code missing, lagging, needs-coordination, dissented, target-missed or unchanged
     * @param sentence without the unit's name
     */
    record Item(String unit, String unitName, String code, String sentence) {}

    /** The heaviest kind first, within a kind in the order of the units. */
    List<Item> of(RoundViews.RoundView round) {
        List<Item> items = new ArrayList<>();
        for (RoundViews.UnitName reporter : round.reporters()) {
            if (report(round, reporter).isEmpty()) {
                items.add(new Item(reporter.unit(), reporter.unitName(), "missing", "本期未报。"));
            }
        }
        for (ReportView report : round.reports()) {
            if (is(report, ReportState.LAGGING)) {
                items.add(item(report, "lagging", "进展滞后" + quoted(report.problems())));
            }
        }
        for (ReportView report : round.reports()) {
            if (is(report, ReportState.NEEDS_COORDINATION)) {
                items.add(item(
                        report,
                        "needs-coordination",
                        "需%s协调%s".formatted(orEmpty(report.coordinationWith()), quoted(report.coordination()))));
            }
        }
        for (RoundViews.ConfirmationView confirmation : round.confirmations()) {
            if (confirmation.outcome().equals("dissented")) {
                items.add(new Item(
                        confirmation.unit(),
                        confirmation.unitName(),
                        "dissented",
                        "会签有意见" + quoted(confirmation.opinion())));
            }
        }
        for (ReportView report : round.reports()) {
            report.values().stream()
                    .filter(value -> !value.met())
                    .forEach(value -> items.add(item(
                            report,
                            "target-missed",
                            "指标“%s”%s%s，未达到目标%s。"
                                    .formatted(
                                            value.name(),
                                            value.amount().toPlainString(),
                                            value.unit(),
                                            value.targetText()))));
        }
        for (ReportView report : round.reports()) {
            if (reports.unchanged(round.id(), report.unit())) {
                items.add(item(report, "unchanged", "与上期报告相比没有变化。"));
            }
        }
        return items;
    }

    private static Optional<ReportView> report(RoundViews.RoundView round, RoundViews.UnitName unit) {
        return round.reports().stream()
                .filter(report -> report.unit().equals(unit.unit()))
                .findFirst();
    }

    private static boolean is(ReportView report, ReportState state) {
        return report.state().equals(state.code());
    }

    private static Item item(ReportView report, String code, String sentence) {
        return new Item(report.unit(), report.unitName(), code, sentence);
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
