package org.greenplan.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which days were swept, and what a sweep has to know beforehand. */
@Repository
class SweepStore {

    /** The last sweep before a day. */
    record Last(LocalDate day, Instant startedAt) {}

    private final JdbcClient jdbc;
    private final MeasureCatalogue catalogue;

    SweepStore(JdbcClient jdbc, MeasureCatalogue catalogue) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
    }

    boolean isBegun(LocalDate day) {
        return jdbc.sql("select count(*) from reminder_sweep where sweep_day = ?")
                        .param(day)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another one begins at the same moment */
    void begin(LocalDate day, OffsetDateTime now, boolean whole) {
        jdbc.sql("insert into reminder_sweep (sweep_day, started_at, whole) values (?, ?, ?)")
                .params(day, now, whole)
                .update();
    }

    void collected(LocalDate day, int tasks, int lines) {
        jdbc.sql("update reminder_sweep set open_tasks = ?, lines = ? where sweep_day = ?")
                .params(tasks, lines, day)
                .update();
    }

    void finished(LocalDate day, OffsetDateTime now) {
        jdbc.sql("update reminder_sweep set finished_at = ? where sweep_day = ?")
                .params(now, day)
                .update();
    }

    /** Of those that spoke of all tasks. */
    Optional<Last> lastBefore(LocalDate day) {
        return jdbc.sql(
                        """
                        select sweep_day, started_at from reminder_sweep where sweep_day < ? and whole
                        order by sweep_day desc limit 1""")
                .param(day)
                .query((row, number) -> new Last(
                        row.getObject("sweep_day", LocalDate.class),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Nobody hears of a plan that is not in force. */
    boolean isAnyPlanLaunched() {
        return jdbc.sql("select count(*) from plan where status = 'launched'")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Set<String> urgedSince(OffsetDateTime since) {
        return jdbc
                .sql("select distinct task_id from urge where urged_at > ?")
                .param(since)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Of one measure; empty when it is unknown or its plan is not in force. */
    Optional<Sweep.MeasureHead> measure(String key) {
        boolean inForce = jdbc.sql(
                                """
                                select count(*) from measure m join plan p on p.plan_year = m.plan_year
                                where m.measure_key = ? and p.status = 'launched'""")
                        .param(key)
                        .query(Integer.class)
                        .single()
                > 0;
        return inForce
                ? catalogue.find(key).map(measure -> head(measure, leads(" and measure_key = ?", key)))
                : Optional.empty();
    }

    /** The lead units of those of these measures whose plan is in force, by key; empty where none is named. */
    Map<String, String> leadsInForce(Collection<String> keys) {
        Map<String, String> leads = new HashMap<>();
        if (!keys.isEmpty()) {
            jdbc.sql(
                            """
                            select m.measure_key, coalesce(l.unit_code, '') as lead
                            from measure m join plan p on p.plan_year = m.plan_year
                                 left join measure_unit l on l.measure_key = m.measure_key
                                      and l.participation = 'coordinate'
                            where p.status = 'launched' and m.measure_key in (:keys)""")
                    .param("keys", keys)
                    .query((row, number) -> leads.put(row.getString("measure_key"), row.getString("lead")))
                    .list();
        }
        return leads;
    }

    /** Of the measures of all plans in force, by key. */
    Map<String, Sweep.MeasureHead> measures() {
        Map<String, String> leads = leads("");
        Map<String, Sweep.MeasureHead> heads = new HashMap<>();
        for (int year : jdbc.sql("select plan_year from plan where status = 'launched'")
                .query(Integer.class)
                .list()) {
            catalogue.ofPlan(year).forEach(measure -> heads.put(measure.key(), head(measure, leads)));
        }
        return heads;
    }

    private Map<String, String> leads(String condition, Object... values) {
        Map<String, String> leads = new HashMap<>();
        jdbc.sql("select measure_key, unit_code from measure_unit where participation = 'coordinate'" + condition)
                .params(values)
                .query((row, number) -> leads.put(row.getString("measure_key"), row.getString("unit_code")))
                .list();
        return leads;
    }

    private static Sweep.MeasureHead head(Measure measure, Map<String, String> leads) {
        return new Sweep.MeasureHead(
                measure.taskTitle() + "：" + measure.firstWords(), leads.getOrDefault(measure.key(), ""));
    }
}
