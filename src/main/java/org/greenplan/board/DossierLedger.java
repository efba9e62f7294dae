package org.greenplan.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.greenplan.calendar.Times;
import org.greenplan.cycle.TaskLedger;
import org.greenplan.directory.People;
import org.greenplan.task.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which due dates were set for a measure. What goes to and fro inside a unit, between its clerks and its supervisor, is seen
 * by that unit alone: others see each date that a unit was given once.
 */
@Repository
class DossierLedger {

    private final JdbcClient jdbc;
    private final People people;

    DossierLedger(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    private record Entry(@Nullable String unit, String task, @Nullable String setBy, Dossier.Due due) {

        boolean inside() {
            return Step.ids(step -> step.sight() == Step.Sight.DATES_INSIDE).contains(task)
                    || TaskLedger.staysInside(due.reason());
        }
    }

    List<Dossier.Due> of(String measureKey, Set<String> ownUnits) {
        List<Entry> entries = jdbc.sql(
                        """
                        select l.*, u.name as unit_name from deadline_ledger l left join unit u on u.code = l.unit_code
                        where l.measure_key = ? order by l.id""")
                .param(measureKey)
                .query(DossierLedger::entry)
                .list();
        Map<String, String> names = people.namesOf(
                entries.stream().map(Entry::setBy).filter(Objects::nonNull).toList());
        Set<List<String>> given = new HashSet<>();
        return entries.stream()
                .filter(entry -> entry.unit() == null
                        || ownUnits.contains(entry.unit())
                        || !entry.inside()
                                && given.add(List.of(
                                        entry.unit(), entry.task(), entry.due().due())))
                .map(entry -> entry.due().setBy(names))
                .toList();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        String setBy = row.getString("set_by");
        return new Entry(
                row.getString("unit_code"),
                row.getString("task_key"),
                setBy,
                new Dossier.Due(
                        Step.titleOf(row.getString("task_key")),
                        Objects.requireNonNullElse(row.getString("unit_name"), ""),
                        Times.minute(row, "due"),
                        row.getString("reason"),
                        setBy == null ? "系统" : setBy,
                        Times.minute(row, "set_at")));
    }
}
