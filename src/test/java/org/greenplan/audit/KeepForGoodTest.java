package org.greenplan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.greenplan.AuditLines;
import org.greenplan.DemoPeople;
import org.greenplan.TestMachine;
import org.greenplan.TestMachine.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On PostgreSQL the database itself keeps the audit, from the migrations on. */
class KeepForGoodTest {

    private final String schema = "audit_" + UUID.randomUUID().toString().substring(0, 8);
    private JdbcClient server;
    private JdbcClient jdbc;

    @BeforeEach
    void migrate() {
        Postgres postgres = TestMachine.requireOrSkip(
                TestMachine.postgres(), "PostgreSQL", "that PostgreSQL keeps the audit from being changed");
        server = JdbcClient.create(new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password()));
        server.sql("create schema " + schema).update();
        String url = postgres.url() + (postgres.url().contains("?") ? "&" : "?") + "currentSchema=" + schema;
        DriverManagerDataSource database = new DriverManagerDataSource(url, postgres.user(), postgres.password());
        Flyway.configure()
                .dataSource(database)
                .defaultSchema(schema)
                .javaMigrations(new KeepForGood())
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
    }

    @AfterEach
    void drop() {
        if (server != null) {
            server.sql("drop schema " + schema + " cascade").update();
        }
    }

    @Test
    @DisplayName("PostgreSQL：审计表只能增加，改、删、清空都被数据库拒绝")
    void onlyAdditions_areTaken() {
        AuditLines lines = AuditLines.from(jdbc);
        new Audit(jdbc, new DemoPeople(), Clock.systemUTC())
                .recordByItself(AuditEvent.EXPORT, "water1", "本期报送.xlsx", "water");

        for (String change : List.of(
                "update audit_entry set person = 'nobody'",
                "delete from audit_entry",
                "delete from audit_entry where 1 = 0",
                "truncate audit_entry",
                "insert into audit_entry (id, recorded_at, event, person, person_name, address, subject, detail)"
                        + " overriding system value select id, recorded_at, event, 'nobody', '', '', '', ''"
                        + " from audit_entry on conflict (id) do update set person = 'nobody'")) {
            assertThatThrownBy(() -> jdbc.sql(change).update())
                    .as(change)
                    .hasMessageContaining("audit_entry is added to and never changed");
        }

        assertThat(lines.all()).containsExactly("EXPORT|water1||本期报送.xlsx|water");
        AuditFilter all = AuditFilter.of("EXPORT", "WATER1", "2020-01-01", "2099-01-01");
        assertThat(new AuditStore(jdbc).find(all, 10, 0)).singleElement().satisfies(line -> {
            assertThat(line.subject()).isEqualTo("本期报送.xlsx");
            assertThat(line.personName()).isEqualTo(new DemoPeople().nameOf("water1"));
        });
    }
}
