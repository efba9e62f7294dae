package org.greenplan.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.greenplan.task.OpenTask;
import org.greenplan.task.OpenTasks;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads open tasks from the engine's tables themselves: its query objects page by offset, which grows with the square of
 * the number of tasks, and read candidates one task at a time. Every task of ours has one candidate group.
 */
@Repository
class OpenTasksOfEngine implements OpenTasks {

    private static final String SELECT =
            """
            select t.id_, t.task_def_key_, t.name_, t.assignee_, t.create_time_, t.due_date_, l.group_id_, v.text_,
                   s.text_ as subject, p.text_ as period, b.long_ as submission
            from %s t
            join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
            left join act_ru_variable v on v.execution_id_ = t.proc_inst_id_ and v.task_id_ is null and v.name_ = 'measureKey'
            left join act_ru_variable s on s.execution_id_ = t.proc_inst_id_ and s.task_id_ is null and s.name_ = 'subject'
            left join act_ru_variable p on p.execution_id_ = t.proc_inst_id_ and p.task_id_ is null and p.name_ = 'periodName'
            left join act_ru_variable b on b.execution_id_ = t.proc_inst_id_ and b.task_id_ is null and b.name_ = 'submissionId'
            """;

    private static final String IN_SIGHT =
            "where (l.group_id_ in (:groups) or :everybody and t.task_def_key_ not in (:inside))";

    private final JdbcClient jdbc;

    OpenTasksOfEngine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<OpenTask> page(String afterId, int limit) {
        String page = "(select * from act_ru_task where id_ > ? order by id_ limit ?)";
        return jdbc.sql(SELECT.formatted(page) + "order by t.id_")
                .params(afterId, limit)
                .query(OpenTasksOfEngine::task)
                .list();
    }

    @Override
    public List<OpenTask> ofMeasures(Collection<String> measureKeys) {
        return those("v.text_ in (:these)", measureKeys);
    }

    @Override
    public List<OpenTask> ofUnits(Collection<String> unitCodes) {
        return those(
                "l.group_id_ in (:these)",
                unitCodes.stream()
                        .flatMap(unit -> Stream.of(GroupIds.staff(unit), GroupIds.supervisor(unit)))
                        .toList());
    }

    @Override
    public List<OpenTask> ofSubmission(long submission) {
        return those("b.long_ in (:these)", List.of(submission));
    }

    private List<OpenTask> those(String condition, Collection<?> these) {
        return these.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT.formatted("act_ru_task") + "where " + condition + " order by t.due_date_, t.id_")
                        .param("these", these)
                        .query(OpenTasksOfEngine::task)
                        .list();
    }

    @Override
    public List<OpenTask> page(InSight sight, @Nullable Instant dueBefore, int offset, int limit) {
        String due = dueBefore == null ? "" : " and t.due_date_ < :before";
        JdbcClient.StatementSpec page = inSight(
                SELECT.formatted("act_ru_task") + IN_SIGHT + due
                        + " order by case when t.due_date_ is null then 1 else 0 end, t.due_date_, v.text_, t.id_"
                        + " limit :limit offset :offset",
                sight);
        return (dueBefore == null ? page : page.param("before", Timestamp.from(dueBefore)))
                .param("limit", limit)
                .param("offset", offset)
                .query(OpenTasksOfEngine::task)
                .list();
    }

    @Override
    public Count count(InSight sight, Instant dueBefore) {
        return inSight(
                        """
                        select count(*) as tasks, count(case when t.due_date_ < :before then 1 end) as overdue
                        from act_ru_task t
                        join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
                             and l.group_id_ is not null
                        """
                                + IN_SIGHT,
                        sight)
                .param("before", Timestamp.from(dueBefore))
                .query((row, number) -> new Count(row.getInt("tasks"), row.getInt("overdue")))
                .single();
    }

    private JdbcClient.StatementSpec inSight(String sql, InSight sight) {
        List<String> groups = new ArrayList<>(List.of("")); // a list that is never empty
        sight.units().forEach(unit -> groups.addAll(List.of(GroupIds.staff(unit), GroupIds.supervisor(unit))));
        return jdbc.sql(sql)
                .param("groups", groups)
                .param("everybody", sight.everybody())
                .param("inside", INSIDE);
    }

    private static OpenTask task(ResultSet row, int number) throws SQLException {
        String group = row.getString("group_id_");
        @Nullable Timestamp due = row.getTimestamp("due_date_");
        return new OpenTask(
                row.getString("id_"),
                row.getString("task_def_key_"),
                row.getString("name_"),
                GroupIds.unitOf(group),
                GroupIds.isSupervisor(group),
                row.getString("assignee_"),
                row.getTimestamp("create_time_").toInstant(),
                due == null ? null : due.toInstant(),
                row.getString("period"),
                row.getString("text_"),
                row.getString("subject"),
                row.getObject("submission", Long.class));
    }
}
