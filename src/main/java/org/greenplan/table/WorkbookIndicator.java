package org.greenplan.table;

/**
 * One quantified target that a report may give a value for.
 *
 * @param targetText with comparator and unit, e.g. ≤32微克/立方米
 * @param unit a value may carry the sign % only when this is %
 * @param previous the last value with its date and quality, e.g. 12.5（截至2026-09-30，初步）; may be empty
 */
record WorkbookIndicator(long id, String name, String targetText, String unit, String previous) {}
