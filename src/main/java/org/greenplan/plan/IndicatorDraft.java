package org.greenplan.plan;

import java.math.BigDecimal;

/**
 * A quantified target found in a measure's text.
 *
 * @param what what is measured, fit for a label, e.g. 生活垃圾资源化利用率
 * @param target the value to compare with, in {@link #unit}; 80% is 80 with unit %
 * @param unit as printed, e.g. %, 个, 吨/万平方米
 * @param sourceText the clause that sets the target
 */
public record IndicatorDraft(String what, Comparator comparator, BigDecimal target, String unit, String sourceText) {

    /** How a reported value compares with the target when the target is met. */
    public enum Comparator {
        AT_LEAST("≥"),
        AT_MOST("≤"),
        LESS_THAN("<"),
        MORE_THAN(">"),
        EQUAL_TO("=");

        private final String symbol;

        Comparator(String symbol) {
            this.symbol = symbol;
        }

        /** The mathematical sign, as shown and stored. */
        public String symbol() {
            return symbol;
        }

        /** Whether a reported value meets the target. */
        public boolean met(BigDecimal value, BigDecimal target) {
            int order = value.compareTo(target);
            return switch (this) {
                case AT_LEAST -> order >= 0;
                case AT_MOST -> order <= 0;
                case LESS_THAN -> order < 0;
                case MORE_THAN -> order > 0;
                case EQUAL_TO -> order == 0;
            };
        }
    }
}
