package org.greenplan.report;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.plan.Indicator;
import org.jspecify.annotations.Nullable;

/**
 * What a report says otherwise than an earlier one of its unit: the one that it signed for the period before, or the draft
 * on which its supervisor decided last.
 *
 * @param comparedWith what the earlier one is called: its period, or the number of the draft
 * @param figures of the indicators that either report gives a figure for
 * @param narrative this report's text, sentence by sentence
 * @param others what else differs, by the names of the fields
 * @param filesGone on which the earlier one rested and this one does not
 * @param filesNew on which this one rests and the earlier one did not
 * @param nothingNew neither state and figures nor words differ, and no file is new; files may be gone
 */
record ReportChanges(
        String comparedWith,
        String stateBefore,
        String stateNow,
        List<Figure> figures,
        List<Piece> narrative,
        List<String> others,
        List<ReportView.FileView> filesGone,
        List<ReportView.FileView> filesNew,
        boolean nothingNew) {

    /** @param before {@code null} when that report has no figure for it; the same with {@code now} */
    record Figure(
            long indicatorId,
            String name,
            String targetText,
            String unit,
            @Nullable BigDecimal before,
            @Nullable BigDecimal now) {

        public boolean changed() {
            return before == null || now == null || before.compareTo(now) != 0;
        }

        public String beforeText() {
            return text(before);
        }

        public String nowText() {
            return text(now);
        }

        private String text(@Nullable BigDecimal amount) {
            return amount == null ? "未填" : amount.stripTrailingZeros().toPlainString() + unit;
        }
    }

    /** @param isNew the text of the period before does not contain it */
    record Piece(String text, boolean isNew) {}

    /** Nothing differs: neither state and figures nor words nor files. */
    public boolean unchanged() {
        return nothingNew && filesGone.isEmpty();
    }

    /** Which files have gone, and which are new, by their names; empty when they are the same. */
    public String filesText() {
        return Stream.of(named("少了", filesGone), named("新增", filesNew))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("，"));
    }

    private static String named(String what, List<ReportView.FileView> files) {
        return files.isEmpty()
                ? ""
                : what + files.stream().map(ReportChanges::name).collect(Collectors.joining("、"));
    }

    private static String name(ReportView.FileView file) {
        return file.struck() ? "%s（已划除：%s）".formatted(file.name(), file.struckReason()) : file.name();
    }

    /** @param files the files of these ids, in their order */
    static ReportChanges between(
            String comparedWith,
            ReportContent before,
            ReportContent now,
            List<Indicator> indicators,
            Function<List<String>, List<ReportView.FileView>> files) {
        String wordsBefore = Words.plain(before.narrative());
        List<Piece> narrative = Words.sentences(now.narrative()).stream()
                .map(sentence -> new Piece(sentence, !wordsBefore.contains(Words.plain(sentence))))
                .toList();
        boolean onlyLeftOut = narrative.stream().noneMatch(Piece::isNew);
        return new ReportChanges(
                comparedWith,
                before.reportState().label(),
                now.reportState().label(),
                indicators.stream()
                        .map(indicator -> figure(indicator, before, now))
                        .filter(figure -> figure.before() != null || figure.now() != null)
                        .toList(),
                narrative,
                others(before, now, indicators, onlyLeftOut),
                files.apply(filesOnlyIn(before, now)),
                files.apply(filesOnlyIn(now, before)),
                nothingNew(before, now, indicators));
    }

    /** Ids of the files whose contents the other one does not have, under whatever name. */
    private static List<String> filesOnlyIn(ReportContent one, ReportContent other) {
        return Stream.iterate(0, at -> at + 1)
                .limit(one.evidence().size())
                .filter(at ->
                        !other.evidenceSha256().contains(one.evidenceSha256().get(at)))
                .map(one.evidence()::get)
                .toList();
    }

    /** The day that a figure describes may move on; a figure that does not move is still the same. */
    private static boolean nothingNew(ReportContent before, ReportContent now, List<Indicator> indicators) {
        return before.state().equals(now.state())
                && Words.same(before.narrative(), now.narrative())
                && others(before, now, indicators, false).isEmpty()
                && before.evidenceSha256().containsAll(now.evidenceSha256())
                && indicators.stream().allMatch(indicator -> sameValue(indicator, before, now));
    }

    /** @param onlyLeftOut what the text says was all said before, so that nothing in it can be marked as new */
    private static List<String> others(
            ReportContent before, ReportContent now, List<Indicator> indicators, boolean onlyLeftOut) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("完成比例", Objects.equals(before.percent(), now.percent()));
        same.put("数据性质", indicators.stream().allMatch(indicator -> sameQuality(indicator, before, now)));
        same.put("进展情况（有删减）", !onlyLeftOut || Words.same(before.narrative(), now.narrative()));
        same.put("存在问题", Words.same(before.problems(), now.problems()));
        same.put("下一步安排", Words.same(before.nextSteps(), now.nextSteps()));
        same.put(
                "需协调事项",
                Words.same(before.coordination(), now.coordination())
                        && Words.same(before.coordinationWith(), now.coordinationWith()));
        same.put(
                "已在其他系统报送",
                Words.same(before.elsewhereSystem(), now.elsewhereSystem())
                        && Words.same(before.elsewhereNumber(), now.elsewhereNumber())
                        && Objects.equals(before.elsewhereDate(), now.elsewhereDate()));
        return same.entrySet().stream()
                .filter(field -> !field.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean sameQuality(Indicator indicator, ReportContent before, ReportContent now) {
        Optional<ReportContent.Value> one = value(indicator, before);
        Optional<ReportContent.Value> other = value(indicator, now);
        return one.isEmpty()
                || other.isEmpty()
                || one.get().quality().equals(other.get().quality());
    }

    private static boolean sameValue(Indicator indicator, ReportContent before, ReportContent now) {
        Optional<ReportContent.Value> one = value(indicator, before);
        Optional<ReportContent.Value> other = value(indicator, now);
        return one.isPresent() && other.isPresent()
                ? one.get().amount().compareTo(other.get().amount()) == 0
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
