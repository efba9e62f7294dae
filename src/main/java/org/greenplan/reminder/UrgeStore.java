package org.greenplan.reminder;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.greenplan.task.OpenTask;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code urge}: who urged which task, when and how. */
@Repository
class UrgeStore {

    /** The last time that a task was urged. */
    record Urge(String by, OffsetDateTime at) {}

    private final JdbcClient jdbc;

    UrgeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends nobody else urges a task of this measure. */
    void lock(String measureKey) {
        jdbc.sql("select measure_key from measure where measure_key = ? for update")
                .param(measureKey)
                .query(String.class)
                .optional();
    }

    Optional<Urge> last(String taskId) {
        return jdbc.sql("select urged_by, urged_at from urge where task_id = ? order by urged_at desc limit 1")
                .param(taskId)
                .query((row, number) ->
                        new Urge(row.getString("urged_by"), row.getObject("urged_at", OffsetDateTime.class)))
                .optional();
    }

    void add(OpenTask task, String sentence, String by, OffsetDateTime now) {
        jdbc.sql(
                        """
                        insert into urge (measure_key, task_id, task_key, unit_code, sentence, urged_by, urged_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(task.measureKey(), task.id(), task.key(), task.unitCode(), sentence, by, now)
                .update();
    }
}
