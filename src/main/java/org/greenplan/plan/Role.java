package org.greenplan.plan;

import java.util.Locale;

/** What a unit has to do in a measure. */
public enum Role {
    /** 牵头部门; the first-named one coordinates. */
    LEAD("牵头部门"),
    /** 主责单位; reports. */
    RESPONSIBLE("主责单位"),
    /** 协办单位; is asked for its opinion, or told. */
    ASSISTING("协办单位");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** The word in the tables and in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
