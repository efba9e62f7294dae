package org.greenplan.report;

import org.jspecify.annotations.Nullable;

/** How far a unit is with its report in one period. Everybody who may read the measure may know it, whatever else stays in the unit. */
public enum ReporterState {
    SIGNED("已审签"),
    /** Signed after the unit was recorded as missing. */
    LATE("补报"),
    /** Lies with the unit's supervisor. */
    WAITING("待审签"),
    /** The lead wants it again. */
    RETURNED("退回修改"),
    OPEN("未报送"),
    /** Collection ended without it; it can still come late. */
    MISSING("未报"),
    /** The measure was withdrawn before the unit reported. */
    ENDED("已终止");

    private final String label;

    ReporterState(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** Whether it has left the unit and stands. */
    public boolean handedIn() {
        return this == SIGNED || this == LATE;
    }

    /** Whether the unit has not reported. */
    public boolean owed() {
        return this == OPEN || this == MISSING;
    }

    /** Whether it is for the unit to do something. */
    public boolean isUnitsTurn() {
        return owed() || this == RETURNED || this == WAITING;
    }

    /**
     * @param reporter state of the reporter in its round
     * @param report status of its report; null before the first version
     * @param returned whether the lead sent it back
     * @param withdrawn whether the measure was withdrawn
     */
    public static ReporterState of(String reporter, @Nullable String report, boolean returned, boolean withdrawn) {
        if ("waiting".equals(report)) {
            return WAITING;
        }
        return switch (reporter) {
            case "reported" -> SIGNED;
            case "late" -> LATE;
            case "missing" -> withdrawn ? ENDED : MISSING;
            default -> withdrawn ? ENDED : returned ? RETURNED : OPEN;
        };
    }
}
