package org.greenplan.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds quantified targets in a measure's text: a number with a unit of measure, the word that compares, and the words
 * around it that say what is measured. A bare number of things to build is a least number. Values that the text only
 * encourages (鼓励), and values that describe something else (高于0.2吨/万元的企业), are no targets; they are handed back with
 * the reason, so that a person can see what was left out.
 *
 * <p>Reads Arabic numerals only; a number in Chinese characters (三处) is left to the person who checks the reading.
 */
final class IndicatorReader {

    private static final Pattern ENCOURAGED = Pattern.compile("鼓励|倡导");

    private final String clause;
    private final @Nullable String clauseBefore;
    private final List<Quantity> quantities;
    private String lastObject = "";

    private IndicatorReader(String clause, @Nullable String clauseBefore) {
        this.clause = clause;
        this.clauseBefore = clauseBefore;
        this.quantities = Quantity.in(clause);
    }

    /** The targets of a text, and the quantities in it that are none. */
    static Reading read(String text) {
        Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
        for (List<String> clauses : Clauses.sentences(text)) {
            for (int i = 0; i < clauses.size(); i++) {
                new IndicatorReader(clauses.get(i), i == 0 ? null : clauses.get(i - 1)).readInto(reading);
            }
        }
        return reading;
    }

    private void readInto(Reading reading) {
        int next = 0;
        while (next < quantities.size()) {
            int from = next;
            next = seriesEnd(from);
            List<Quantity> series = quantities.subList(from, next);
            String reason = reasonAgainst(series);
            if (reason == null) {
                String before = clause.substring(
                        from == 0 ? 0 : quantities.get(from - 1).end(),
                        series.get(0).start());
                targets(Subjects.stripped(before), following(series, next), series, reading.indicators());
            } else {
                series.forEach(quantity -> reading.others().add(new NoTarget(quantity.printed(), reason)));
            }
        }
    }

    /** Index after the last of the quantities that follow each other with only 、 between them: 200吨、300吨. */
    private int seriesEnd(int from) {
        int next = from + 1;
        while (next < quantities.size()
                && quantities.get(next).before().isEmpty()
                && clause.substring(
                                quantities.get(next - 1).end(),
                                quantities.get(next).start())
                        .matches("[、和及]")) {
            next++;
        }
        return next;
    }

    private @Nullable String reasonAgainst(List<Quantity> series) {
        if (ENCOURAGED.matcher(clause.substring(0, series.get(0).start())).find()) {
            return "文件只是鼓励达到这个数值，不作为指标。";
        }
        int end = series.get(series.size() - 1).end();
        if (end < clause.length() && clause.charAt(end) == '的') {
            return "这个数值用来说明适用对象，不是本措施的目标值，不作为指标。";
        }
        return null;
    }

    private String following(List<Quantity> series, int next) {
        int start = series.get(series.size() - 1).end();
        int end = next < quantities.size() ? quantities.get(next).start() : clause.length();
        int pause = clause.indexOf('、', start);
        return Subjects.stripped(clause.substring(start, pause >= 0 && pause < end ? pause : end));
    }

    private void targets(String words, String following, List<Quantity> series, List<IndicatorDraft> indicators) {
        String[] subjectAndPer = Quantity.splitPer(words);
        List<Label> labels = series.size() == 1
                ? List.of(label(subjectAndPer[0], following, series.get(0).rate()))
                : Subjects.distributed(subjectAndPer[0], series.size()).stream()
                        .map(what -> new Label(what, false))
                        .toList();
        for (int i = 0; i < series.size(); i++) {
            Quantity quantity = series.get(i);
            Label label = labels.get(i);
            indicators.add(new IndicatorDraft(
                    label.what(),
                    Quantity.comparator(series),
                    quantity.number(),
                    quantity.unit() + subjectAndPer[1],
                    label.leansBack() ? clauseBefore + "，" + clause : clause));
        }
        lastObject = Subjects.withoutAction(labels.get(labels.size() - 1).what());
    }

    private Label label(String words, String following, boolean rate) {
        String subject = rate ? Subjects.withoutEffort(words) : words;
        if (Subjects.onlyAction(subject)) {
            return new Label(subject + (following.isEmpty() ? lastObject : following), false);
        }
        if (subject.isEmpty() && !following.isEmpty()) {
            return new Label(following, false);
        }
        if (clauseBefore == null) {
            return new Label(subject.isEmpty() ? clause : subject, false);
        }
        if (subject.isEmpty()) {
            return new Label(Subjects.objectOf(clauseBefore, rate), true);
        }
        String whole = Subjects.completed(subject, clauseBefore);
        return new Label(whole, !whole.equals(subject));
    }

    /**
     * What is measured.
     *
     * @param leansBack whether the clause before had to help
     */
    private record Label(String what, boolean leansBack) {}

    /** A quantity that is no target, as printed, and why, a Chinese sentence. */
    record NoTarget(String printed, String reason) {}

    /** Both kinds, each in the order of the text. */
    record Reading(List<IndicatorDraft> indicators, List<NoTarget> others) {}
}
