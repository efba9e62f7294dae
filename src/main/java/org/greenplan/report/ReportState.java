package org.greenplan.report;

/** How a unit says its share of a measure stands; a state says more than a compulsory percentage. */
public enum ReportState {
    NOT_STARTED("未启动"),
    ON_TRACK("正常推进"),
    LAGGING("滞后"),
    DONE("已完成"),
    /** Done, but the figure is still to be confirmed. */
    DONE_PENDING_DATA("已完成·数据待核定"),
    NEEDS_COORDINATION("需协调");

    private final String label;

    ReportState(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** The word in the tables, in JSON and over REST. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean done() {
        return this == DONE || this == DONE_PENDING_DATA;
    }

    /** @throws IllegalArgumentException for an unknown word */
    public static ReportState ofCode(String code) {
        return valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }
}
