package org.greenplan.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.plan.IndicatorDraft.Comparator;

/**
 * A number with a unit of measure in a clause, and the words that compare. Dates and document numbers are none.
 *
 * @param before the comparing word before the number, e.g. 超过; empty when there is none
 * @param after the comparing word after the unit, e.g. 以上; empty when there is none
 * @param start index in the clause where {@link #before} begins
 * @param end index in the clause where {@link #after} ends
 */
record Quantity(String before, BigDecimal number, String unit, String after, int start, int end) {

    private static final String BEFORE =
            "不少于|不低于|不小于|不超过|不高于|不大于|不多于|至少|达到|超过|高于|大于|多于|低于|小于|少于" + "|降至|降到|压减到|控制在|等于|达|为";
    private static final String BASE_UNIT = "个百分点|平方公里|平方米|立方米|吨标准煤|千瓦时|公里|公顷|千瓦|兆瓦|人次|微克|毫克|吨"
            + "|个(?!月|工作日|小时|季度)|处|家|项|座|台|辆|套|亩|米|元|户|人|次|场|件|份|条|支|名|所|片|株|棵";
    private static final String PER_UNIT = "(?:万|亿)?(?:平方公里|平方米|立方米|公里|公顷|元|人|亩|户|吨|天|日)";
    private static final Pattern PATTERN = Pattern.compile("(" + BEFORE + ")?(\\d+(?:\\.\\d+)?)([%％‰]|[万亿千百]?(?:"
            + BASE_UNIT + ")(?:/" + PER_UNIT + ")?)(及以上|以上|及以下|以下|以内)?");
    private static final Pattern PER = Pattern.compile("^(.+)每(" + PER_UNIT + ")$");

    /** All quantities of a clause, in order. */
    static List<Quantity> in(String clause) {
        List<Quantity> quantities = new ArrayList<>();
        Matcher matcher = PATTERN.matcher(clause);
        while (matcher.find()) {
            quantities.add(new Quantity(
                    matcher.group(1) == null ? "" : matcher.group(1),
                    new BigDecimal(matcher.group(2)),
                    matcher.group(3).replace('％', '%'),
                    matcher.group(4) == null ? "" : matcher.group(4),
                    matcher.start(),
                    matcher.end()));
        }
        return quantities;
    }

    /** What is measured, and the unit to divide by: 产生量每万平方米 gives 产生量 and /万平方米; without 每 the second is empty. */
    static String[] splitPer(String subject) {
        Matcher matcher = PER.matcher(subject);
        return matcher.matches() ? new String[] {matcher.group(1), "/" + matcher.group(2)} : new String[] {subject, ""};
    }

    boolean rate() {
        return unit.equals("%") || unit.equals("‰");
    }

    /** How the words compare, in a series such as 低于200吨、300吨; a bare number is what must at least be reached. */
    static Comparator comparator(List<Quantity> series) {
        switch (series.get(series.size() - 1).after()) {
            case "以上", "及以上":
                return Comparator.AT_LEAST;
            case "以下", "及以下", "以内":
                return Comparator.AT_MOST;
            default:
                return switch (series.get(0).before()) {
                    case "超过", "高于", "大于", "多于" -> Comparator.MORE_THAN;
                    case "低于", "小于", "少于" -> Comparator.LESS_THAN;
                    case "不超过", "不高于", "不大于", "不多于", "降至", "降到", "压减到", "控制在" -> Comparator.AT_MOST;
                    case "为", "等于" -> Comparator.EQUAL_TO;
                    default -> Comparator.AT_LEAST;
                };
        }
    }

    /** As printed, e.g. 0.2吨/万元. */
    String printed() {
        return number.toPlainString() + unit;
    }
}
