package org.greenplan.table;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An old plan of two measures beside the launched one, written straight into the tables. Its monthly and its quarterly
 * measure are due on the same day, {@link #JUNE}; the monthly one also in May.
 */
final class SheetTables {

    static final String JUNE = "2020-06-24";
    static final String MAY = "2020-05-25";
    static final String MONTHLY = "2020-01-01";
    static final String QUARTERLY = "2020-01-02";

    private static final OffsetDateTime WRITTEN = OffsetDateTime.parse("2020-06-22T09:30:00+08:00");

    private final JdbcClient jdbc;

    SheetTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void plan() {
        run(
                """
                insert into plan (plan_year, title, deadline, status, source_name, source_sha256, source_text, imported_at)
                values (2020, '怀柔区2020年行动计划', date '2020-12-31', 'launched', 's', 's', 's', current_timestamp)""");
        run("insert into task_item (plan_year, task_no, title, part, section) values (2020, 1, '节水', '一', '（一）')");
        period("2020M05", "MONTHLY", 5, "2020年5月", "2020-05-01", MAY);
        period("2020M06", "MONTHLY", 6, "2020年6月", "2020-06-01", JUNE);
        period("2020Q2", "QUARTERLY", 2, "2020年第二季度", "2020-04-01", JUNE);
        measure(MONTHLY, 1, "推进再生水利用。");
        measure(QUARTERLY, 2, "开展<b>节水</b>宣传。");
        run("insert into indicator (measure_key, position, name, comparator, target, unit, source_text)"
                + " values ('2020-01-01', 1, '再生水利用率', '≥', 80, '%', 's')");
    }

    void clear() {
        String versions = " in (select v.id from report_version v join report r on r.id = v.report_id"
                + " where r.measure_key like '2020-%')";
        run("delete from report_evidence where report_version_id" + versions);
        run("delete from kept_file_chunk where kept_file_id in (select id from kept_file where owner like '2020%')");
        run("delete from kept_file where owner like '2020%'");
        run("delete from indicator_value where report_version_id" + versions);
        run("delete from report_version where id" + versions);
        for (String table : List.of("signature", "report", "indicator")) {
            run("delete from " + table + " where measure_key like '2020-%'");
        }
        run("delete from round_reporter where round_id in (select id from round where measure_key like '2020-%')");
        run("delete from round where measure_key like '2020-%'");
        for (String table : List.of("measure", "period", "task_item", "plan")) {
            run("delete from " + table + " where plan_year = 2020");
        }
    }

    private void period(String id, String cadence, int ordinal, String name, String opens, String due) {
        jdbc.sql("insert into period (id, plan_year, cadence, ordinal, name, opens, due, is_last)"
                        + " values (?, 2020, ?, ?, ?, ?, ?, false)")
                .params(id, cadence, ordinal, name, LocalDate.parse(opens), LocalDate.parse(due))
                .update();
    }

    private void measure(String key, int ordinal, String text) {
        jdbc.sql(
                        """
                        insert into measure (measure_key, plan_year, task_no, ordinal, position, text, deadline_text,
                            deadline_basis, ongoing, raw_cells, needs_confirmation, cadence, status)
                        values (?, 2020, 1, ?, ?, ?, '年底前', 'explicit', false, '[]', false, 'MONTHLY', 'reporting')""")
                .params(key, ordinal, ordinal, text)
                .update();
    }

    /** A period of a measure in which the unit reports. @return the round's id */
    long round(String key, String period, String unit) {
        jdbc.sql("insert into round (measure_key, period_id, state, opened_at, due) values (?, ?, 'open', ?, ?)")
                .params(key, period, WRITTEN, LocalDate.parse(JUNE))
                .update();
        long round = id("select max(id) from round");
        jdbc.sql(
                        "insert into round_reporter (round_id, unit_code, state, asked, due) values (?, ?, 'expected', true, ?)")
                .params(round, unit, LocalDate.parse(JUNE))
                .update();
        return round;
    }

    /** @param returned the lead's opinion when it wants the report again */
    void reporter(long round, String state, @Nullable String returned) {
        jdbc.sql("update round_reporter set state = ?, returned_opinion = ? where round_id = ?")
                .params(state, returned, round)
                .update();
    }

    /** What a report says beside its state, as its JSON holds it. */
    static String content(String state, String more) {
        return "{\"state\":\"%s\",\"values\":[],\"evidence\":[],\"evidenceSha256\":[]%s}".formatted(state, more);
    }

    static String narrative(String text) {
        return content("on_track", ",\"narrative\":\"%s\"".formatted(text));
    }

    /** @param status of the version: waiting, sent_back, signed. @return its id */
    long version(long round, String unit, String status, String content) {
        String key = jdbc.sql("select measure_key from round where id = ?")
                .param(round)
                .query(String.class)
                .single();
        if (id("select count(*) from report where round_id = " + round) == 0) {
            jdbc.sql("insert into report (round_id, measure_key, unit_code, status) values (?, ?, ?, 'draft')")
                    .params(round, key, unit)
                    .update();
        }
        long report = id("select id from report where round_id = " + round);
        jdbc.sql("update report set status = ? where id = ?")
                .params(status, report)
                .update();
        jdbc.sql(
                        """
                        insert into report_version (report_id, number, content, sha256, late, status, written_by, written_at)
                        values (?, ?, ?, ?, false, ?, ?, ?)""")
                .params(
                        report,
                        id("select count(*) + 1 from report_version where report_id = " + report),
                        content,
                        "c0de%08d".formatted(round) + "f".repeat(52),
                        status,
                        unit + "1",
                        WRITTEN)
                .update();
        long version = id("select max(id) from report_version");
        if (status.equals("signed")) {
            jdbc.sql(
                            """
                            insert into signature (measure_key, subject, subject_id, sha256, decision, signer, signer_name,
                                unit_code, signed_at) values (?, 'report', ?, 'f', 'approve', ?, '闵德顺', ?, ?)""")
                    .params(key, version, unit + "leader", unit, WRITTEN.plusHours(5))
                    .update();
            reporter(round, "reported", null);
        }
        return version;
    }

    void evidence(String id, String key, String unit, String name, boolean struck) {
        jdbc.sql(
                        """
                        insert into kept_file (id, owner_kind, owner, unit_code, name, media_type, size_bytes, sha256, uploaded_by,
                            uploaded_at, struck_at) values (?, 'evidence', ?, ?, ?, 'application/pdf', 1, 'f', 'water1', ?, ?)""")
                .params(id, key, unit, name, WRITTEN, struck ? WRITTEN : null)
                .update();
    }

    long id(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
