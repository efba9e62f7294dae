package org.greenplan.plan;

import java.util.Locale;

/** Where a measure is on its way. */
public enum MeasureStatus {
    /** Read from the plan, not launched. */
    PLANNED("待下达"),
    /** With the lead, or with its supervisor for signature. */
    ASSIGNING("任务分解"),
    /** The responsible units report. */
    REPORTING("单位填报"),
    /** The assisting units are asked. */
    CONFIRMING("协办会签"),
    /** The lead settles a dissent. */
    COORDINATING("牵头协调"),
    /** The lead reviews. */
    REVIEWING("牵头审核"),
    /** The closing is signed or accepted. */
    CLOSING("办结审签"),
    /** Nothing to do until the next period opens. */
    WAITING("待下一期"),
    /** Done. */
    CLOSED("已办结"),
    /** Ended by the plan office before it was done. */
    WITHDRAWN("已终止");

    private final String label;

    MeasureStatus(String label) {
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

    /** Whether nothing more will happen to the measure. */
    public boolean ended() {
        return this == CLOSED || this == WITHDRAWN;
    }

    /** @throws IllegalArgumentException for an unknown word */
    public static MeasureStatus ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
