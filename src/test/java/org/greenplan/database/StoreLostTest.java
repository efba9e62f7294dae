package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLostTest {

    @TempDir
    Path directory;

    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private final StoreLost lost = new StoreLost(exits::add, Duration.ZERO);

    @BeforeEach
    void disk() {
        PowerCut.insertDisk();
    }

    @Test
    @DisplayName("a full disk closes H2 for good: the commit is refused, and the process ends once")
    void fullDisk_endsTheProcess() throws SQLException {
        // not closed in the end: that fails too
        Statement sql = connection().createStatement();
        sql.execute("create table letter (id int primary key)");
        PowerCut.fill();
        assertThatThrownBy(() -> sql.execute("insert into letter values (1)")).isInstanceOf(SQLException.class);
        await().until(() -> !exits.isEmpty());
        assertThatThrownBy(() -> sql.execute("insert into letter values (2)")).isInstanceOf(SQLException.class);
        assertThat(exits).containsExactly(StoreLost.EXIT_CODE);
    }

    @Test
    @DisplayName("who meets the closed file first tells, also by a query")
    void closedElsewhere_isNoticedByAQuery() throws SQLException {
        try (Connection connection = connection();
                Statement sql = connection.createStatement();
                Connection other = connection()) {
            other.unwrap(org.h2.jdbc.JdbcConnection.class).createStatement().execute("shutdown immediately");
            assertThatThrownBy(() -> sql.executeQuery("select 1")).isInstanceOf(SQLException.class);
            await().until(() -> !exits.isEmpty());
        }
    }

    @Test
    void anOrdinaryFailure_endsNothing() throws SQLException {
        try (Connection connection = connection();
                Statement sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute("insert into nowhere values (1)"))
                    .isInstanceOf(SQLException.class);
            sql.execute("create table letter (id int primary key)");
        }
        assertThat(exits).isEmpty();
    }

    @Test
    void whenTheApplicationStops_aClosedFileIsNoLoss() throws SQLException {
        Statement sql = connection().createStatement();
        lost.onStop();
        PowerCut.fill();
        assertThatThrownBy(() -> sql.execute("create table letter (id int primary key)"))
                .isInstanceOf(SQLException.class);
        assertThat(exits).isEmpty();
    }

    private Connection connection() throws SQLException {
        String url = H2Url.withSettings("jdbc:h2:powercut:" + directory.resolve("db"));
        return new H2Connections(url, "sa", "", lost).getConnection();
    }
}
