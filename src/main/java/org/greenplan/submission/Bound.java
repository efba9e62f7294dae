package org.greenplan.submission;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number that a value is compared with.
 *
 * @param upper the greater end of a range; null for anything else
 * @param ofChange whether not the value itself is compared, but how much it is more than last year's (△EQI)
 */
record Bound(Comparator comparator, BigDecimal amount, @Nullable BigDecimal upper, boolean ofChange) {

    /** How they are compared. */
    enum Comparator {
        AT_LEAST("≥"),
        MORE(">"),
        AT_MOST("≤"),
        LESS("<"),
        EQUAL("等于"),
        BETWEEN("");

        private final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }
    }

    Attained met(BigDecimal value, @Nullable BigDecimal lastYear) {
        if (!ofChange) {
            return Attained.of(holds(value));
        }
        return lastYear == null ? Attained.UNKNOWN : Attained.of(holds(value.subtract(lastYear)));
    }

    private boolean holds(BigDecimal value) {
        int difference = value.compareTo(amount);
        return switch (comparator) {
            case AT_LEAST -> difference >= 0;
            case MORE -> difference > 0;
            case AT_MOST -> difference <= 0;
            case LESS -> difference < 0;
            case EQUAL -> difference == 0;
            case BETWEEN -> difference >= 0 && upper != null && value.compareTo(upper) <= 0;
        };
    }

    String words(String unit) {
        String what = ofChange ? "本年值减上年值" : "";
        return upper == null
                ? what + comparator.sign + amount.toPlainString() + unit
                : "%s%s至%s%s".formatted(what, amount.toPlainString(), upper.toPlainString(), unit);
    }
}
