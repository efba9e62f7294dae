package org.greenplan.submission;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.submission.Bound.Comparator;
import org.greenplan.submission.Target.Trend;
import org.jspecify.annotations.Nullable;

/**
 * Reads a printed target: {@code ≥80}, {@code 100}, {@code 大于等于1,000}, {@code 35-40}, {@code △EQI>-1},
 * {@code 完成考核任务，且≥90或持续提高}. Widths of characters and blanks do not matter. What is no number is words; what is only
 * numbers and signs, and nobody can be sure of, has a {@link #problem}.
 */
final class TargetText {

    private static final String AT_LEAST = "≥|≧|⩾|>=|=>|大于等于|大于或等于|不低于|不少于|不小于|至少";
    private static final String AT_MOST = "≤|≦|⩽|<=|=<|小于等于|小于或等于|不高于|不超过|不大于|不多于|至多";
    private static final String MORE = ">|大于|高于|超过";
    private static final String LESS = "<|小于|低于";
    private static final String SIGN = "(?<sign>" + AT_LEAST + "|" + AT_MOST + "|" + MORE + "|" + LESS + "|=|等于)";
    private static final String NUMBER = "[+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,12})(?:\\.\\d{1,6})?";
    /** A unit, which has to be the value's own. */
    private static final String UNIT = "[^\\d,;+<>=≥≤-]{1,20}?";

    private static final Pattern ONE = Pattern.compile("(?:(?<change>[△Δ∆])[\\p{L}()]{0,12})?" + SIGN + "?(?<number>"
            + NUMBER + ")(?<unit>" + UNIT + ")??(?<side>及?以上|及?以下|以内)?");
    private static final Pattern RANGE = Pattern.compile(
            "(?<from>" + NUMBER + ")(?<unit>" + UNIT + ")??(?:-|~|至|到)(?<to>" + NUMBER + ")(?<unit2>" + UNIT + ")?");
    private static final Pattern TREND = Pattern.compile("(?:持续|逐年)(?:(?<up>提高|提升|上升|增长|增加)|(?<down>下降|降低|减少))");

    private static final String AND = "[,;]?(?:并且|且|并)[,]?";
    private static final Pattern WORDS_FIRST = Pattern.compile("(?<words>.*\\p{IsHan}.*?)(?<!并)" + AND + "(?<rest>.+)");
    private static final Pattern WORDS_LAST = Pattern.compile("(?<rest>.+?)" + AND + "(?<words>.*\\p{IsHan}.*)");

    /** What may stand in a target that is all numbers and signs. */
    private static final Pattern KNOWN_WORDS = Pattern.compile(
            "大于|小于|等于|或|不|低于|少于|高于|超过|多于|至少|至多|及?以上|及?以下|以内|至|到|并|且|(持续|逐年)(提高|提升|上升|增长|增加|下降|降低|减少)|[△Δ∆][\\p{L}()]{0,12}");

    private final String unit;

    private TargetText(String unit) {
        this.unit = plain(unit);
    }

    static Target read(String printed, String unit) {
        return new TargetText(unit).read(oneLine(printed));
    }

    /** Why a printed target cannot be taken, a Chinese clause; empty for a good one, and for words. */
    static Optional<String> problem(String printed, String unit) {
        String plain = plain(printed);
        Target target = read(printed, unit);
        boolean numeric = plain.matches(".*[\\d≥≤<>≧≦⩾⩽△Δ∆].*");
        boolean onlyNumbers = !KNOWN_WORDS
                .matcher(
                        plain.endsWith(plain(unit))
                                ? plain.substring(
                                        0, plain.length() - plain(unit).length())
                                : plain)
                .replaceAll("")
                .matches(".*\\p{L}.*");
        boolean day = plain.matches("\\d{4}-\\d{2}-\\d{2}");
        return !target.computed() && numeric && onlyNumbers && !day
                ? Optional.of(
                        "读不懂“%s”；数值目标请写成“≥80”“≤25”“100”或“35-40”，带条件的写成“完成考核任务，且≥90或持续提高”。".formatted(oneLine(printed)))
                : Optional.empty();
    }

