package org.greenplan.spreadsheet;

/**
 * One cell of an upload that is not blank.
 *
 * @param text as it is cleaned by {@link CellText#clean}; of a formula nothing
 * @param error it shows one of Excel's error values, e.g. #N/A
 */
public record UploadedCell(String text, boolean formula, boolean error) {}
