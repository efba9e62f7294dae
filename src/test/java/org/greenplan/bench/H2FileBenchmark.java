package org.greenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.GreenplanApplication;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.mail.Letter;
import org.greenplan.mail.MailRoom;
import org.greenplan.mail.Outbox;
import org.greenplan.trouble.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How large H2's file becomes while the application runs: 200 measures from their start to 已办结, one task after another, then
 * 1,000 letters, then 60 MB of evidence. Live is what remains after SHUTDOWN DEFRAG, which compresses too.
 */
class H2FileBenchmark {

    private static final int CYCLES = 200;
    private static final int LETTERS = 1000;
    private static final int FILES = 30;
    private static final int MEGABYTE = 1024 * 1024;
    private static final int FILE = 2 * MEGABYTE;

    private static final String MEASURE = "2026-09-01";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");
    private static final Map<String, Map<String, Object>> INPUTS = Map.of(
            "userTask_assignMeasure",
            Map.of("confirmed", "true"),
            "userTask_fillReport",
            Map.of("state", "on_track", "narrative", "按计划推进，本期任务均已安排。"),
            "userTask_approveReport",
            APPROVE,
            "userTask_reviewMeasure",
            Map.of("decision", "close", "opinion", "年度目标已达到，同意办结。"),
            "userTask_approveClosing",
            APPROVE);

    @TempDir
    Path directory;

    private long most;

    @Test
    void fileThroughAYear() throws Exception {
        ClockUtil.setCurrentTime(Date.from(
                DAY.atTime(9, 0).atZone(ZoneId.of(GreenplanApplication.ZONE)).toInstant()));
        try (ServletWebServerApplicationContext application =
                (ServletWebServerApplicationContext) SpringApplication.run(
                        GreenplanApplication.class, Databases.in(directory).get("H2"))) {
            new Clerks(application).runJobs();
            said("started, plan launched");
            cycles(application);
            letters(application);
            evidence(application);
        } finally {
            ClockUtil.reset();
        }
        said("stopped");
        try (Connection database =
                        DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("bench"), "greenplan", "");
                Statement sql = database.createStatement()) {
            sql.execute("shutdown defrag");
        }
        said("live");
    }

    private void cycles(ServletWebServerApplicationContext application) throws Exception {
        RuntimeService runtime = application.getBean(RuntimeService.class);
        TaskService tasks = application.getBean(TaskService.class);
        JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
        Clerks clerks = new Clerks(application);
        ProcessInstance launched = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(MEASURE, "measure-cycle")
                .singleResult();
        Map<String, Object> variables = runtime.getVariables(launched.getId());
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            String key = copied(jdbc, cycle);
            variables.put("measureKey", key);
            runtime.startProcessInstanceByKey("measure-cycle", key, variables);
            clerks.runJobs();
            List<Task> open = open(tasks, key);
            while (!open.isEmpty()) {
                open.forEach(task -> clerks.complete(task, INPUTS.get(task.getTaskDefinitionKey())));
                clerks.runJobs();
                open = open(tasks, key);
            }
            assertThat(jdbc.queryForObject("select status from measure where measure_key = ?", String.class, key))
                    .isEqualTo("closed");
            most = Math.max(most, size());
            if (cycle % 25 == 0) {
                said(cycle + " cycles");
            }
        }
    }

    /** The measure as it was launched, once more. */
    private static String copied(JdbcTemplate jdbc, int number) {
        String key = "2026-09-%03d".formatted(100 + number);
        jdbc.update(
                """
                insert into measure (measure_key, plan_year, task_no, ordinal, position, text, deadline_text, deadline,
                    deadline_basis, ongoing, raw_cells, needs_confirmation, cadence, status, launched_at)
                select ?, plan_year, task_no, ?, ?, text, deadline_text, deadline, deadline_basis, ongoing, raw_cells,
                    needs_confirmation, cadence, status, launched_at from measure where measure_key = ?""",
                key,
                100 + number,
                100 + number,
                MEASURE);
        jdbc.update(
                """
                insert into measure_role (measure_key, role, position, name, unit_code, collective_code, basis)
                select ?, role, position, name, unit_code, collective_code, basis from measure_role
                where measure_key = ?""",
                key,
                MEASURE);
        jdbc.update(
                """
                insert into measure_unit (measure_key, role, unit_code, position, participation)
                select ?, role, unit_code, position, participation from measure_unit where measure_key = ?""",
                key,
                MEASURE);
        return key;
    }

    private static List<Task> open(TaskService tasks, String key) {
        return tasks.createTaskQuery()
                .processVariableValueEquals("measureKey", key)
                .list();
    }

    private void letters(ServletWebServerApplicationContext application) throws Exception {
        Outbox outbox = application.getBean(Outbox.class);
        Person clerk = application.getBean(People.class).find("water1").orElseThrow();
        for (int number = 0; number < LETTERS; number++) {
            outbox.put(new Letter(
                    "bench/" + number,
                    Letter.Kind.DIGEST,
                    clerk,
                    "今日提醒",
                    "第%d封：填报进展将于今日到期。".formatted(number).repeat(40),
                    "<p>第%d封：填报进展将于今日到期。</p>".formatted(number).repeat(80)));
            most = Math.max(most, size());
        }
        application.getBean(MailRoom.class).deliver();
        assertThat(application
                        .getBean(JdbcTemplate.class)
                        .queryForObject("select count(*) from mail where state = 'waiting'", Integer.class))
                .isZero();
        said(LETTERS + " letters");
    }

    private void evidence(ServletWebServerApplicationContext application) throws Exception {
        TaskService tasks = application.getBean(TaskService.class);
        Clerks clerks = new Clerks(application);
        open(tasks, MEASURE).forEach(task -> clerks.complete(task, INPUTS.get(task.getTaskDefinitionKey())));
        clerks.runJobs();
        Long round = application
                .getBean(JdbcTemplate.class)
                .queryForObject("select max(id) from round where measure_key = ?", Long.class, MEASURE);
        Client client = new Client(application.getWebServer().getPort());
        String login = Base64.getEncoder().encodeToString("water1:greenplan".getBytes(StandardCharsets.US_ASCII));
        HttpClient browser = HttpClient.newHttpClient();
        Random random = new Random(20260701);
        for (int number = 0; number < FILES; number++) {
            byte[] file = new byte[FILE];
            random.nextBytes(file);
            byte[] head = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(head, 0, file, 0, head.length);
            HttpResponse<String> answer = browser.send(
                    HttpRequest.newBuilder(client.uri("/api/files?kind=evidence&owner=%s/%d&unit=water&name=%d.pdf"
                                    .formatted(MEASURE, round, number)))
                            .header("Authorization", "Basic " + login)
                            .header("Content-Type", "application/octet-stream")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            most = Math.max(most, size());
        }
        said(FILES * (FILE / MEGABYTE) + " MB of evidence");
    }

    private void said(String when) throws Exception {
        System.out.printf("%s: %.1f MB, at most %.1f MB%n", when, size() / 1e6, most / 1e6);
        most = 0;
    }

    private long size() throws Exception {
        return Files.size(directory.resolve("bench.mv.db"));
    }
}
