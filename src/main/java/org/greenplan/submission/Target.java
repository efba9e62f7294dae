package org.greenplan.submission;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value is held against: a bound, a trend against last year, words that somebody judges, or some of these. A bound
 * and a trend are alternatives (≥90或持续提高); what is judged has to be met beside them (完成考核任务，且≥90).
 *
 * @param text as printed, in one line
 * @param judged the words that somebody has to judge; empty where all of it is computed
 * @param bound null where there is none
 * @param trend null where there is none
 */
record Target(String text, String judged, @Nullable Bound bound, @Nullable Trend trend) {

    /** How a value moves from year to year. */
    enum Trend {
        RISING("提高"),
        FALLING("下降");

        private final String word;

        Trend(String word) {
            this.word = word;
        }

        private boolean met(BigDecimal value, BigDecimal lastYear) {
            int moved = value.compareTo(lastYear);
            return this == RISING ? moved > 0 : moved < 0;
        }
    }

    /** Digits and signs that name no bound are names of what is measured. */
    private static final Pattern NAMES = Pattern.compile("PM ?(2\\.5|10)");

    private static final Pattern NUMERIC = Pattern.compile("\\d|[≥≤<>≧≦]");

    /** @param unit of the value, which the target may repeat (≥15平方米) */
    static Target of(String printed, String unit) {
        return TargetText.read(printed, unit);
    }

    static Target words(String text) {
        return new Target(text, text, null, null);
    }

    /** Whether some of it is computed. */
    boolean computed() {
        return bound != null || trend != null;
    }

    /** Whether some of it is for somebody to judge. */
    boolean toJudge() {
        return !judged.isEmpty();
    }

    /** Whether it is computed in part, and judged in part. */
    boolean composite() {
        return computed() && toJudge();
    }

    /** Whether what is to be judged holds figures (目标含数字但按文字判断). */
    boolean digitsInWords() {
        String plain = Normalizer.normalize(judged, Normalizer.Form.NFKC);
        return NUMERIC.matcher(NAMES.matcher(plain).replaceAll("")).find();
    }

    /** What can be computed of it; {@link Attained#UNKNOWN} where a value is lacking. */
    Attained compute(@Nullable BigDecimal value, @Nullable BigDecimal lastYear) {
        if (!computed()) {
            return Attained.YES;
        }
        if (value == null) {
            return Attained.UNKNOWN;
        }
        Attained byBound = bound == null ? Attained.NO : bound.met(value, lastYear);
        if (trend == null) {
            return byBound;
        }
        return byBound.or(lastYear == null ? Attained.UNKNOWN : Attained.of(trend.met(value, lastYear)));
    }

    /** All of it. @param judgement of what is to be judged */
    Attained attained(@Nullable BigDecimal value, @Nullable BigDecimal lastYear, Attained judgement) {
        Attained computed = compute(value, lastYear);
        return toJudge() ? computed.and(judgement) : computed;
    }

    /** With its unit, as people read it. */
    String shown(String unit) {
        return bound == null || toJudge() || trend != null || bound.ofChange() || !text.matches(".*\\d")
                ? text
                : text + unit;
    }

    /** How it is judged, in words. */
    String howJudged(String unit) {
        if (!computed()) {
            return "由填报单位判断";
        }
        StringBuilder how = new StringBuilder("自动判断：");
        if (bound != null) {
            how.append(bound.words(unit));
        }
        if (trend != null) {
            how.append(bound == null ? "" : "，或").append("比上年").append(trend.word);
        }
        return toJudge() ? how + "；由填报单位判断：" + judged : how.toString();
    }
}
