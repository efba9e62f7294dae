package org.greenplan.submission;

import java.util.Locale;

/** Whether a target is met (是否达标): computed where it is a number, else judged by the unit that supplies it. */
enum Attained {
    YES("达标"),
    NO("未达标"),
    UNKNOWN("暂不能判断");

    private final String label;

    Attained(String label) {
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

    static Attained ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
