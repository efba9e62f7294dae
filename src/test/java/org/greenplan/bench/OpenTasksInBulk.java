package org.greenplan.bench;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts people and open tasks into the engine's tables, many at a time. */
final class OpenTasksInBulk {

    private static final int BATCH = 5000;
    private static final int CLERKS = 4;

    private final JdbcTemplate jdbc;
    private final List<String> instances;

    OpenTasksInBulk(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.instances = jdbc.queryForList(
                "select v.execution_id_ from act_ru_variable v where v.name_ = 'measureKey' and v.execution_id_ = v.proc_inst_id_ order by 1",
                String.class);
    }

    /** Units of four clerks and a supervisor each. */
    void people(int number) {
        int units = number / (CLERKS + 1);
        List<Integer> unit = IntStream.range(0, units).boxed().toList();
        jdbc.batchUpdate(
                "insert into unit (code, name, kind, position) values (?, ?, 'bureau', ?)",
                unit.stream()
                        .map(i -> new Object[] {code(i), "测试单位" + i, 1000 + i})
                        .toList());
        for (String group : List.of("Staff", "Supervisor")) {
            jdbc.batchUpdate(
                    "insert into act_id_group (id_, rev_, name_, type_) values (?, 1, ?, 'WORKFLOW')",
                    unit.stream()
                            .map(i -> new Object[] {code(i) + group, code(i) + group})
                            .toList());
        }
        for (int member = 0; member <= CLERKS; member++) {
            String ending = member == CLERKS ? "leader" : String.valueOf(member);
            String group = member == CLERKS ? "Supervisor" : "Staff";
            jdbc.batchUpdate(
                    "insert into act_id_user (id_, rev_, first_, last_, email_) values (?, 1, '测', '试', ?)",
                    unit.stream()
                            .map(i -> new Object[] {code(i) + ending, code(i) + ending + "@huairou.example"})
                            .toList());
            jdbc.batchUpdate(
                    "insert into act_id_membership (user_id_, group_id_) values (?, ?)",
                    unit.stream()
                            .map(i -> new Object[] {code(i) + ending, code(i) + group})
                            .toList());
        }
    }

    /** A third each due today, in five workdays, and six workdays ago; one in ten waits for a signature. */
    void tasks(int number, int units, LocalDate today, LocalDate soon, LocalDate longAgo) {
        List<LocalDate> dates = List.of(today, soon, longAgo);
        Timestamp created = Timestamp.valueOf(LocalDateTime.of(2026, 1, 5, 9, 0));
        for (int from = 0; from < number; from += BATCH) {
            List<Integer> batch = IntStream.range(from, Math.min(number, from + BATCH))
                    .boxed()
                    .toList();
            jdbc.batchUpdate(
                    """
                    insert into act_ru_task (id_, rev_, name_, task_def_key_, priority_, create_time_, due_date_,
                        proc_inst_id_, suspension_state_) values (?, 1, '填报进展', ?, 50, ?, ?, ?, 1)""",
                    batch.stream()
                            .map(i -> new Object[] {
                                id(i),
                                i % 10 == 0 ? "userTask_approveReport" : "userTask_fillReport",
                                created,
                                Timestamp.from(dates.get(i % dates.size())
                                        .atTime(18, 0)
                                        .atZone(ZoneId.of("Asia/Shanghai"))
                                        .toInstant()),
                                instances.get(i % instances.size())
                            })
                            .toList());
            jdbc.batchUpdate(
                    "insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_) values (?, 1, ?, 'candidate', ?)",
                    batch.stream()
                            .map(i -> new Object[] {
                                "l" + id(i), code(i % units) + (i % 10 == 0 ? "Supervisor" : "Staff"), id(i)
                            })
                            .toList());
        }
    }

    void clear() {
        jdbc.update("delete from act_ru_identitylink where id_ like 'lbench%'");
        jdbc.update("delete from act_ru_task where id_ like 'bench%'");
        for (String table : List.of("reminder_line", "reminder_recipient", "reminder_sweep", "mail")) {
            jdbc.update("delete from " + table);
        }
    }

    private static String code(int unit) {
        return "bench%04d".formatted(unit);
    }

    private static String id(int task) {
        return "bench%08d".formatted(task);
    }
}
