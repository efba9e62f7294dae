package org.greenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.greenplan.GreenplanApplication;
import org.greenplan.calendar.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The process deadline-reminder from its start to the last letter in the outbox, for 2,000 people, on H2 and, where
 * {@code GREENPLAN_TEST_PG_URL} names one, on an empty PostgreSQL database. Every task is due for a reminder. The profile
 * gives it a heap of 512 MB, H2's own cache included.
 */
class SweepBenchmark {

    private static final int PEOPLE = 2000;
    private static final int UNITS = 400;
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @TempDir
    Path directory;

    @Test
    void sweepOverManyOpenTasks() {
        List<String> table = new ArrayList<>();
        table.add("| database | open tasks | lines | mails | collect | write | together |");
        table.add("|---|---|---|---|---|---|---|");
        Databases.in(directory).forEach((database, arguments) -> measure(database, arguments, table));
        System.out.println(String.join(System.lineSeparator(), table));
    }

    private void measure(String database, String[] arguments, List<String> table) {
        ClockUtil.setCurrentTime(
                Date.from(DAY.minusDays(1).atTime(9, 0).atZone(zone()).toInstant()));
        try (ConfigurableApplicationContext application =
                SpringApplication.run(GreenplanApplication.class, arguments)) {
            JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
            WorkingDays workingDays = application.getBean(WorkingDays.class);
            OpenTasksInBulk bulk = new OpenTasksInBulk(jdbc);
            bulk.people(PEOPLE);
            ClockUtil.setCurrentTime(Date.from(DAY.atTime(8, 30).atZone(zone()).toInstant()));
            for (int size : SIZES) {
                bulk.clear();
                jdbc.update(
                        "insert into reminder_sweep (sweep_day, started_at) values (?, ?)",
                        DAY.minusDays(1),
                        new java.sql.Timestamp(ClockUtil.getCurrentTime().getTime() - 86_400_000));
                bulk.tasks(size, UNITS, DAY, workingDays.plus(DAY, 5), LocalDate.of(2026, 11, 16));
                table.add(sweep(application, jdbc, database));
            }
        } finally {
            ClockUtil.reset();
        }
    }

    private static String sweep(ConfigurableApplicationContext application, JdbcTemplate jdbc, String database) {
        ProcessInstance run = application.getBean(RuntimeService.class).startProcessInstanceByKey("deadline-reminder");
        long collect = step(application, run);
        long write = 0;
        long took = step(application, run);
        while (took >= 0) {
            write += took;
            took = step(application, run);
        }
        Integer tasks =
                jdbc.queryForObject("select open_tasks from reminder_sweep where sweep_day = ?", Integer.class, DAY);
        Integer lines = jdbc.queryForObject("select count(*) from reminder_line", Integer.class);
        Integer mails = jdbc.queryForObject("select count(*) from mail", Integer.class);
        assertThat(mails).isGreaterThan(PEOPLE / 2);
        assertThat(jdbc.queryForObject("select count(*) from reminder_recipient where mail_id is null", Integer.class))
                .isZero();
        return "| %s | %,d | %,d | %,d | %.1f s | %.1f s | %.1f s |"
                .formatted(database, tasks, lines, mails, collect / 1e9, write / 1e9, (collect + write) / 1e9);
    }

    /** Nanoseconds of the run's next job; negative when there is none. */
    private static long step(ConfigurableApplicationContext application, ProcessInstance run) {
        ManagementService management = application.getBean(ManagementService.class);
        Job next = management.createJobQuery().processInstanceId(run.getId()).singleResult();
        if (next == null) {
            return -1;
        }
        long start = System.nanoTime();
        management.executeJob(next.getId());
        return System.nanoTime() - start;
    }

    private static ZoneId zone() {
        return ZoneId.of(GreenplanApplication.ZONE);
    }
}
