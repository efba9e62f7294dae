package org.greenplan.report;

import java.util.Locale;

/** How firm an indicator's value is (数据性质). */
public enum DataQuality {
    PRELIMINARY("初步"),
    FINAL("核定");

    private final String label;

    DataQuality(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** The word in the tables, in JSON and over REST. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for an unknown word */
    public static DataQuality ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
