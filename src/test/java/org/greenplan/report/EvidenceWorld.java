package org.greenplan.report;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.greenplan.audit.Audit;
import org.greenplan.database.DiskSpace;
import org.greenplan.database.StorageSettings;
import org.greenplan.database.TestDisk;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.file.FileRoom;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.Timeline;
import org.greenplan.task.Authors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Just enough of the application for evidence: its tables and beans, one measure, five people. H2 in memory; another
 * database by the system property {@code evidence.test.url} (with user and password in it).
 */
@TestConfiguration(proxyBeanMethods = false)
@EnableTransactionManagement(proxyTargetClass = true)
@Import({
    Audit.class,
    EvidenceStore.class,
    FileRoom.class,
    EvidenceKind.class,
    MeasureRights.class,
    Timeline.class,
    Authors.class
})
class EvidenceWorld {

    static final String MEASURE = "2026-07-02";
    static final Instant NOW = Instant.parse("2026-03-20T02:00:00Z");

    /** Coordinates. */
    static final String WATER_CLERK = "water1";

    static final String WATER_LEADER = "waterleader";

    /** Assists. */
    static final String TOWN_CLERK = "town1";

    /** Has nothing to do with it. */
    static final String OTHER_CLERK = "other1";

    static final String PLAN_OFFICE = "planoffice";

    @Bean
    DataSource dataSource() {
        String url = System.getProperty(
                "evidence.test.url", "jdbc:h2:mem:evidence" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        DataSource dataSource = new DriverManagerDataSource(url);
        for (String migration : List.of(
                "V2__greenplan",
                "V3__attach_stamped_scans",
                "V4__record_opened_reports",
                "V6__submit_to_the_platform",
                "V7__collect_what_is_submitted",
                "V8__count_what_files_take",
                "V11__keep_an_audit",
                "V12__remember_who_worked_on_what",
                "V18__keep_files_in_one_place")) {
            run("migration/" + migration, dataSource);
        }
        run((url.startsWith("jdbc:h2") ? "h2" : "postgresql") + "/V19__drop_what_files_lay_in", dataSource);
        JdbcClient jdbc = JdbcClient.create(dataSource);
        for (String sql : List.of(
                "insert into unit (code, name, kind, position) values ('water', '区水务局', 'department', 1)",
                "insert into unit (code, name, kind, position) values ('town', '琉璃庙镇', 'town', 2)",
                "insert into unit (code, name, kind, position) values ('other', '区教委', 'department', 3)",
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
                "insert into measure_unit values ('2026-07-02', 'lead', 'water', 1, 'coordinate', null)",
                "insert into measure_unit values ('2026-07-02', 'assisting', 'town', 1, 'confirm', null)")) {
            jdbc.sql(sql).update();
        }
        return dataSource;
    }

    static void run(String migration, DataSource dataSource) {
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new FileSystemResource("src/main/resources/db/" + migration + ".sql")),
                dataSource);
    }

    @Bean
    StorageSettings storageSettings() {
        return TestDisk.settings();
    }

    @Bean
    DiskSpace diskSpace(StorageSettings settings) {
        return TestDisk.space(settings);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneId.of("Asia/Shanghai"));
    }

    @Bean
    People people() {
        return new Directory(
                Map.of(
                        WATER_CLERK, Set.of("water"),
                        TOWN_CLERK, Set.of("town"),
                        OTHER_CLERK, Set.of("other"),
                        PLAN_OFFICE, Set.of(People.PLAN_OFFICE)),
                Map.of(WATER_LEADER, Set.of("water")));
    }

    /** The one round that there is. */
    @Bean
    ReportRounds rounds(JdbcClient jdbc) {
        return new ReportRounds() {

            @Override
            public boolean isOf(String measureKey, long roundId) {
                return measureKey.equals(MEASURE)
                        && roundId
                                == jdbc.sql("select id from round")
                                        .query(Long.class)
                                        .single();
            }

            @Override
            public void readAhead(Collection<Long> roundIds) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Request request(long roundId, String unitCode) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void handedIn(long roundId, String unitCode) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String contribution(String measureKey, String unitCode) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** A directory that is written down here. */
    private record Directory(Map<String, Set<String>> clerkOf, Map<String, Set<String>> supervisorOf)
            implements People {

        @Override
        public Optional<Person> find(String id) {
            return Optional.of(new Person(id, nameOf(id), ""));
        }

        @Override
        public String nameOf(String id) {
            return "姓名" + id;
        }

        @Override
        public Set<String> clerkOf(String id) {
            return clerkOf.getOrDefault(id, Set.of());
        }

        @Override
        public Set<String> supervisorOf(String id) {
            return supervisorOf.getOrDefault(id, Set.of());
        }

        @Override
        public List<Person> clerks(String unitCode) {
            return List.of();
        }

        @Override
        public List<Person> supervisors(String unitCode) {
            return List.of();
        }

        @Override
        public boolean seesAll(String id) {
            return clerkOf(id).contains(PLAN_OFFICE);
        }

        @Override
        public boolean isAdministrator(String id) {
            return false;
        }
    }
}
