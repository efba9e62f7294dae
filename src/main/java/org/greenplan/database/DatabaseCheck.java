package org.greenplan.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Examines the database before the first write, and says what to do about what would fail later. */
final class DatabaseCheck {

    /** The oldest PostgreSQL that the engine is made for. */
    static final int OLDEST_POSTGRES = 14;

    private static final String H2 = "jdbc:h2:";
    private static final String H2_FILE = "jdbc:h2:file:";
    private static final int H2_IN_USE = 90020;

    private static final Map<String, String> NO_CONNECTION = Map.of(
            "28P01",
            "用户名或口令不对：请检查 spring.datasource.username 和环境变量 SPRING_DATASOURCE_PASSWORD"
                    + "（wrong user name or password）",
            "28000",
            "数据库不接受该用户登录：请检查 spring.datasource.username、口令，以及服务器的 pg_hba.conf（the server does not let this user in）",
            "08004",
            "数据库拒绝登录：请检查环境变量 SPRING_DATASOURCE_PASSWORD 是否已设置（the server refuses the login; is the password set?）",
            "3D000",
            "数据库不存在：请在服务器上执行 createdb --owner=用户名 --encoding=UTF8 --template=template0 数据库名"
                    + "（the database does not exist; create it）",
            "42501",
            "该用户无权连接此数据库：请以管理员执行 GRANT CONNECT ON DATABASE 数据库名 TO 用户名（the user may not connect）",
            "53300",
            "数据库的连接已用完：请调大 max_connections，或减少其他程序的连接（too many connections）",
            "57P03",
            "数据库正在启动或停止：请稍后再启动本系统（the database is starting or stopping）");

    private DatabaseCheck() {}

    /** @throws Refused with what to do, when the application could not work with this database */
    static void examine(String url, @Nullable String user, @Nullable String password, Properties driver) {
        if (PostgresTimeouts.isPostgres(url)) {
            examinePostgres(url, login(user, password, driver));
        } else if (url.startsWith(H2_FILE)) {
            examineH2(url, login(user, password, driver));
        }
    }

    /** A connection beside the pool's, that does not wait for long; where the pool has one of its own kind, that. */
    static Connection connect(HikariDataSource pool) throws SQLException {
        if (pool.getDataSource() != null) {
            return pool.getDataSource().getConnection();
        }
        Properties login = login(pool.getUsername(), pool.getPassword(), pool.getDataSourceProperties());
        if (PostgresTimeouts.isPostgres(pool.getJdbcUrl())) {
            login.putAll(PostgresTimeouts.HASTY);
        }
        return DriverManager.getConnection(pool.getJdbcUrl(), login);
    }

    /**
     * H2 takes the first password that it gets for a new file, and an empty one too.
     *
     * @throws Refused with what to do
     */
    static void refuseWithoutPassword(String url, @Nullable String password) {
        if (url.startsWith(H2) && (password == null || password.isEmpty())) {
            throw new Refused(
                    "生产环境的 H2 数据库没有口令：请设置环境变量 SPRING_DATASOURCE_PASSWORD 后再启动；已经用空口令建立的数据文件，"
                            + "先用 ALTER USER GREENPLAN SET PASSWORD 设置口令，做法见 docs/operating.md"
                            + "（the H2 database has no password; set one before the first start）",
                    null);
        }
    }

    private static Properties login(@Nullable String user, @Nullable String password, Properties driver) {
        Properties all = new Properties();
        all.putAll(driver);
        if (user != null) {
            all.putIfAbsent("user", user);
        }
        if (password != null) {
            all.putIfAbsent("password", password);
        }
        return all;
    }

