package org.greenplan.plan;

import java.time.MonthDay;

/**
 * A day that a measure's text names by itself and that returns every year, e.g. 每年5月底前.
 *
 * @param monthDay last day, inclusive; 2月底 is 29 February, which {@link MonthDay#atYear} turns into the 28th
 * @param sourceText the clause that names it
 */
public record OwnDate(MonthDay monthDay, String sourceText) {}
