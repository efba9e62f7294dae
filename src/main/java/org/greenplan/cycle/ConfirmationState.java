package org.greenplan.cycle;

import org.greenplan.plan.MeasureStatus;

/**
 * How an assisting unit stands in a round. Whom nobody has asked yet, who is asked, who has answered and whose silence
 * counts as an answer are different things, and each has its own word on every page.
 */
public enum ConfirmationState {
    /** The units still report; whether it is asked is seen then. */
    NOT_DUE("未到会签"),
    /** The round went on without asking. */
    NOT_NEEDED("本期不需会签"),
    /** The measure is about to close without; only where it got so far before closing waited for the opinions. */
    NOT_ASKED("尚未征求意见"),
    /** The measure was withdrawn before the unit answered. */
    STOPPED("措施已终止，不再会签"),
    /** Asked, and the time is not up. */
    ASKED("待会签"),
    /** Its own supervisor has not signed what it wrote: for the unit's own eyes, to others it is {@link #ASKED}. */
    UNSIGNED("有意见，待本单位分管领导审签（仅本单位可见）"),
    CONFIRMED("无意见"),
    DISSENTED("有意见"),
    DEEMED("逾期未反馈，按无意见处理");

    private final String label;

    ConfirmationState(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }

    /** The word in JSON. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether the unit has answered, or its time is up. */
    public boolean settled() {
        return this == CONFIRMED || this == DISSENTED || this == DEEMED;
    }

    /**
     * @param kept the state in the table of who confirms
     * @param over whether the round is over
     * @param measure where its measure is on its way
     * @param own whether somebody of the unit looks
     */
    public static ConfirmationState of(String kept, boolean over, MeasureStatus measure, boolean own) {
        return switch (kept) {
            case "confirmed" -> CONFIRMED;
            case "dissented", "settled" -> DISSENTED;
            case "deemed" -> DEEMED;
            default -> unanswered(over, measure, own && kept.equals("dissenting"));
        };
    }

    private static ConfirmationState unanswered(boolean over, MeasureStatus measure, boolean unsigned) {
        if (measure == MeasureStatus.WITHDRAWN) {
            return STOPPED;
        }
        if (over || measure == MeasureStatus.CLOSED) {
            return NOT_NEEDED;
        }
        return switch (measure) {
            case CONFIRMING -> unsigned ? UNSIGNED : ASKED;
            case CLOSING -> NOT_ASKED;
            case COORDINATING, REVIEWING, WAITING -> NOT_NEEDED;
            default -> NOT_DUE;
        };
    }
}
