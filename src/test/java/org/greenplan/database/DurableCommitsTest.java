package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk that keeps only what it was told to keep. */
class DurableCommitsTest {

    @TempDir
    Path directory;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        PowerCut.insertDisk();
        String url = H2Url.withSettings("jdbc:h2:powercut:" + directory.resolve("db"));
        connection = new H2Connections(url, "sa", "", new StoreLost(code -> {}, Duration.ZERO)).getConnection();
        execute("create table letter (id int primary key)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void autocommittedInsert_isOnTheDiskWhenItIsAnswered() throws Exception {
        execute("insert into letter values (1)");

        assertThat(afterPowerCut()).isEqualTo(1);
    }

    @Test
    void committedInserts_areOnTheDiskWhenTheCommitIsAnswered() throws Exception {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into letter values (?)")) {
            for (int id = 1; id <= 3; id++) {
                insert.setInt(1, id);
                insert.execute();
            }
        }
        connection.commit();

        assertThat(afterPowerCut()).isEqualTo(3);
    }

    @Test
    void whatABatchWroteBeforeItFailed_isOnTheDiskAfterTheCommit() throws Exception {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into letter values (?)")) {
            for (int id : new int[] {1, 2, 2}) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
        }
        connection.commit();

        assertThat(afterPowerCut()).isEqualTo(2);
    }

    @Test
    void backToAutocommit_commitsToTheDisk() throws Exception {
        connection.setAutoCommit(false);
        execute("insert into letter values (1)");
        connection.setAutoCommit(true);

        assertThat(afterPowerCut()).isEqualTo(1);
    }

    @Test
    void whoOnlyReads_doesNotWaitForTheDisk() throws Exception {
        connection.setAutoCommit(false);
        long before = PowerCut.forces();
        try (PreparedStatement query = connection.prepareStatement("select id from letter")) {
            query.executeQuery().close();
            assertThat(query.execute()).isTrue();
        }
        connection.commit();
        execute("insert into letter values (1)");
        connection.rollback();
        connection.commit();
        connection.setAutoCommit(true);

        assertThat(PowerCut.forces()).isEqualTo(before);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many letters are on the platter alone. */
    private int afterPowerCut() throws Exception {
        PowerCut.cut(directory.resolve("left.mv.db"));
        try (Connection left = DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("left"), "sa", "");
                Statement statement = left.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from letter")) {
            count.next();
            return count.getInt(1);
        }
    }
}
