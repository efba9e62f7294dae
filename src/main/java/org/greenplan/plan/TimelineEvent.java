package org.greenplan.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a measure, and who may read it. Nothing leaves a unit unsigned: what a unit does before its supervisor
 * signs is read by that unit alone, and so is an event that is not listed here.
 */
public enum TimelineEvent {
    /** The plan is launched (计划下达). */
    LAUNCHED(Readers.MEASURE),
    /** The lead's clerk proposes what differs from the plan. */
    ASSIGNMENT_PROPOSED(Readers.UNIT),
    /** The lead's supervisor does not sign it. */
    ASSIGNMENT_SENT_BACK(Readers.UNIT),
    /** The lead's supervisor signs it (下达审签). */
    ASSIGNMENT_SIGNED(Readers.MEASURE),
    /** Assigned as published: nothing to sign. */
    ASSIGNED(Readers.MEASURE),
    /** The plan office changes a collective name's members. */
    GROUP_MEMBERS_CHANGED(Readers.MEASURE),
    /** A period opens. */
    ROUND_OPENED(Readers.MEASURE),
    /** A period is over, and the measure goes on. */
    ROUND_OVER(Readers.MEASURE),
    /** A clerk hands a report in to the own supervisor. */
    REPORT_WRITTEN(Readers.UNIT),
    /** A clerk takes it back before it is signed. */
    REPORT_TAKEN_BACK(Readers.UNIT),
    /** The supervisor does not sign it. */
    REPORT_SENT_BACK(Readers.UNIT),
    /** The supervisor signs it. */
    REPORT_SIGNED(Readers.MEASURE),
    /** The supervisor signs it after collection ended (补报). */
    REPORT_LATE(Readers.MEASURE),
    /** A file of a signed report is struck. */
    EVIDENCE_STRUCK(Readers.MEASURE),
    /** A file is struck that stands in no signed report. */
    UNSIGNED_EVIDENCE_STRUCK(Readers.UNIT),
    /** The lead ends collection. */
    COLLECTION_CUT(Readers.MEASURE),
    /** Collection has ended: who is missing. */
    COLLECTION_ENDED(Readers.MEASURE),
    /** An assisting unit has no objection (会签无意见). */
    CONFIRMED(Readers.MEASURE),
    /** A clerk hands a dissent in to the own supervisor. */
    DISSENT_WRITTEN(Readers.UNIT),
    /** The supervisor does not sign it. */
    DISSENT_SENT_BACK(Readers.UNIT),
    /** Nobody signed it in time. */
    DISSENT_LAPSED(Readers.UNIT),
    /** The supervisor signs it (会签有意见). */
    DISSENTED(Readers.MEASURE),
    /** An assisting unit has not answered in time. */
    DEEMED_CONFIRMED(Readers.MEASURE),
    /** The lead keeps the reports in spite of a dissent. */
    COORDINATED(Readers.MEASURE),
    /** The lead returns reports because of a dissent. */
    COORDINATED_RETURN(Readers.MEASURE),
    /** The lead goes on to the next period. */
    REVIEW_CONTINUE(Readers.MEASURE),
    /** The lead returns reports. */
    REVIEW_RETURNED(Readers.MEASURE),
    /** The lead's clerk proposes the closing to the own supervisor. */
    REVIEW_CLOSING(Readers.UNIT),
    /** The lead's supervisor does not sign it. */
    CLOSING_SENT_BACK(Readers.UNIT),
    /** The lead's supervisor signs it (办结审签). */
    CLOSING_APPROVED(Readers.MEASURE),
    /** The plan office does not accept the closing. */
    ACCEPTANCE_SENT_BACK(Readers.MEASURE),
    /** The plan office accepts it (办结核验). */
    ACCEPTANCE_APPROVED(Readers.MEASURE),
    /** The measure is closed. */
    CLOSED(Readers.MEASURE),
    /** A clerk of the plan office proposes the withdrawal to the own supervisor. */
    WITHDRAWAL_REQUESTED(Readers.UNIT),
    /** The plan office's supervisor does not sign it. */
    WITHDRAWAL_REFUSED(Readers.UNIT),
    /** The plan office's supervisor signs it. */
    WITHDRAWAL_APPROVED(Readers.MEASURE),
    /** The measure is withdrawn. */
    WITHDRAWN(Readers.MEASURE),
    /** The lead or the plan office urges another unit. */
    URGED(Readers.MEASURE),
    /** Somebody urges the own unit. */
    COLLEAGUES_URGED(Readers.UNIT),
    /** A submission to the platform begins. */
    PLATFORM_OPENED(Readers.MEASURE),
    /** It begins again, to correct what was submitted. */
    PLATFORM_CORRECTION(Readers.MEASURE),
    /** The bureau asks units for indicators. */
    PLATFORM_ASSIGNED(Readers.MEASURE),
    /** It was submitted elsewhere: only the receipt is recorded. */
    PLATFORM_RECEIPT_ONLY(Readers.MEASURE),
    /** A clerk hands indicators in to the own supervisor. */
    INDICATORS_WRITTEN(Readers.UNIT),
    /** A clerk takes them back before they are signed. */
    INDICATORS_TAKEN_BACK(Readers.UNIT),
    /** The supervisor does not sign them. */
    INDICATORS_SENT_BACK(Readers.UNIT),
    /** The supervisor signs them. */
    INDICATORS_SIGNED(Readers.MEASURE),
    /** The bureau ends collection. */
    PLATFORM_COLLECTION_CUT(Readers.MEASURE),
    /** Collection has ended: who is missing. */
    PLATFORM_COLLECTION_ENDED(Readers.MEASURE),
    /** The bureau returns indicators to units. */
    PLATFORM_RETURNED(Readers.MEASURE),
    /** The bureau's clerk hands what was put together in to the own leader. */
    PLATFORM_VERIFIED(Readers.UNIT),
    /** The bureau's leader does not sign it. */
    PLATFORM_SENT_BACK(Readers.UNIT),
    /** The bureau's leader, or the district's, signs it. */
    PLATFORM_SIGNED(Readers.MEASURE),
    /** The district's leader does not sign it: it goes from one unit to another. */
    ENDORSEMENT_SENT_BACK(Readers.MEASURE),
    /** The bureau uploaded it. */
    PLATFORM_UPLOADED(Readers.MEASURE),
    /** The bureau checked the receipt. */
    PLATFORM_RECEIPT(Readers.MEASURE),
    /** The platform accepted it. */
    PLATFORM_SUBMITTED(Readers.MEASURE);

    /** Who reads an event. */
    enum Readers {
        /** Whoever may read the measure. */
        MEASURE,
        /** The unit that acted, or, where the system did, that it is about. */
        UNIT
    }

    private static final Map<String, TimelineEvent> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(TimelineEvent::code, Function.identity()));

    private final Readers readers;

    TimelineEvent(Readers readers) {
        this.readers = readers;
    }

    /** As it is stored: stable, kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Whether somebody of these units, who may read the measure, may read the event.
     *
     * @param code as stored
     * @param unitCode the event's unit
     */
    public static boolean mayRead(String code, @Nullable String unitCode, Set<String> ownUnits) {
        TimelineEvent event = BY_CODE.get(code);
        return event != null && event.readers == Readers.MEASURE || unitCode != null && ownUnits.contains(unitCode);
    }
}
