package org.greenplan.calendar;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** Our own table of holidays and shifted working days; what it says goes before the bundled schedule. */
public interface WorkdayOverrides {

    /** All days of the table by date; empty if nobody entered any. */
    Map<LocalDate, WorkdayOverride> findAll();

    /** Enters days; a day that is already there is replaced. */
    void save(Collection<WorkdayOverride> days);
}
