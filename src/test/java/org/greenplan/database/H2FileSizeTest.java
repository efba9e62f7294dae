package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes as the engine does: many small commits in tables with keys and indexes in no order. */
class H2FileSizeTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int TABLES = 12;

    @TempDir
    Path directory;

    private final Random random = new Random(20260701);
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        String url = H2Url.withSettings("jdbc:h2:file:" + directory.resolve("db"));
        connection = new H2Connections(url, "sa", "", new StoreLost(code -> {}, Duration.ZERO)).getConnection();
        try (Statement sql = connection.createStatement()) {
            for (int table = 0; table < TABLES; table++) {
                sql.execute("create table t%d (id varchar(64) primary key, a varchar(64), n int, text varchar(2000))"
                        .formatted(table));
                sql.execute("create index a%d on t%1$d (a)".formatted(table));
            }
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("as many commits as thirty cycles make leave a small file while the application runs")
    void manySmallCommits_leaveASmallFile() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int commit = 0; commit < 1500; commit++) {
            for (int i = 0; i < 4; i++) {
                rows.add(inserted());
            }
            String[] changed = rows.get(random.nextInt(rows.size())).split(":");
            execute("update t" + changed[0] + " set n = n + 1 where id = ?", changed[1]);
            String[] deleted = rows.remove(random.nextInt(rows.size())).split(":");
            execute("delete from t" + deleted[0] + " where id = ?", deleted[1]);
            connection.commit();
        }

        assertThat(file()).isLessThan(30L * MEGABYTE);
    }

    private String inserted() throws SQLException {
        int table = random.nextInt(TABLES);
        String id = UUID.randomUUID().toString();
        execute(
                "insert into t" + table + " values (?, ?, 0, ?)",
                id,
                UUID.randomUUID().toString(),
                "x".repeat(random.nextInt(600)));
        return table + ":" + id;
    }

    private void execute(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private long file() throws Exception {
        return Files.size(directory.resolve("db.mv.db"));
    }
}
