package org.greenplan.table;

import java.time.LocalDate;

/**
 * Which sheet (报送单): what one unit reports on one reporting day, whatever the cadence of each measure.
 *
 * @param due the day on which the periods are due
 */
record SheetKey(int planYear, String unitCode, LocalDate due) {}
