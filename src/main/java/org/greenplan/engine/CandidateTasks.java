package org.greenplan.engine;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open tasks of groups, read from the engine's tables by its index on groups; the engine's own query looks at all tasks. */
@Component
class CandidateTasks {

    /** @param due end of the task's last day */
    record Open(
            String id,
            String key,
            String name,
            @Nullable String assignee,
            @Nullable Date due,
            String executionId,
            String processInstanceId) {}

    private final JdbcClient jdbc;

    CandidateTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that somebody has claimed included; nearest due first, those without a date last. */
    List<Open> of(Collection<String> groups) {
        if (groups.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select t.id_, t.task_def_key_, t.name_, t.assignee_, t.due_date_, t.execution_id_, t.proc_inst_id_
                        from act_ru_task t where t.id_ in (
                             select l.task_id_ from act_ru_identitylink l
                             where l.group_id_ in (:groups) and l.type_ = 'candidate')
                        order by case when t.due_date_ is null then 1 else 0 end, t.due_date_, lower(t.name_), t.id_""")
                .param("groups", groups)
                .query((row, number) -> {
                    Timestamp due = row.getTimestamp("due_date_");
                    return new Open(
                            row.getString("id_"),
                            row.getString("task_def_key_"),
                            row.getString("name_"),
                            row.getString("assignee_"),
                            due == null ? null : new Date(due.getTime()),
                            row.getString("execution_id_"),
                            row.getString("proc_inst_id_"));
                })
                .list();
    }
}
