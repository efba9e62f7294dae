package org.greenplan.reminder;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.greenplan.task.OpenTask;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskObserver;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code urge}: who urged which task, when and how. */
@Repository
class UrgeStore implements TaskObserver {

    /** One time that a task was urged. @param measureKey null where it is about none @param unitCode that was urged */
    record Urge(
            String taskId,
            @Nullable String measureKey,
            String unitCode,
            String by,
            OffsetDateTime at,
            String sentence) {}

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

    /** All that was said to these tasks, oldest first; read at once. */
    List<Urge> of(Collection<String> taskIds) {
        if (taskIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select * from urge where task_id in (:tasks) order by id")
                .param("tasks", taskIds)
                .query((row, number) -> new Urge(
                        row.getString("task_id"),
                        row.getString("measure_key"),
                        row.getString("unit_code"),
                        row.getString("urged_by"),
                        row.getObject("urged_at", OffsetDateTime.class),
                        row.getString("sentence")))
                .list();
    }

    void add(OpenTask task, String sentence, String by, OffsetDateTime now) {
        jdbc.sql(
                        """
                        insert into urge (measure_key, task_id, task_key, unit_code, sentence, urged_by, urged_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .param(1, task.measureKey(), Types.VARCHAR)
                .param(2, task.id())
                .param(3, task.key())
                .param(4, task.unitCode())
                .param(5, sentence)
                .param(6, by)
                .param(7, now)
                .update();
    }

    /** What was said to a task that gave way goes on with the one that takes its place. */
    @Override
    public void created(TaskContext task, OpenTask open) {
        Object earlier = task.variables().get(FOLLOWS);
        if (earlier != null) {
            jdbc.sql("update urge set task_id = ? where task_id = ?")
                    .params(task.id(), earlier)
                    .update();
        }
    }
}
