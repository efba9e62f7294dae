package org.greenplan.plan;

import java.math.BigDecimal;

/**
 * A quantified target in a measure's text.
 *
 * @param name what is measured
 * @param target the value to compare with, in {@link #unit}; without trailing zeros
 * @param sourceText the clause that sets it
 */
public record Indicator(
        long id,
        String measureKey,
        String name,
        IndicatorDraft.Comparator comparator,
        BigDecimal target,
        String unit,
        String sourceText) {

    public Indicator {
        target = target.stripTrailingZeros();
        if (target.scale() < 0) {
            target = target.setScale(0);
        }
    }

    /** The target in short, e.g. ≥80%. */
    public String targetText() {
        return comparator.symbol() + target.toPlainString() + unit;
    }

    /** Whether a reported value meets the target. */
    public boolean met(BigDecimal value) {
        return comparator.met(value, target);
    }
}
