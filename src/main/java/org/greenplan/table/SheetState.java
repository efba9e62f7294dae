package org.greenplan.table;

import org.jspecify.annotations.Nullable;

/** How far one row of a sheet is. Everybody who sees the sheet may know it, whatever else stays in the unit. */
enum SheetState {
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

    SheetState(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** Whether it has left the unit and stands. */
    boolean handedIn() {
        return this == SIGNED || this == LATE;
    }

    /** Whether the unit still has to do something. */
    boolean owed() {
        return this == RETURNED || this == OPEN || this == MISSING;
    }

    /**
     * @param reporter state of the reporter in its round
     * @param report status of its report; null before the first version
     * @param returned whether the lead sent it back
     * @param withdrawn whether the measure was withdrawn
     */
    static SheetState of(String reporter, @Nullable String report, boolean returned, boolean withdrawn) {
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
