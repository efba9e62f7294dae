package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.UUID;
import org.greenplan.TestMachine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a database that the application could not work with, before anything is written. */
class DatabaseCheckTest {

    private static String refusal(String url, String user, String password) {
        DatabaseCheck.Refused refused = catchThrowableOfType(
                DatabaseCheck.Refused.class, () -> DatabaseCheck.examine(url, user, password, new Properties()));
        assertThat(refused).as("nothing was found wrong with %s", url).isNotNull();
        return String.valueOf(refused.getMessage());
    }

    @Nested
    class Postgres {

        private final TestMachine.Postgres server = TestMachine.requireOrSkip(
                TestMachine.postgres(), "PostgreSQL", "the examination of a PostgreSQL before the first write");
        private final String name =
                "check" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        private final Deque<String> undo = new ArrayDeque<>();

        @AfterEach
        void undo() throws SQLException {
            while (!undo.isEmpty()) {
                sql(undo.pop());
            }
        }

        private void sql(String statement) throws SQLException {
            try (Connection database = DriverManager.getConnection(server.url(), server.user(), server.password());
                    Statement sql = database.createStatement()) {
                sql.execute(statement);
            }
        }

        private void create(String kind, String rest) throws SQLException {
            sql("create " + kind + " " + name + " " + rest);
            undo.push("drop " + kind + " " + name + (kind.equals("schema") ? " cascade" : ""));
        }

        private void createUser() throws SQLException {
            create("role", "login password 'known'");
        }

        private String schemaUrl() {
            return server.url() + (server.url().contains("?") ? "&" : "?") + "currentSchema=" + name;
        }

        @Test
        void ownSchema_isEnough() throws SQLException {
            createUser();
            create("schema", "authorization " + name);
            assertThatCode(() -> DatabaseCheck.examine(schemaUrl(), name, "known", new Properties()))
                    .doesNotThrowAnyException();
        }

        @Test
        @DisplayName("用户无权建表：说明由谁执行哪一句")
        void userThatMayNotCreateTables_isToldWhatTheAdministratorDoes() throws SQLException {
            createUser();
            create("schema", "");
            sql("grant usage on schema " + name + " to " + name);
            assertThat(refusal(schemaUrl(), name, "known")).contains(name + " 无权在模式中建表", "ALTER SCHEMA");
        }

        @Test
        void schemaThatIsMissingOrClosed_isNamed() throws SQLException {
            createUser();
            assertThat(refusal(schemaUrl(), name, "known")).contains("currentSchema");
            create("schema", "");
            assertThat(refusal(schemaUrl(), name, "known")).contains("currentSchema");
        }

        @Test
        void tablesOfSomebodyElse_areNamed() throws SQLException {
            createUser();
            create("schema", "authorization " + name);
            sql("create table " + name + ".flyway_schema_history (installed_rank int)");
            assertThat(refusal(schemaUrl(), name, "known")).contains("属于另一个用户", "REASSIGN OWNED");
        }

        @Test
        void wrongOrMissingPassword_isNamed() throws SQLException {
            createUser();
            assertThat(refusal(server.url(), name, "guessed")).contains("SPRING_DATASOURCE_PASSWORD");
            assertThat(refusal(server.url(), name, "")).contains("SPRING_DATASOURCE_PASSWORD");
        }

        @Test
        void missingDatabase_isToldHowToCreateIt() {
            assertThat(refusal(other(name), server.user(), server.password())).contains("数据库不存在", "createdb");
        }

        @Test
        void otherEncodingThanUtf8_isRefused() throws SQLException {
            create("database", "encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
            assertThat(refusal(other(name), server.user(), server.password())).contains("不是 UTF8");
        }

        @Test
        void readOnlyDatabase_isRefused() {
            String url = server.url() + (server.url().contains("?") ? "&" : "?")
                    + "options=-c%20default_transaction_read_only=on";
            assertThat(refusal(url, server.user(), server.password())).contains("只读");
        }

        @Test
        void nobodyAtTheAddress_isSaid() {
            assertThat(refusal("jdbc:postgresql://127.0.0.1:1/greenplan", "greenplan", ""))
                    .contains("连不上数据库");
        }

        private String other(String database) {
            return server.url().replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1");
        }
    }

    @Nested
    class H2 {

        @TempDir
        Path folder;

        private String url(Path file) {
            return "jdbc:h2:file:" + file;
        }

        @Test
        void folderThatCannotBeWritten_isNamed() throws Exception {
            Path file = Files.createFile(folder.resolve("data"));
            assertThat(refusal(url(file.resolve("greenplan")), "greenplan", "")).contains("不能写入", file.toString());
        }

        @Test
        void nothingThereYet_staysSo() {
            DatabaseCheck.examine(url(folder.resolve("data/greenplan")), "greenplan", "", new Properties());
            assertThat(folder.resolve("data")).doesNotExist();
        }

        @Test
        void anotherProcessUsesIt_isSaid() throws Exception {
            Path data = existing();
            try (FileChannel other = FileChannel.open(data, StandardOpenOption.WRITE)) {
                other.lock();
                assertThat(refusal(url(folder.resolve("greenplan")), "greenplan", ""))
                        .contains("正被另一个进程使用");
            }
        }

        @Test
        void otherUserOrPassword_isSaid() throws Exception {
            existing();
            assertThat(refusal(url(folder.resolve("greenplan")), "greenplan", "other"))
                    .contains("用户名或口令不对");
            DatabaseCheck.examine(url(folder.resolve("greenplan")), "greenplan", "", new Properties());
        }

        @Test
        void emptyPasswordInProduction_isRefused() {
            String url = url(folder.resolve("greenplan"));
            for (String none : new String[] {null, ""}) {
                assertThat(catchThrowableOfType(
                                DatabaseCheck.Refused.class, () -> DatabaseCheck.refuseWithoutPassword(url, none)))
                        .hasMessageContaining("SPRING_DATASOURCE_PASSWORD");
            }
            DatabaseCheck.refuseWithoutPassword(url, "known");
            DatabaseCheck.refuseWithoutPassword("jdbc:postgresql://127.0.0.1/greenplan", null);
        }

        private Path existing() throws SQLException {
            DriverManager.getConnection(url(folder.resolve("greenplan")), "greenplan", "")
                    .close();
            return folder.resolve("greenplan.mv.db");
        }
    }
}
