package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** A node that is killed in the middle of a job, with the settings as they are: another one goes on with the measure. */
class TakeOverTest {

    private static final String MEASURE = "2026-09-01";
    private static final Duration TAKE_OVER = Duration.ofSeconds(60);
    private static final String JOBS = "select count(*) from act_ru_job where type_ = 'message'";

    /** Who waits for this connection, not for one of another test on the same server. */
    private static final String WAITING =
            "select count(*) from pg_stat_activity where %s = any (pg_blocking_pids(pid))";

    @TempDir
    Path directory;

    @Test
    @DisplayName("节点在后续步骤执行中断电：另一节点一分钟内接手，措施只前进一次")
    void nodeKilledAmidAJob_anotherOneTakesOver() throws Exception {
        try (PostgresSchema schema = PostgresSchema.create("a node killed in the middle of a job");
                Connection database = schema.connect();
                Statement sql = database.createStatement();
                Node a = schema.node(directory).property("greenplan.node", "a").launch();
                Node b = schema.node(directory).property("greenplan.node", "b").launch()) {
            a.awaitLaunched();
            b.awaitLaunched();
            sql.execute("update act_ru_jobdef set suspension_state_ = 2 where job_type_ = 'async-continuation'");
            Work work = new Work(a.client());
            work.doIt(work.await1(MEASURE, "assignMeasure", "ecology"));
            work.reportAll(MEASURE);
            assertThat(schema.number(JOBS))
                    .as("continuations, one of each unit")
                    .isEqualTo(3);
            String dead = killInTheMiddle(Map.of("a", a, "b", b), schema, database, sql);

            Work other = new Work((dead.equals("a") ? b : a).client());
            await().atMost(TAKE_OVER)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> !other.open(MEASURE, "reviewMeasure").isEmpty());
            assertThat(schema.number(JOBS)).isZero();
            assertThat(other.open(MEASURE)).hasSize(1);
            assertThat(schema.number("select count(*) from act_ru_incident")).isZero();
            other.toClosed(MEASURE);
        }
    }

    /** Whoever continues finds the measure's rows locked and waits, until it is dead. */
    private static String killInTheMiddle(
            Map<String, Node> nodes, PostgresSchema schema, Connection database, Statement sql) throws Exception {
        database.setAutoCommit(false);
        sql.execute(
                """
                select id_ from act_ru_execution where proc_inst_id_ in
                (select id_ from act_ru_execution where business_key_ = '%s') for update"""
                        .formatted(MEASURE));
        try (Connection other = schema.connect();
                Statement go = other.createStatement()) {
            go.execute("update act_ru_job set suspension_state_ = 1 where type_ = 'message'");
        }
        String waiting = WAITING.formatted(database.unwrap(PGConnection.class).getBackendPID());
        await().atMost(Duration.ofSeconds(15))
                .until(() -> schema.number(JOBS + " and lock_owner_ in ('a', 'b')") == 3 && schema.number(waiting) > 0);
        String owner = owner(schema);
        nodes.get(owner).kill();
        database.rollback();
        return owner;
    }

    private static String owner(PostgresSchema schema) throws Exception {
        try (Connection database = schema.connect();
                Statement sql = database.createStatement();
                ResultSet row =
                        sql.executeQuery("select distinct lock_owner_ from act_ru_job where type_ = 'message'")) {
            row.next();
            return row.getString(1);
        }
    }
}
