package org.greenplan.table;

import org.greenplan.task.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * What was typed into a cell.
 *
 * @param text the one way to write it
 * @param value as the draft keeps it
 * @param error why it cannot be taken
 */
record CellEntry(String text, Object value, @Nullable FieldError error) {

    static CellEntry of(String text, Object value) {
        return new CellEntry(text, value, null);
    }

    static CellEntry refused(String text, String code, String message) {
        return new CellEntry(text, text, new FieldError(null, code, message));
    }
}
