package org.greenplan.submission;

import java.util.Locale;

/** How firm the figure of an indicator is (数据状态). */
enum DataState {
    FINAL("核定数"),
    PRELIMINARY("快报数"),
    /** Not published yet; the item stays open for it. */
    PENDING("数据未出"),
    /** Another unit that supplies the same item gives it. */
    ELSEWHERE("由其他提供单位填报");

    private final String label;

    DataState(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** The word in JSON and over REST. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a figure belongs to it. */
    boolean hasFigure() {
        return this == FINAL || this == PRELIMINARY;
    }
}
