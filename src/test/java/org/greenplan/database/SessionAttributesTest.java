package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.greenplan.GreenplanTest;
import org.greenplan.TestMachine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;

/** Twenty requests of one new session at once, which write the same attribute. */
class SessionAttributesTest extends GreenplanTest {

    private static final int REQUESTS = 20;

    @Autowired
    private JdbcIndexedSessionRepository sessions;

    @Test
    @DisplayName("H2：新会话的20个请求同时写同一个属性，都成功")
    void onH2_allAreKept() throws Exception {
        writtenByAll(sessions);
    }

    @Test
    @DisplayName("PostgreSQL：新会话的20个请求同时写同一个属性，都成功")
    void onPostgres_allAreKept() throws Exception {
        TestMachine.Postgres postgres =
                TestMachine.requireOrSkip(TestMachine.postgres(), "PostgreSQL", "attributes of sessions on PostgreSQL");
        String schema = "session_" + UUID.randomUUID().toString().replace("-", "");
        DriverManagerDataSource server =
                new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password());
        JdbcTemplate jdbc = new JdbcTemplate(server);
        jdbc.execute("create schema " + schema);
        try {
            server.setSchema(schema);
            new ResourceDatabasePopulator(
                            new ClassPathResource("org/springframework/session/jdbc/schema-postgresql.sql"))
                    .execute(server);
            JdbcIndexedSessionRepository onPostgres = new JdbcIndexedSessionRepository(
                    jdbc, new TransactionTemplate(new DataSourceTransactionManager(server)));
            new SessionAttributes(postgres.url()).customize(onPostgres);
            writtenByAll(onPostgres);
        } finally {
            jdbc.execute("drop schema " + schema + " cascade");
        }
    }

    private static <S extends Session> void writtenByAll(SessionRepository<S> sessions) throws Exception {
        S fresh = sessions.createSession();
        sessions.save(fresh);
        CyclicBarrier all = new CyclicBarrier(REQUESTS);
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
        try {
            List<Future<?>> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                String value = "request " + i;
                requests.add(threads.submit(() -> {
                    S seen = sessions.findById(fresh.getId());
                    // none of them sees what another has written
                    all.await(30, TimeUnit.SECONDS);
                    seen.setAttribute("first", value);
                    sessions.save(seen);
                    return null;
                }));
            }
            for (Future<?> request : requests) {
                request.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(sessions.findById(fresh.getId()).<String>getAttribute("first"))
                .startsWith("request ");
        sessions.deleteById(fresh.getId());
    }
}
