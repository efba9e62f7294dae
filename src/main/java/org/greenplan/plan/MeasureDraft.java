package org.greenplan.plan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the plan (工作措施) as read.
 *
 * @param key e.g. {@code 2026-07-02}: year, task number, ordinal within the task
 * @param position place in the plan, from 1
 * @param text the measure's whole text; paragraphs are separated by {@code \n}
 * @param deadlineText as printed; empty when the cell is blank
 * @param deadline last day; null when {@link #ongoing} or not understood
 * @param ongoing 持续推进: no last day
 * @param ownDates days that the text itself names, every year
 * @param rawCells the unit cells exactly as in the document, page marks included, lines separated by {@code \n}
 * @param needsConfirmation whether a person must confirm how the row was read
 * @param confirmationReason why, in Chinese; empty when nothing needs confirming
 */
public record MeasureDraft(
        String key,
        int taskNo,
        int ordinal,
        int position,
        String part,
        String section,
        String taskTitle,
        String text,
        String deadlineText,
        @Nullable LocalDate deadline,
        DeadlineBasis deadlineBasis,
        boolean ongoing,
        List<OwnDate> ownDates,
        List<String> rawCells,
        List<RoleDraft> roles,
        boolean needsConfirmation,
        String confirmationReason,
        List<IndicatorDraft> indicators) {

    /** Where the deadline comes from. */
    public enum DeadlineBasis {
        /** Printed in the row itself. */
        EXPLICIT,
        /** The cell is blank, the row above it in the same task counts. */
        INHERITED
    }

    public MeasureDraft {
        ownDates = List.copyOf(ownDates);
        rawCells = List.copyOf(rawCells);
        roles = List.copyOf(roles);
        indicators = List.copyOf(indicators);
    }

    /** The units and collective names in one role, in the order printed; the first lead coordinates. */
    public List<RoleDraft> roles(RoleDraft.Role role) {
        return roles.stream().filter(draft -> draft.role() == role).toList();
    }
}
