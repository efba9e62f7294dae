package org.greenplan.calendar;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.greenplan.calendar.WorkdayOverride.Kind;

/** The table of overrides, kept in memory. */
public class FixedOverrides implements WorkdayOverrides {

    private final Map<LocalDate, WorkdayOverride> days = new HashMap<>();
    int reads;

    FixedOverrides with(String day, Kind kind) {
        LocalDate date = LocalDate.parse(day);
        days.put(date, new WorkdayOverride(date, kind, null, null));
        return this;
    }

    @Override
    public Map<LocalDate, WorkdayOverride> findAll() {
        reads++;
        return Map.copyOf(days);
    }

    @Override
    public void save(Collection<WorkdayOverride> added) {
        added.forEach(override -> days.put(override.day(), override));
    }
}