    /** Without the line ends that a narrow cell has. */
    static String oneLine(String printed) {
        return printed.strip().replaceAll("\\s*\\R\\s*", "");
    }

    private Target read(String text) {
        String plain = plain(text);
        Target whole = number(text, "", plain);
        if (whole != null) {
            return whole;
        }
        for (Pattern order : new Pattern[] {WORDS_FIRST, WORDS_LAST}) {
            Matcher both = order.matcher(plain);
            if (both.matches()) {
                Target composite = number(
                        text, printedWords(text, both.group("words").replaceFirst("[,;]+$", "")), both.group("rest"));
                if (composite != null) {
                    return composite;
                }
            }
        }
        return Target.words(text);
    }

    /** A bound, a trend, or one or the other; null where it is neither. */
    private @Nullable Target number(String text, String judged, String given) {
        String plain = given.startsWith("(") && given.endsWith(")") ? given.substring(1, given.length() - 1) : given;
        Bound bound = bound(plain);
        Trend trend = trend(plain);
        int or = plain.lastIndexOf('或');
        if (or > 0 && bound == null && trend == null) {
            String first = plain.substring(0, or).replaceAll(",$", "");
            String second = plain.substring(or + 1).replaceFirst("^者?,?", "");
            bound = bound(first) != null ? bound(first) : bound(second);
            trend = trend(second) != null ? trend(second) : trend(first);
            if (bound == null || trend == null) {
                return null;
            }
        }
        if (bound == null && (trend == null || unit.isEmpty())) {
            return null;
        }
        return new Target(text, judged, bound, trend);
    }

    private @Nullable Bound bound(String plain) {
        Matcher range = RANGE.matcher(plain);
        if (range.matches() && isUnit(range.group("unit")) && isUnit(range.group("unit2"))) {
            BigDecimal from = amount(range.group("from"));
            BigDecimal to = amount(range.group("to"));
            return from.compareTo(to) < 0 ? new Bound(Comparator.BETWEEN, from, to, false) : null;
        }
        Matcher one = ONE.matcher(plain);
        if (!one.matches() || !isUnit(one.group("unit"))) {
            return null;
        }
        Comparator comparator = comparator(one.group("sign"), one.group("side"));
        boolean ofChange = one.group("change") != null;
        return comparator == null || ofChange && one.group("sign") == null
                ? null
                : new Bound(comparator, amount(one.group("number")), null, ofChange);
    }

    /** null where the sign and the word behind the number contradict each other. */
    private static @Nullable Comparator comparator(@Nullable String sign, @Nullable String side) {
        Comparator bySign = sign == null
                ? Comparator.EQUAL
                : sign.matches(AT_LEAST)
                        ? Comparator.AT_LEAST
                        : sign.matches(AT_MOST)
                                ? Comparator.AT_MOST
                                : sign.matches(MORE)
                                        ? Comparator.MORE
                                        : sign.matches(LESS) ? Comparator.LESS : Comparator.EQUAL;
        if (side == null) {
            return bySign;
        }
        Comparator bySide = side.endsWith("以上") ? Comparator.AT_LEAST : Comparator.AT_MOST;
        return sign == null || bySide == bySign ? bySide : null;
    }

    private boolean isUnit(@Nullable String printed) {
        return printed == null || printed.equals("%") || printed.equals(unit);
    }

    private static @Nullable Trend trend(String plain) {
        Matcher trend = TREND.matcher(plain);
        return !trend.matches() ? null : trend.group("up") != null ? Trend.RISING : Trend.FALLING;
    }

    private static BigDecimal amount(String digits) {
        return new BigDecimal(digits.replace(",", ""));
    }

    /** The words as they are printed, where they begin or end the text. */
    private static String printedWords(String text, String words) {
        if (text.length() >= words.length()) {
            String start = text.substring(0, words.length());
            String end = text.substring(text.length() - words.length());
            if (plain(start).equals(words)) {
                return start;
            }
            if (plain(end).equals(words)) {
                return end;
            }
        }
        return words;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]+", "")
                .replaceAll("[−‐‑–—]", "-")
                .replace('〜', '~')
                .replace('、', ',');
    }
}
