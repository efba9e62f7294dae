package org.greenplan.submission;

import java.util.Locale;

/** Whether a target is met (是否达标): computed as far as it is a number, else judged by the unit that supplies it. */
enum Attained {
    YES("达标"),
    NO("未达标"),
    UNKNOWN("暂不能判断");

    private final String label;

    Attained(String label) {
        this.label = label;
    }

    static Attained of(boolean met) {
        return met ? YES : NO;
    }

    /** Both have to be met; one that is not decides. */
    Attained and(Attained other) {
        return this == NO || other == NO ? NO : this == UNKNOWN ? UNKNOWN : other;
    }

    /** One is enough; one that is met decides. */
    Attained or(Attained other) {
        return this == YES || other == YES ? YES : this == UNKNOWN ? UNKNOWN : other;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** The word in JSON and over REST. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
