package org.greenplan.table;

import java.time.LocalDate;
import java.util.function.Function;
import org.greenplan.spreadsheet.CellText;
import org.jspecify.annotations.Nullable;

/**
 * One column, for writing as for reading.
 *
 * @param heading with a hint in a second line, if any
 * @param label what messages call it
 * @param width in characters
 * @param input name in the draft; empty for a locked column
 * @param kind what may be typed, {@code null} for a locked column
 * @param content what a cell shows
 */
record WorkbookColumn(
        String heading,
        String label,
        int width,
        String input,
        @Nullable CellKind kind,
        Function<WorkbookLine, String> content) {

    /** Even written with escapes, this much fits into a cell of 32,767 characters. */
    private static final int LONGEST = 16_000;

    private static final String CUT = "……（太长，未显示完整，请在网页上查看、修改）";

    static WorkbookColumn locked(String heading, int width, Function<WorkbookLine, String> content) {
        return new WorkbookColumn(heading, heading, width, "", null, content);
    }

    static WorkbookColumn fillable(String heading, String label, int width, String input, CellKind kind) {
        return new WorkbookColumn(heading, label, width, input, kind, line -> kind.shown(DraftCells.text(line, input)));
    }

    String text(WorkbookLine line) {
        String text = CellText.clean(content.apply(line));
        return text.length() <= LONGEST ? text : CellText.start(text, LONGEST) + CUT;
    }

    boolean locked() {
        return kind == null;
    }

    /** What a text in this column means, so that two ways to write the same compare as equal. */
    CellEntry read(String text, WorkbookLine line, LocalDate today) {
        if (kind == null || text.isEmpty()) {
            return CellEntry.of(text, text);
        }
        return kind.read(text, line, today);
    }
}
