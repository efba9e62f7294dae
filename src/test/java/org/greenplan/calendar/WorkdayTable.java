package org.greenplan.calendar;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the calendar's own table to the other rooms' tests. */
public final class WorkdayTable {

    private WorkdayTable() {}

    public static WorkdayOverrides over(JdbcClient jdbc) {
        return new JdbcWorkdayOverrides(jdbc);
    }
}
