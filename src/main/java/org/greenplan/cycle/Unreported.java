package org.greenplan.cycle;

import java.util.List;
import java.util.stream.Collectors;

/** A unit whose report is asked for and has not left the unit. */
public record Unreported(String unitCode, String unitName, Kind kind) {

    /** What ending collection makes of it. */
    public enum Kind {
        /** Recorded 未报. */
        MISSING,
        /** Handed in within the unit, but not signed: recorded 未报 just so. */
        UNSIGNED,
        /** The lead sent it back; the earlier report stands. */
        NOT_RENEWED
    }

    /** Whether the unit is recorded as missing. */
    public boolean missing() {
        return kind != Kind.NOT_RENEWED;
    }

    /** Names of those that are recorded 未报. */
    static String missing(List<Unreported> units) {
        return units.stream()
                .filter(Unreported::missing)
                .map(Unreported::unitName)
                .collect(Collectors.joining("、"));
    }

    /** Names of those whose earlier report stands. */
    static String notRenewed(List<Unreported> units) {
        return units.stream()
                .filter(unit -> !unit.missing())
                .map(Unreported::unitName)
                .collect(Collectors.joining("、"));
    }

    /** What is recorded of these, in a sentence without its end; they are not none. */
    static String sentence(List<Unreported> units) {
        String missing = missing(units);
        String notRenewed = notRenewed(units);
        return (missing.isEmpty() ? "" : "未报：" + missing + "（可补报）")
                + (missing.isEmpty() || notRenewed.isEmpty() ? "" : "；")
                + (notRenewed.isEmpty() ? "" : "退回后未重报：" + notRenewed + "（沿用原报告，可补报）");
    }
}
