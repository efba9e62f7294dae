package org.greenplan.spreadsheet;

/**
 * One cell of an upload.
 *
 * @param text as it is cleaned by {@link CellText#clean}: of a share with its sign (90%), of a day as 2026-03-05, of an
 *     error the error's name (#N/A), of a formula nothing
 */
public record UploadedCell(String text, Kind kind) {

    /** What Excel takes it for. Cells of a CSV file are all words. */
    public enum Kind {
        WORDS,
        NUMBER,
        PERCENT,
        DATE,
        /** One of Excel's error values. */
        ERROR,
        FORMULA
    }

    static final UploadedCell BLANK = words("");

    static UploadedCell words(String text) {
        return new UploadedCell(text, Kind.WORDS);
    }

    public boolean is(Kind asked) {
        return kind == asked;
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
