package org.greenplan.calendar;

/** How often a measure is reported on. */
public enum Cadence {
    /** 每月 */
    MONTHLY("每月", 1),
    /** 每季度 */
    QUARTERLY("每季度", 3),
    /** 每半年 */
    HALF_YEARLY("每半年", 6),
    /** 一次性: one report, at the end of the year. */
    ONCE("一次性", 12);

    private final String label;
    private final int months;

    Cadence(String label, int months) {
        this.label = label;
        this.months = months;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** The length of a period in months. */
    int months() {
        return months;
    }
}