    private static void examinePostgres(String url, Properties login) {
        try (Connection connection = DriverManager.getConnection(url, login);
                Statement statement = connection.createStatement()) {
            Answers is = new Answers(statement, String.valueOf(login.get("user")));
            is.refuseIf(
                    "current_setting('server_version_num')::int < %d".formatted(OLDEST_POSTGRES * 10_000),
                    "PostgreSQL 版本太旧：至少需要 %1$d（PostgreSQL %1$d or newer is needed）".formatted(OLDEST_POSTGRES));
            is.refuseIf(
                    "current_setting('server_encoding') <> 'UTF8'",
                    "数据库的编码不是 UTF8：请重建，createdb --owner=%s --encoding=UTF8 --template=template0 数据库名"
                            + "（the database must be encoded in UTF8; create it anew）");
            is.refuseIf(
                    "current_setting('transaction_read_only') = 'on'",
                    "数据库只读（可能是备机）：请改连主库（the database is read-only, perhaps a standby）");
            is.refuseIf(
                    "current_schema() is null",
                    "连接地址中的模式（currentSchema）不存在，或用户 %s 无权使用：请先建立模式并授权"
                            + "（the schema does not exist, or the user may not use it）");
            is.refuseIf(
                    "not (has_schema_privilege(current_schema(), 'USAGE')"
                            + " and has_schema_privilege(current_schema(), 'CREATE'))",
                    "用户 %s 无权在模式中建表：请以管理员在该数据库中执行 ALTER SCHEMA \"模式名\" OWNER TO \"%1$s\"，"
                            + "模式名默认为 public（the user may not create tables in its schema）");
            is.refuseIf(
                    "exists (select 1 from pg_class where relnamespace = current_schema()::regnamespace"
                            + " and relkind = 'r' and relname in ('flyway_schema_history', 'act_ru_job')"
                            + " and not pg_has_role(relowner, 'USAGE'))",
                    "库中的表属于另一个用户，%s 不能升级它们：请以表的属主连接，或以管理员执行 REASSIGN OWNED BY \"原用户\" TO \"%1$s\""
                            + "（the tables belong to another user）");
        } catch (SQLException e) {
            String known = NO_CONNECTION.get(String.valueOf(e.getSQLState()));
            throw new Refused(
                    known != null
                            ? known
                            : "连不上数据库：请检查 spring.datasource.url 中的主机和端口，数据库是否已启动（the database cannot be reached）",
                    e);
        }
    }

    /** What a database says of itself. */
    private record Answers(Statement statement, String user) {

        void refuseIf(String condition, String sentence) throws SQLException {
            try (ResultSet answer = statement.executeQuery("select " + condition)) {
                if (answer.next() && answer.getBoolean(1)) {
                    throw new Refused(sentence.formatted(user), null);
                }
            }
        }
    }

    private static void examineH2(String url, Properties login) {
        String path = url.substring(H2_FILE.length()).split(";", 2)[0];
        Path file = Path.of(path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path)
                .toAbsolutePath();
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)) {
                if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                    throw new Refused(
                            "数据文件夹不能写入：%s。请让运行本系统的用户拥有它，或在 spring.datasource.url 中另选一处（the folder of the database cannot be written to）"
                                    .formatted(folder),
                            null);
                }
                break;
            }
        }
        Path data = file.resolveSibling(file.getFileName() + ".mv.db");
        if (!Files.exists(data)) {
            return;
        }
        if (!Files.isWritable(data)) {
            throw new Refused(
                    "数据文件不能写入：%s。请让运行本系统的用户拥有它（the file of the database cannot be written to）".formatted(data), null);
        }
        try (Connection opened = DriverManager.getConnection(url, login)) {
            opened.getMetaData();
        } catch (SQLException e) {
            if (e.getErrorCode() == H2_IN_USE) {
                throw new Refused(
                        "数据文件正被另一个进程使用：%s。本系统可能已在运行，请先停止它（the database is in use by another process）".formatted(data),
                        e);
            }
            if (String.valueOf(e.getSQLState()).startsWith("28")) {
                throw new Refused(
                        "数据文件的用户名或口令不对：%s。请使用建立它时的 spring.datasource.username 和口令（wrong user name or password）"
                                .formatted(data),
                        e);
            }
            throw new Refused(
                    "数据文件打不开：%s。请从备份恢复（the file of the database cannot be opened: %s）".formatted(data, e.getMessage()),
                    e);
        }
    }

    /** Why the application does not start. */
    static final class Refused extends RuntimeException {

        Refused(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** Says it without a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<Refused> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, Refused refused) {
            Throwable cause = refused.getCause();
            return new FailureAnalysis(
                    "数据库不可用，系统没有启动，没有写入任何内容。" + (cause == null ? "" : System.lineSeparator() + cause.getMessage()),
                    refused.getMessage(),
                    refused);
        }
    }
}
