package org.greenplan.board;

import java.util.List;
import java.util.Map;
import org.greenplan.cycle.ConfirmationGroup;
import org.greenplan.cycle.RoundViews;
import org.greenplan.plan.Indicator;
import org.greenplan.plan.Measure;
import org.greenplan.report.ReportView;
import org.greenplan.report.ReporterState;
import org.greenplan.task.TaskNotes;
import org.jspecify.annotations.Nullable;

/** Everything that one person may know of one measure, ready to be shown. */
record Dossier(
        Measure measure,
        boolean overdue,
        List<UnitRow> units,
        List<String> waitingNames,
        List<Indicator> indicators,
        Step step,
        List<Round> rounds,
        List<Signature> signatures,
        List<Due> ledger,
        List<Event> timeline) {

    /**
     * Units that share role, basis and participation, on one row.
     *
     * @param basis how certain the role is and where it comes from
     * @param contribution what the unit adds; empty when nothing was written
     */
    record UnitRow(String role, String units, String basis, String participation, String contribution) {}

    /**
     * Who is to act now.
     *
     * @param late how late the latest of them is, in words; empty when none is
     */
    record Step(String name, List<Holder> holders, String late) {}

    /**
     * An open task.
     *
     * @param what what this unit has to do
     * @param period empty where it belongs to none
     * @param person who has claimed it; empty while nobody has
     * @param due empty when there is no date
     * @param late how late it is, in words; empty when it is not
     * @param urged what was said to those who have to do it; {@code null} when nothing
     * @param returned whether it is to be done again, as the lead said
     */
    record Holder(
            String unit,
            String what,
            String period,
            String person,
            String due,
            String late,
            TaskNotes.@Nullable Note urged,
            boolean returned) {}

    /** One reporting period of the measure. */
    record Round(
            String period,
            String state,
            String due,
            String collectionEnded,
            @Nullable String collectionReason,
            List<Reporter> reporters,
            List<Report> reports,
            List<ConfirmationGroup> opinions,
            List<RoundViews.HistoryView> reviews) {}

    /**
     * @param returnedOpinion what the lead asked to be changed; null when the report was not returned
     */
    record Reporter(String unit, ReporterState state, String due, @Nullable String returnedOpinion) {}

    /** A unit's report in a period: the version that counts, and those before it. */
    record Report(String unit, boolean late, Version latest, List<Version> older) {}

    /**
     * A frozen version of a report.
     *
     * @param status how far it came, in Chinese
     */
    record Version(ReportView report, String status, boolean signed, List<Signature> signatures) {}

    /**
     * @param hash beginning of the signed content's SHA-256
     */
    record Signature(
            String subject,
            String decision,
            boolean approved,
            @Nullable String opinion,
            String signer,
            String unit,
            String at,
            String hash) {}

    record Due(String task, String unit, String due, String reason, String setBy, String setAt) {

        /** With the name of the person whose id stands there. */
        Due setBy(Map<String, String> names) {
            return new Due(task, unit, due, reason, names.getOrDefault(setBy, setBy), setAt);
        }
    }

    record Event(String at, String who, String sentence) {}
}
