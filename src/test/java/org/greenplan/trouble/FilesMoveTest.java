package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.greenplan.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A database whose files lay in three tables: all come out of the one table as they went in. */
class FilesMoveTest {

    private static final int MOVE = 18;
    private static final int DROP = 19;
    private static final int MB = 1024 * 1024;

    /** With a piece that is full and one that is not. */
    private static final Map<String, byte[]> CONTENT = Map.of(
            "evidence-of-a-round", bytes(1, 2 * MB + 17),
            "evidence-of-no-round", bytes(2, 5),
            "evidence-struck", bytes(3, MB),
            "scan", bytes(4, MB + 1),
            "scan-struck", bytes(5, 3),
            "of-an-item", bytes(6, MB),
            "receipt", bytes(7, 9));

    private static final List<String> ROWS = List.of(
            "evidence-of-a-round|evidence|2026-07-02/1|water|evidence-of-a-round.pdf|2097169|water1|null",
            "evidence-of-no-round|evidence|2026-07-02|water|evidence-of-no-round.pdf|5|water1|null",
            "evidence-struck|evidence|2026-07-02/1|water|evidence-struck.pdf|1048576|water1|换一份",
            "of-an-item|submission|1/20|water|of-an-item.pdf|1048576|water1|null",
            "receipt|submission|1/receipt|water|receipt.pdf|9|water1|null",
            "scan-struck|sheet|2026/2026-06-25|water|scan-struck.pdf|3|water1|换一份",
            "scan|sheet|2026/2026-06-25|water|scan.pdf|1048577|water1|null");

    @Test
    @DisplayName("H2：三种文件逐字节移入一张表；在任何一句之后断电，重启后能接着移")
    void filesOnH2_moveAsTheyAre_alsoWhenKilledInBetween() throws Exception {
        List<String> move = statements("h2", MOVE);
        List<String> drop = statements("h2", DROP);
        assertThat(move).hasSizeGreaterThan(8);
        assertThat(drop).hasSizeGreaterThan(6);

        for (int done = 0; done <= move.size(); done++) {
            JdbcClient database = filled(h2(), "h2");
            run(database, move.subList(0, done));
            run(database, move);
            run(database, drop);
            assertMoved(database, "killed after statement " + done + " of the move");
        }
        for (int done = 1; done <= drop.size(); done++) {
            JdbcClient database = filled(h2(), "h2");
            run(database, move);
            run(database, drop.subList(0, done));
            run(database, drop);
            assertMoved(database, "killed after statement " + done + " of the drop");
        }
    }

    @Test
    @DisplayName("PostgreSQL：三种文件逐字节移入一张表")
    void filesOnPostgresql_moveAsTheyAre() throws Exception {
        try (PostgresSchema schema = PostgresSchema.create("files that move into one table")) {
            JdbcClient database = filled(
                    new DriverManagerDataSource(
                            schema.url(),
                            schema.postgres().user(),
                            schema.postgres().password()),
                    "postgresql");
            run(database, statements("postgresql", MOVE));
            run(database, statements("postgresql", DROP));
            assertMoved(database, "moved");
        }
    }

    @Test
    @DisplayName("已有的文件都算进单位的年度用量，算两遍也一样")
    void filesOfEarlierReleases_areCounted() throws Exception {
        JdbcClient database = filled(h2(), "h2");
        long all =
                CONTENT.values().stream().mapToLong(content -> content.length).sum();
        for (int i = 0; i < 2; i++) {
            run(database, statements("h2", 8));
            assertThat(database.sql("select sum(bytes) from storage_use where unit_code = 'water' and plan_year = 2026")
                            .query(Long.class)
                            .single())
                    .isEqualTo(all);
        }
    }

    private static void assertMoved(JdbcClient database, String when) {
        assertThat(database.sql(
                                """
                                select id || '|' || owner_kind || '|' || owner || '|' || unit_code || '|' || name || '|' || size_bytes
                                    || '|' || uploaded_by || '|' || coalesce(struck_reason, 'null') from kept_file""")
                        .query(String.class)
                        .list())
                .as(when)
                .containsExactlyInAnyOrderElementsOf(ROWS);
        Map<String, ByteArrayOutputStream> pieces = new TreeMap<>();
        database.sql("select kept_file_id, bytes from kept_file_chunk order by kept_file_id, number")
                .query(row -> {
                    pieces.computeIfAbsent(row.getString(1), none -> new ByteArrayOutputStream())
                            .writeBytes(row.getBytes(2));
                });
        assertThat(pieces.keySet()).as(when).isEqualTo(CONTENT.keySet());
        pieces.forEach((id, content) -> assertThat(Arrays.equals(content.toByteArray(), CONTENT.get(id)))
                .as(id + " " + when)
                .isTrue());
        assertThat(database.sql("select evidence_id from report_evidence")
                        .query(String.class)
                        .list())
                .containsExactly("evidence-of-a-round");
        assertThat(database.sql(
                                "select count(*) from information_schema.tables where lower(table_name) in"
                                        + " ('evidence', 'evidence_chunk', 'stamped_scan', 'submission_file') and table_schema = current_schema")
                        .query(Integer.class)
                        .single())
                .as("tables of before " + when)
                .isZero();
    }

