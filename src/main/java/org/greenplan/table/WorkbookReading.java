package org.greenplan.table;

import java.util.List;
import java.util.Map;

/**
 * What an uploaded workbook changes; nothing of it is saved yet.
 *
 * @param changes in the order of the sheets
 * @param problems cells whose content is not taken; all others are
 * @param drafts by reference, for the reports that change: the whole draft to be saved. An emptied input is an empty
 *     text, so that nothing of an earlier version shows through
 */
record WorkbookReading(List<Change> changes, List<CellProblem> problems, Map<String, Map<String, Object>> drafts) {

    WorkbookReading {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    /**
     * One cell that was filled in or emptied.
     *
     * @param label the column's Chinese label, after the indicator's name if it is an indicator's
     * @param cell sheet and address, e.g. 本期报送!H4
     * @param online what the draft says now
     * @param filled what the file says, and the draft will
     * @param conflict whether the draft was changed since the export, to something else than the file says
     */
    record Change(
            String reference,
            String measureKey,
            String label,
            String cell,
            String online,
            String filled,
            boolean conflict) {}

    /**
     * One cell that cannot be taken as it is.
     *
     * @param code stable, kebab-case
     * @param message a Chinese sentence that says what to do
     */
    record CellProblem(String reference, String measureKey, String label, String cell, String code, String message) {}
}
