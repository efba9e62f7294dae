package org.greenplan.reminder;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.DueDates;
import org.greenplan.mail.Letter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code reminder_line} and {@code reminder_recipient}: what is to be told, and in which mail it was. */
@Repository
class LineStore {

    /** A line that waits to be told at once. */
    record Pending(long id, Letter.Kind kind, Line line) {}

    /** A task of a mail that has not gone out. */
    record Carried(String recipient, String taskId) {}

    private static final int BATCH = 1000;
    private static final String INSERT =
            """
            insert into reminder_line (recipient, section, task_id, task_key, measure_key, title, unit_code, due,
                workdays_left, fresh, note, tasks, submission_id, sweep_day, kind, noted_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LineStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** What the sweep of a day tells. */
    void add(LocalDate day, List<Line> lines) {
        batches.batchUpdate(INSERT, lines, BATCH, (statement, line) -> {
            set(statement, line);
            statement.setObject(14, day, Types.DATE);
            statement.setNull(15, Types.VARCHAR);
            statement.setNull(16, Types.TIMESTAMP_WITH_TIMEZONE);
        });
    }

    /** What is told without waiting for a sweep. */
    void addAtOnce(Letter.Kind kind, List<Line> lines, OffsetDateTime now) {
        batches.batchUpdate(INSERT, lines, BATCH, (statement, line) -> {
            set(statement, line);
            statement.setNull(14, Types.DATE);
            statement.setString(15, kind.code());
            statement.setObject(16, now);
        });
    }

    private static void set(PreparedStatement statement, Line line) throws SQLException {
        statement.setString(1, line.recipient());
        statement.setString(2, line.section().code());
        statement.setString(3, line.taskId());
        statement.setString(4, line.taskKey());
        statement.setString(5, line.measureKey());
        statement.setString(6, line.title());
        statement.setString(7, line.unitCode());
        statement.setObject(8, line.due(), Types.DATE);
        statement.setObject(9, line.workdaysLeft(), Types.INTEGER);
        statement.setBoolean(10, line.fresh());
        statement.setString(11, line.note());
        statement.setInt(12, line.tasks());
        statement.setObject(13, line.submission(), Types.BIGINT);
    }

    /** Those who are told something by the sweep of a day. */
    void addRecipients(LocalDate day, Map<String, Tally> tallies) {
        batches.batchUpdate(
                """
                insert into reminder_recipient (sweep_day, recipient, own, overdue, others, open, open_overdue, nearest)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                tallies.entrySet().stream()
                        .filter(entry -> entry.getValue().told() > 0)
                        .toList(),
                BATCH,
                (statement, entry) -> {
                    Tally tally = entry.getValue();
                    statement.setObject(1, day, Types.DATE);
                    statement.setString(2, entry.getKey());
                    statement.setInt(3, tally.own());
                    statement.setInt(4, tally.overdue());
                    statement.setInt(5, tally.others());
                    statement.setInt(6, tally.open());
                    statement.setInt(7, tally.openOverdue());
                    statement.setObject(8, tally.nearest(), Types.DATE);
                });
    }

    boolean hasUnwritten(LocalDate day) {
        return !unwritten(day, 1).isEmpty();
    }

    /** The next people of the day to whom no mail is written yet. */
    Map<String, Tally> unwritten(LocalDate day, int limit) {
        Map<String, Tally> next = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select * from reminder_recipient where sweep_day = ? and mail_id is null
                        order by recipient limit ?""")
                .params(day, limit)
                .query((row, number) -> next.put(
                        row.getString("recipient"),
                        new Tally(
                                row.getInt("own"),
                                row.getInt("overdue"),
                                row.getInt("others"),
                                row.getInt("open"),
                                row.getInt("open_overdue"),
                                row.getObject("nearest", LocalDate.class))))
                .list();
        return next;
    }

    /** What these people are told by the sweep of a day. */
    Map<String, List<Line>> ofDay(LocalDate day, Collection<String> recipients) {
        return jdbc
                .sql("select * from reminder_line where sweep_day = :day and recipient in (:recipients) order by id")
                .param("day", day)
                .param("recipients", recipients)
                .query(LineStore::line)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Line::recipient));
    }

    void written(LocalDate day, String recipient, String mailId) {
        jdbc.sql("update reminder_recipient set mail_id = ? where sweep_day = ? and recipient = ?")
                .params(mailId, day, recipient)
                .update();
    }

    /** What waits to be told at once, of people for whom nothing was added since a time. */
    List<Pending> atOnce(OffsetDateTime quietSince) {
        return jdbc.sql(
                        """
                        select * from reminder_line l where l.sweep_day is null and l.mail_id is null
                        and not exists (select 1 from reminder_line n where n.sweep_day is null and n.mail_id is null
                            and n.recipient = l.recipient and n.noted_at > ?)
                        order by l.id""")
                .param(quietSince)
                .query((row, number) ->
                        new Pending(row.getLong("id"), Letter.Kind.ofCode(row.getString("kind")), line(row, number)))
                .list();
    }

    void written(List<Pending> lines, String mailId) {
        jdbc.sql("update reminder_line set mail_id = :mail where id in (:ids)")
                .param("mail", mailId)
                .param("ids", lines.stream().map(Pending::id).toList())
                .update();
    }

    /** Tasks that stand in mails which have not gone out, or of which nobody knows whether they did, by recipient. */
    Map<String, Set<String>> undelivered() {
        return jdbc
                .sql(
                        """
                        with missing as (
                            select id, recipient from mail m where m.state in ('waiting', 'sending', 'failed')
                            or m.state = 'unconfirmed' and not exists (
                                select 1 from mail later where later.recipient = m.recipient
                                and later.created_at > m.changed_at and later.state = 'sent'))
                        select l.recipient, l.task_id from missing m
                            join reminder_recipient r on r.mail_id = m.id
                            join reminder_line l on l.sweep_day = r.sweep_day and l.recipient = r.recipient
                        union select l.recipient, l.task_id from missing m
                            join reminder_line l on l.mail_id = m.id and l.sweep_day is null""")
                .query((row, number) -> new Carried(row.getString("recipient"), row.getString("task_id")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Carried::recipient, Collectors.mapping(Carried::taskId, Collectors.toSet())));
    }

    /** Ids of the news that stand in lines of sweeps, by recipient. */
    Map<String, Set<String>> news() {
        return jdbc
                .sql("select recipient, task_id from reminder_line where section = ?")
                .param(Line.Section.INFORMED.code())
                .query((row, number) -> new Carried(row.getString("recipient"), row.getString("task_id")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Carried::recipient, Collectors.mapping(Carried::taskId, Collectors.toSet())));
    }

    /** People who have mails that have not gone out but are told nothing by the sweep of the day. */
    List<String> undeliveredWithoutLines(LocalDate day) {
        return jdbc.sql(
                        """
                        select distinct m.recipient from mail m where m.state in ('waiting', 'failed')
                        and not exists (select 1 from reminder_recipient r
                            where r.sweep_day = ? and r.recipient = m.recipient)""")
                .param(day)
                .query(String.class)
                .list();
    }

    /** Lines of former days: their mails hold what was told. */
    void forgetBefore(LocalDate day) {
        jdbc.sql("delete from reminder_line where sweep_day < ?").param(day).update();
        jdbc.sql("delete from reminder_recipient where sweep_day < ?")
                .param(day)
                .update();
        jdbc.sql("delete from reminder_line where sweep_day is null and mail_id is not null and noted_at < ?")
                .param(day.atStartOfDay(DueDates.ZONE).toOffsetDateTime())
                .update();
    }

    static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("recipient"),
                Line.Section.ofCode(row.getString("section")),
                row.getString("task_id"),
                row.getString("task_key"),
                row.getString("measure_key"),
                row.getString("title"),
                row.getString("unit_code"),
                row.getObject("due", LocalDate.class),
                row.getObject("workdays_left", Integer.class),
                row.getBoolean("fresh"),
                row.getString("note"),
                row.getInt("tasks"),
                row.getObject("submission_id", Long.class));
    }
}
