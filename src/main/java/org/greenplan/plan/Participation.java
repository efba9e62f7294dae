package org.greenplan.plan;

import java.util.Locale;

/** How a unit takes part in a measure's cycle. */
public enum Participation {
    /** 牵头统筹: assigns, reviews, closes. */
    COORDINATE("牵头统筹"),
    /** 填报进展: hands in a report every period. */
    REPORT("填报进展"),
    /** 会签: is asked for its opinion. */
    CONFIRM("会签"),
    /** 仅知会: may look, is asked nothing. */
    INFORM("仅知会");

    private final String label;

    Participation(String label) {
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

    static Participation ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
