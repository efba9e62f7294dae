package org.greenplan.cycle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenplan.calendar.DueDates;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Until when assisting units were asked to confirm the last time; what others may know of it, whatever happens inside a unit. */
@Repository
public class ConfirmationDates {

    private final JdbcClient jdbc;

    public ConfirmationDates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when the unit was never asked. */
    public Optional<LocalDate> of(String measureKey, String unitCode) {
        return ReadOnce.find("asked until", measureKey, this::read).map(byUnit -> byUnit.get(unitCode));
    }

    /** Reads at once what a page will ask of these measures. */
    public void readAhead(Collection<String> measureKeys) {
        ReadOnce.each("asked until", measureKeys, this::read);
    }

    /** The newest day by unit, by measure. */
    private Map<String, Map<String, LocalDate>> read(Set<String> measureKeys) {
        Map<String, Map<String, LocalDate>> dates = new HashMap<>();
        jdbc.sql(
                        """
                        select measure_key, unit_code, due from deadline_ledger
                        where task_key = :task and measure_key in (:measures) order by id""")
                .param("task", Step.CONFIRM_REPORT.id())
                .param("measures", measureKeys)
                .query(row -> {
                    dates.computeIfAbsent(row.getString("measure_key"), none -> new HashMap<>())
                            .put(
                                    row.getString("unit_code"),
                                    row.getObject("due", OffsetDateTime.class)
                                            .atZoneSameInstant(DueDates.ZONE)
                                            .toLocalDate());
                });
        return dates;
    }
}
