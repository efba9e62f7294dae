package org.greenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.directory.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole application with the launched 2026 plan, on H2 in memory, jobs fired by hand. One context serves all tests,
 * so each takes a measure of its own. The clock starts at a Monday in the last quarter.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:greenplan;DB_CLOSE_DELAY=-1",
            "camunda.bpm.job-execution.enabled=false",
            // mails are delivered by hand
            "greenplan.mail.worker=false",
            "greenplan.mail.from=greenplan@huairou.example",
            "spring.mail.host=127.0.0.1",
            "spring.mail.properties.mail.smtp.timeout=2000"
        })
public abstract class GreenplanTest {

    protected static final ZoneId ZONE = ZoneId.of(GreenplanApplication.ZONE);

    /** 2026-11-23 is a Monday: workday, in the plan's last quarter. */
    protected static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    static {
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone(ZONE));
        // the context launches the plan at its start: with this date, on any day that the tests run
        setClock(TODAY.atTime(9, 0));
    }

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.port", MailServer::port);
    }

    private static long recordedUntil;
    private static long signedUntil;

    @Autowired
    protected ProcessEngine engine;

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    protected TaskService tasks;

    @Autowired
    protected ManagementService management;

    @Autowired
    protected HistoryService history;

    @Autowired
    protected IdentityService identity;

    @Autowired
    protected People people;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private HikariDataSource pool;

    /** REST finds an engine by its name, which all applications in a JVM share: here it is that of this test's own. */
    @BeforeEach
    void engineOfThisApplication() {
        ProcessEngines.registerProcessEngine(engine);
    }

    @BeforeEach
    void startOfTheDay() {
        setClock(TODAY.atTime(9, 0));
        identity.clearAuthentication();
        // wrong passwords of a test before, perhaps at a later hour, slow nobody down
        jdbc.sql("delete from login_failure").update();
    }

    /** Whoever keeps a connection takes it from everybody, until nobody has one. */
    @AfterEach
    void noConnectionIsKept() {
        await("connections in use")
                .untilAsserted(() -> assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                        .isZero());
    }

    /** Over all that any test does: whoever acted stands in the record with a unit of their own. */
    @AfterEach
    void everyRecordNamesTheUnitOfWhoActed() {
        List<String> wrong = new ArrayList<>();
        recordedUntil = Math.max(recordedUntil, wrong(wrong, "timeline", "event", "actor", recordedUntil));
        signedUntil = Math.max(signedUntil, wrong(wrong, "signature", "subject", "signer", signedUntil));
        assertThat(wrong)
                .as("acts of a person, in the name of somebody else's unit")
                .isEmpty();
    }

    private long wrong(List<String> wrong, String table, String what, String who, long after) {
        record Act(long id, String what, @Nullable String person, @Nullable String unit) {}
        List<Act> acts = jdbc.sql("select id, %s, %s, unit_code from %s where id > ?".formatted(what, who, table))
                .param(after)
                .query((row, number) ->
                        new Act(row.getLong("id"), row.getString(what), row.getString(who), row.getString("unit_code")))
                .list();
        for (Act act : acts) {
            // who is in no unit any more, because the test has ended, has acted while in one
            if (act.person() != null
                    && !people.unitsOf(act.person()).isEmpty()
                    && !people.unitsOf(act.person()).contains(act.unit())) {
                wrong.add("%s %s of %s for %s".formatted(table, act.what(), act.person(), act.unit()));
            }
        }
        return acts.stream().mapToLong(Act::id).max().orElse(after);
    }

    @AfterEach
    void logOut() {
        identity.clearAuthentication();
        setClock(TODAY.atTime(9, 0));
    }

    protected static void setClock(LocalDateTime time) {
        ClockUtil.setCurrentTime(Date.from(time.atZone(ZONE).toInstant()));
    }

    protected static void passTime(Duration duration) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(duration)));
    }

    /** Runs something as a person, with the rights of the groups that the person is in. */
    protected void as(String user, Runnable work) {
        List<String> groups = identity.createGroupQuery().groupMember(user).list().stream()
                .map(group -> group.getId())
                .toList();
        assertThat(groups).as("groups of %s", user).isNotEmpty();
        identity.setAuthentication(user, groups);
        try {
            work.run();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** The one open task of this kind in the measure, of one unit where several have it. */
    protected Task task(String measureKey, String taskKey, String unit) {
        List<Task> found = openTasks(measureKey, taskKey)
                .filter(task -> unit.equals(tasks.getVariable(task.getId(), "unit")))
                .toList();
        assertThat(found).as("%s of %s in %s", taskKey, unit, measureKey).hasSize(1);
        return found.get(0);
    }

    protected Task task(String measureKey, String taskKey) {
        List<Task> found = openTasks(measureKey, taskKey).toList();
        assertThat(found).as("%s in %s", taskKey, measureKey).hasSize(1);
        return found.get(0);
    }

    protected Stream<Task> openTasks(String measureKey, String taskKey) {
        return tasks
                .createTaskQuery()
                .taskDefinitionKey(taskKey)
                .processVariableValueEquals("measureKey", measureKey)
                .list()
                .stream();
    }

    /** Completes a task as a person, with inputs as a REST client would send them, then runs the jobs that follow. */
    protected void complete(Task task, String user, Map<String, Object> inputs) {
        as(user, () -> tasks.complete(task.getId(), inputs));
        runJobs();
    }

    /** Runs all jobs that are due now: continuations, and timers whose time has come; starts no process. */
    protected void runJobs() {
        for (int i = 0; i < 100; i++) {
            List<Job> due = management.createJobQuery().executable().active().withRetriesLeft().list().stream()
                    .filter(job -> job.getProcessInstanceId() != null)
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            due.forEach(job -> {
                if (management.createJobQuery().jobId(job.getId()).count() == 1) {
                    management.executeJob(job.getId());
                }
            });
        }
        throw new AssertionError("jobs do not come to an end");
    }
}
