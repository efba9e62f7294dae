package org.greenplan.table;

/**
 * One cell of an upload that is not blank.
 *
 * @param error it shows one of Excel's error values, e.g. #N/A
 */
record UploadedCell(String text, boolean formula, boolean error) {}
