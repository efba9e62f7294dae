package org.greenplan.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.greenplan.plan.Indicator;
import org.jspecify.annotations.Nullable;

/**
 * What a report says otherwise than the one that its unit signed for the period before.
 *
 * @param periodBefore name of that period
 * @param figures of the indicators that either report gives a figure for
 * @param narrative this period's text, sentence by sentence
 * @param unchanged nothing differs: neither state and figures nor words, and no file is new
 */
record ReportChanges(
        String periodBefore,
        String stateBefore,
        String stateNow,
        List<Figure> figures,
        List<Piece> narrative,
        boolean unchanged) {

    /** @param before {@code null} when that report has no figure for it; the same with {@code now} */
    record Figure(
            long indicatorId,
            String name,
            String targetText,
            String unit,
            @Nullable BigDecimal before,
            @Nullable BigDecimal now) {}

    /** @param isNew the text of the period before does not contain it */
    record Piece(String text, boolean isNew) {}

    static ReportChanges between(
            String periodBefore, ReportContent before, ReportContent now, List<Indicator> indicators) {
        String wordsBefore = Words.plain(before.narrative());
        return new ReportChanges(
                periodBefore,
                before.reportState().label(),
                now.reportState().label(),
                indicators.stream()
                        .map(indicator -> figure(indicator, before, now))
                        .filter(figure -> figure.before() != null || figure.now() != null)
                        .toList(),
                Words.sentences(now.narrative()).stream()
                        .map(sentence -> new Piece(sentence, !wordsBefore.contains(Words.plain(sentence))))
                        .toList(),
                same(before, now, indicators));
    }

    /** The day that a figure describes may move on; a figure that does not move is still the same. */
    static boolean same(ReportContent before, ReportContent now, List<Indicator> indicators) {
        return before.state().equals(now.state())
                && Objects.equals(before.percent(), now.percent())
                && Words.same(before.narrative(), now.narrative())
                && Words.same(before.problems(), now.problems())
                && Words.same(before.nextSteps(), now.nextSteps())
                && Words.same(before.coordination(), now.coordination())
                && Words.same(before.coordinationWith(), now.coordinationWith())
                && Words.same(before.elsewhereSystem(), now.elsewhereSystem())
                && Words.same(before.elsewhereNumber(), now.elsewhereNumber())
                && Objects.equals(before.elsewhereDate(), now.elsewhereDate())
                && before.evidenceSha256().containsAll(now.evidenceSha256())
                && indicators.stream().allMatch(indicator -> sameValue(indicator, before, now));
    }

    private static boolean sameValue(Indicator indicator, ReportContent before, ReportContent now) {
        Optional<ReportContent.Value> one = value(indicator, before);
        Optional<ReportContent.Value> other = value(indicator, now);
        return one.isPresent() && other.isPresent()
                ? one.get().amount().compareTo(other.get().amount()) == 0
                        && one.get().quality().equals(other.get().quality())
                : one.isEmpty() && other.isEmpty();
    }

    private static Figure figure(Indicator indicator, ReportContent before, ReportContent now) {
        return new Figure(
                indicator.id(),
                indicator.name(),
                indicator.targetText(),
                indicator.unit(),
                value(indicator, before).map(ReportContent.Value::amount).orElse(null),
                value(indicator, now).map(ReportContent.Value::amount).orElse(null));
    }

    private static Optional<ReportContent.Value> value(Indicator indicator, ReportContent content) {
        return content.values().stream()
                .filter(value -> value.indicatorId() == indicator.id())
                .findFirst();
    }
}
