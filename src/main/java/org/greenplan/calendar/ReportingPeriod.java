package org.greenplan.calendar;

import java.time.LocalDate;

/**
 * A stretch of a plan's year that ends with a report (报送期次).
 *
 * @param id unique over years and cadences: 2026M03, 2026Q1, 2026H1, 2026Y
 * @param year the plan's year
 * @param cadence the cadence it belongs to
 * @param ordinal its place in the year, from 1
 * @param name what users read, for example 2026年第一季度
 * @param opens its first day
 * @param due the day on which its reports are due, a workday
 * @param last whether it is the plan's last, the one with the yearly summary (年度总结)
 */
public record ReportingPeriod(
        String id, int year, Cadence cadence, int ordinal, String name, LocalDate opens, LocalDate due, boolean last) {

    public ReportingPeriod {
        if (due.isBefore(opens) && !last) {
            throw new IllegalArgumentException("Period " + id + " is due on " + due + ", before it opens on " + opens);
        }
    }
}
