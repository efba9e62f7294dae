package org.greenplan.trouble;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.greenplan.TestMachine;

/** An empty schema of its own in the tests' PostgreSQL, gone with the test. */
final class PostgresSchema implements AutoCloseable {

    private final TestMachine.Postgres postgres;
    private final String name;

    private PostgresSchema(TestMachine.Postgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /** @param leftOut what is not tested where there is no PostgreSQL */
    static PostgresSchema create(String leftOut) throws SQLException {
        TestMachine.Postgres postgres = TestMachine.requireOrSkip(TestMachine.postgres(), "PostgreSQL", leftOut);
        String name = "trouble_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        try (Connection database = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement sql = database.createStatement()) {
            sql.execute("create schema " + name);
        }
        return new PostgresSchema(postgres, name);
    }

    TestMachine.Postgres postgres() {
        return postgres;
    }

    /** Where it is, also for those who reach the server by another way. */
    String url(String serverUrl) {
        return serverUrl + (serverUrl.contains("?") ? "&" : "?") + "currentSchema=" + name;
    }

    String url() {
        return url(postgres.url());
    }

    /** A node that works on it. */
    Node.Setup node(Path directory) {
        return node(directory, url());
    }

    Node.Setup node(Path directory, String url) {
        return Node.in(directory)
                .on("2026-11-23T09:00:00")
                .jvm("-Xmx512m")
                .property("spring.datasource.url", url)
                .property("spring.datasource.username", postgres.user())
                .variable("SPRING_DATASOURCE_PASSWORD", postgres.password());
    }

    /** A connection whose statements find the schema's tables. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), postgres.user(), postgres.password());
    }

    long number(String query) throws SQLException {
        try (Connection database = connect();
                Statement sql = database.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection database = connect();
                Statement sql = database.createStatement()) {
            sql.execute("drop schema " + name + " cascade");
        }
    }
}