    private static DataSource h2() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    private static JdbcClient filled(DataSource source, String vendor) {
        new ResourceDatabasePopulator(TestDatabase.scripts(vendor, 1, MOVE)).execute(source);
        JdbcClient database = JdbcClient.create(source);
        for (String sql : List.of(
                "insert into unit (code, name, kind, position) values ('water', '区水务局', 'department', 1)",
                """
                insert into plan (plan_year, title, deadline, status, source_name, source_sha256, source_text, imported_at)
                values (2026, '行动计划', date '2026-12-31', 'launched', 's', 's', 's', current_timestamp)""",
                "insert into task_item (plan_year, task_no, title, part, section) values (2026, 7, '节水', '一', '（一）')",
                """
                insert into measure (measure_key, plan_year, task_no, ordinal, position, text, deadline_text,
                    deadline_basis, ongoing, raw_cells, needs_confirmation, cadence, status)
                values ('2026-07-02', 2026, 7, 2, 1, '措施', '年底前', 'explicit', false, '', false, 'quarterly', 'reporting')""",
                """
                insert into period (id, plan_year, cadence, ordinal, name, opens, due, is_last)
                values ('2026-Q1', 2026, 'quarterly', 1, '一季度', date '2026-03-01', date '2026-03-25', false)""",
                """
                insert into round (measure_key, period_id, state, opened_at, due)
                values ('2026-07-02', '2026-Q1', 'open', current_timestamp, date '2026-03-25')""",
                """
                insert into report (round_id, measure_key, unit_code, status)
                values (1, '2026-07-02', 'water', 'signed')""",
                """
                insert into report_version (report_id, number, content, sha256, late, status, written_by, written_at)
                values (1, 1, '{}', '00', false, 'signed', 'water1', current_timestamp)""",
                """
                insert into submission (track, submission_year, state, started_at)
                values ('demonstration-zone', 2026, 'collecting', current_timestamp)""")) {
            database.sql(sql).update();
        }
        file(database, "evidence", "measure_key, round_id", "'2026-07-02', 1", "evidence-of-a-round", null);
        file(database, "evidence", "measure_key", "'2026-07-02'", "evidence-of-no-round", null);
        file(database, "evidence", "measure_key, round_id", "'2026-07-02', 1", "evidence-struck", "换一份");
        file(database, "stamped_scan", "plan_year, due", "2026, date '2026-06-25'", "scan", null);
        file(database, "stamped_scan", "plan_year, due", "2026, date '2026-06-25'", "scan-struck", "换一份");
        file(database, "submission_file", "submission_id, item", "1, '20'", "of-an-item", null);
        file(database, "submission_file", "submission_id, item", "1, 'receipt'", "receipt", null);
        database.sql("insert into report_evidence values (1, 'evidence-of-a-round')")
                .update();
        return database;
    }

    private static void file(
            JdbcClient database, String table, String columns, String values, String id, String struckReason) {
        byte[] content = CONTENT.get(id);
        database.sql(
                        ("insert into %s (%s, id, unit_code, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at,"
                                        + " struck_by, struck_at, struck_reason) values (%s, ?, 'water', ?, 'application/pdf', ?, '0',"
                                        + " 'water1', current_timestamp, %s, %s, ?)")
                                .formatted(
                                        table,
                                        columns,
                                        values,
                                        struckReason == null ? "null" : "'water1'",
                                        struckReason == null ? "null" : "current_timestamp"))
                .params(id, id + ".pdf", content.length, struckReason)
                .update();
        for (int number = 0; number * MB < content.length; number++) {
            database.sql("insert into %1$s_chunk (%1$s_id, number, bytes) values (?, ?, ?)".formatted(table))
                    .params(
                            id,
                            number,
                            Arrays.copyOfRange(content, number * MB, Math.min(content.length, (number + 1) * MB)))
                    .update();
        }
    }

    private static void run(JdbcClient database, List<String> statements) {
        statements.forEach(statement -> database.sql(statement).update());
    }

    private static List<String> statements(String vendor, int version) throws IOException {
        Resource[] scripts = TestDatabase.scripts(vendor, version, version + 1);
        assertThat(scripts).hasSize(1);
        return Arrays.stream(scripts[0]
                        .getContentAsString(StandardCharsets.UTF_8)
                        .replaceAll("--.*", "")
                        .split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
