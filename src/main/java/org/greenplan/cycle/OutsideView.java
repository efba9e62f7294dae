package org.greenplan.cycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.DueDates;
import org.greenplan.task.OpenTask;
import org.greenplan.task.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Open tasks as others than their own unit may know of them: a dissent that is not signed yet is the unit's own affair, and
 * looks in name, person and day like an answer that is still awaited.
 */
@Component
public class OutsideView {

    private final JdbcClient jdbc;
    private final ConfirmationDates dates;

    public OutsideView(JdbcClient jdbc, ConfirmationDates dates) {
        this.jdbc = jdbc;
        this.dates = dates;
    }

    /**
     * The same tasks in the same order, to be shown and not to be acted upon.
     *
     * @param ownUnits of whoever looks
     */
    public List<OpenTask> of(List<OpenTask> open, Set<String> ownUnits) {
        Set<String> measures = open.stream()
                .filter(task -> hides(task, ownUnits))
                .map(task -> String.valueOf(task.measureKey()))
                .collect(Collectors.toSet());
        if (measures.isEmpty()) {
            return open;
        }
        dates.readAhead(measures);
        Map<List<String>, String> clerks = clerks(measures);
        return open.stream()
                .map(task -> hides(task, ownUnits)
                        ? awaited(task, clerks.get(List.of(String.valueOf(task.measureKey()), task.unitCode())))
                        : task)
                .toList();
    }

    private static boolean hides(OpenTask task, Set<String> ownUnits) {
        return Step.APPROVE_DISSENT.is(task.key()) && !ownUnits.contains(task.unitCode());
    }

    private OpenTask awaited(OpenTask task, @Nullable String clerk) {
        return new OpenTask(
                task.id(),
                Step.CONFIRM_REPORT.id(),
                Step.CONFIRM_REPORT.title(),
                task.unitCode(),
                false,
                clerk,
                task.created(),
                dates.of(String.valueOf(task.measureKey()), task.unitCode())
                        .map(day -> DueDates.dueInstant(day).toInstant())
                        .orElse(task.due()),
                task.period(),
                task.measureKey(),
                task.subject(),
                task.submission());
    }

    /** Who wrote the unit's newest answer, by measure and unit. */
    private Map<List<String>, String> clerks(Set<String> measures) {
        Map<List<String>, String> clerks = new HashMap<>();
        jdbc.sql(
                        """
                        select r.measure_key, c.unit_code, c.given_by
                        from confirmation c join round r on r.id = c.round_id
                        where r.measure_key in (:measures) and c.given_by is not null order by c.id""")
                .param("measures", measures)
                .query(row -> {
                    clerks.put(
                            List.of(row.getString("measure_key"), row.getString("unit_code")),
                            row.getString("given_by"));
                });
        return clerks;
    }
}
