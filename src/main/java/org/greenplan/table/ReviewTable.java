package org.greenplan.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.Lateness;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.task.TaskDesk;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 本期审核: the measures of a lead with their reports, what is out of the ordinary first; and those still collected. */
@Component
class ReviewTable {

    /** A measure whose reports are still collected. */
    record Collecting(
            String key, String title, String period, String due, boolean overdue, int reported, List<String> missing) {}

    private final TaskDesk desk;
    private final People people;
    private final JdbcClient jdbc;
    private final Lateness lateness;

    ReviewTable(TaskDesk desk, People people, JdbcClient jdbc, Lateness lateness) {
        this.desk = desk;
        this.people = people;
        this.jdbc = jdbc;
        this.lateness = lateness;
    }

    /** What is farthest out of the ordinary first, then what is due first. */
    List<WorkRow> rows(String user) {
        return desk.open(WorkTable.REVIEW.taskKeys(), user).stream()
                .map(sheet -> new WorkRow(sheet, lateness))
                .sorted(Comparator.comparing(row -> (Integer) row.view().get("weight")))
                .toList();
    }

    /** Measures of the person's units as coordinating leads that wait for reports, with who has not reported. */
    List<Collecting> collecting(String user) {
        Set<String> units = people.clerkOf(user);
        if (units.isEmpty()) {
            return List.of();
        }
        record Reporter(String key, String title, String period, LocalDate due, String unit, boolean asked) {}
        Map<String, List<Reporter>> byMeasure = jdbc
                .sql(
                        """
                        select m.measure_key, t.title, p.name as period, r.due, u.name as unit, rr.asked
                        from round r join measure m on m.measure_key = r.measure_key
                             join task_item t on t.plan_year = m.plan_year and t.task_no = m.task_no
                             join period p on p.id = r.period_id
                             join round_reporter rr on rr.round_id = r.id join unit u on u.code = rr.unit_code
                        where r.state = 'open' and m.status = 'reporting' and exists (
                              select 1 from measure_unit l where l.measure_key = m.measure_key
                              and l.participation = 'coordinate' and l.unit_code in (:units))
                        order by m.position, u.position""")
                .param("units", units)
                .query((row, number) -> new Reporter(
                        row.getString("measure_key"),
                        row.getString("title"),
                        row.getString("period"),
                        row.getObject("due", LocalDate.class),
                        row.getString("unit"),
                        row.getBoolean("asked")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Reporter::key, LinkedHashMap::new, Collectors.toList()));
        List<Collecting> collecting = new ArrayList<>();
        byMeasure.forEach((key, reporters) -> {
            Reporter first = reporters.get(0);
            List<String> missing = reporters.stream()
                    .filter(Reporter::asked)
                    .map(Reporter::unit)
                    .toList();
            collecting.add(new Collecting(
                    key,
                    first.title(),
                    first.period(),
                    Times.day(first.due()),
                    !lateness.words(first.due()).isEmpty(),
                    reporters.size() - missing.size(),
                    missing));
        });
        return collecting;
    }
}
