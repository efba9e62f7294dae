package org.greenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.greenplan.GreenplanApplication;
import org.greenplan.trouble.Client;
import org.greenplan.trouble.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A full reporting day: all 72 measures assigned, 300 reports open, and 200 people who open one table after another, all
 * beginning at one moment, each going on as soon as a page is there. On H2 and, where {@code GREENPLAN_TEST_PG_URL} names
 * one, on an empty PostgreSQL database. The people's browsers share the application's machine and JVM.
 */
class ReportingDayBenchmark {

    private static final int PEOPLE = 200;
    private static final int REPORTS = 300;
    private static final int WARM_UP = 4;
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final List<String> TABLES = List.of(
            "/tables/report", "/tables/sign", "/tables/confirm", "/tables/review", "/tables/assign", "/tables/sheets");
    private static final long GOAL_MILLIS = 3000;

    private record Answer(String path, int status, long millis) {}

    private final Map<String, Long> slowest = new TreeMap<>();

    @TempDir
    Path directory;

    @Test
    void everyTableForEverybodyAtOnce() throws Exception {
        List<String> report = new ArrayList<>();
        report.add("| database | page | median | 95 % | longest |");
        report.add("|---|---|---|---|---|");
        for (Map.Entry<String, String[]> database : Databases.in(directory).entrySet()) {
            measure(database.getKey(), database.getValue(), report);
        }
        System.out.println(String.join(System.lineSeparator(), report));
        assertThat(slowest).as("95th percentile, ms").allSatisfy((database, millis) -> assertThat(millis)
                .isLessThan(GOAL_MILLIS));
    }

    private void measure(String database, String[] arguments, List<String> report) throws Exception {
        ClockUtil.setCurrentTime(Date.from(
                DAY.atTime(9, 0).atZone(ZoneId.of(GreenplanApplication.ZONE)).toInstant()));
        try (ServletWebServerApplicationContext application =
                (ServletWebServerApplicationContext) SpringApplication.run(GreenplanApplication.class, arguments)) {
            ReportingDay day = new ReportingDay(application);
            day.begin(REPORTS);
            System.out.printf(
                    "%n%s: %d reports open, %d to sign, %d to confirm, %d to review%n",
                    database,
                    day.count("userTask_fillReport"),
                    day.count("userTask_approveReport"),
                    day.count("userTask_confirmReport"),
                    day.count("userTask_reviewMeasure"));
            Client client = new Client(application.getWebServer().getPort());
            List<String> sessions = new ArrayList<>();
            List<String> ids = application
                    .getBean(JdbcTemplate.class)
                    .queryForList("select id_ from act_id_user order by id_", String.class);
            for (int i = 0; i < PEOPLE; i++) {
                sessions.add(Login.session(client, ids.get(i % ids.size()), "greenplan"));
            }
            List<Answer> cold = crowd(client, sessions);
            assertThat(cold).extracting(Answer::status).containsOnly(200);
            report.add(row(database, "all, just started", cold));
            // as on any morning after the first
            for (int again = 0; again < WARM_UP; again++) {
                crowd(client, sessions);
            }
            List<Answer> answers = crowd(client, sessions);

            assertThat(answers).extracting(Answer::status).containsOnly(200);
            Map<String, List<Answer>> byPath = new TreeMap<>();
            answers.forEach(answer -> byPath.computeIfAbsent(answer.path(), none -> new ArrayList<>())
                    .add(answer));
            byPath.forEach((path, of) -> report.add(row(database, path, of)));
            report.add(row(database, "all", answers));
            slowest.put(database, percentile(answers, 95));
        } finally {
            ClockUtil.reset();
        }
    }

    private static List<Answer> crowd(Client client, List<String> sessions) throws Exception {
        HttpClient browsers = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newFixedThreadPool(4))
                .build();
        ExecutorService people = Executors.newFixedThreadPool(sessions.size());
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<List<Answer>>> all = new ArrayList<>();
        for (String session : sessions) {
            all.add(people.submit(() -> {
                begin.await();
                List<Answer> answers = new ArrayList<>();
                for (String path : TABLES) {
                    answers.add(open(browsers, client.uri(path), session));
                }
                return answers;
            }));
        }
        begin.countDown();
        List<Answer> answers = new ArrayList<>();
        for (Future<List<Answer>> one : all) {
            answers.addAll(one.get());
        }
        people.shutdown();
        return answers;
    }

    private static Answer open(HttpClient browsers, URI uri, String session) throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> answer = browsers.send(
                HttpRequest.newBuilder(uri).header("Cookie", session).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(uri.getPath(), answer.statusCode(), (System.nanoTime() - start) / 1_000_000);
    }

    private static String row(String database, String page, List<Answer> answers) {
        return "| %s | %s | %,d ms | %,d ms | %,d ms |"
                .formatted(database, page, percentile(answers, 50), percentile(answers, 95), percentile(answers, 100));
    }

    private static long percentile(List<Answer> answers, int percent) {
        List<Long> sorted = new ArrayList<>(answers.stream().map(Answer::millis).toList());
        Collections.sort(sorted);
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
