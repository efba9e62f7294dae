package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL and restart on the default database: whatever was answered is there. */
class KillTest {

    private static final String MEASURE = "2026-09-01";
    private static final String EXECUTOR = "camunda.bpm.job-execution.enabled";

    @TempDir
    Path directory;

    @Test
    @DisplayName("断电后重启：已答复的都在，登录仍有效，中断的后续步骤继续")
    void killedAfterTheLastAnswer_everythingAnsweredIsThere() throws Exception {
        byte[] file = ("%PDF-1.4\n" + "佐证".repeat(500_000)).getBytes(StandardCharsets.UTF_8);
        String session;
        String evidence;
        Work.Todo water;
        List<String> users;
        try (Node node = Node.in(directory).start()) {
            Client client = node.client();
            Work work = new Work(client);
            users = ids(client, "/engine-rest/user");
            session = Login.session(client, "water1", "greenplan");
            work.doIt(work.await1(MEASURE, "assignMeasure", "ecology"));
            work.doIt(work.await1(MEASURE, "fillReport", "cityadmin"));
            work.doIt(work.await1(MEASURE, "approveReport", "cityadmin"));
            water = work.await1(MEASURE, "fillReport", "water");
            assertThat(client.post("water1", "/engine-rest/task/" + water.id() + "/claim", Map.of("userId", "water1"))
                            .status())
                    .isEqualTo(204);
            Client.Answer uploaded = client.upload(
                    "water1",
                    MEASURE,
                    "water",
                    work.roundOf(water),
                    "a.pdf",
                    HttpRequest.BodyPublishers.ofByteArray(file));
            assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
            evidence = uploaded.json().path("id").asText();
            assertThat(client.put("water1", draft(water), Map.of("narrative", "写到一半"))
                            .status())
                    .isEqualTo(200);
            work.doIt(work.await1(MEASURE, "fillReport", "agriculture"));
            node.kill();
        }

        // nobody continues what is completed now, so that a job waits at the next kill
        try (Node node = Node.in(directory).property(EXECUTOR, false).start()) {
            Client client = node.client();
            Work work = new Work(client);
            assertThat(work.open(MEASURE, "fillReport"))
                    .extracting(Work.Todo::unit, Work.Todo::assignee)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("water", "water1"));
            assertThat(work.open(MEASURE, "approveReport"))
                    .extracting(Work.Todo::unit)
                    .containsExactly("agriculture");
            assertThat(client.get("water1", "/api/tasks/" + water.id() + "/form")
                            .json()
                            .path("values")
                            .path("narrative")
                            .asText())
                    .isEqualTo("写到一半");
            assertThat(client.bytes("water1", "/api/files/" + evidence)).isEqualTo(file);
            assertThat(work.status(MEASURE)).isEqualTo("reporting");
            assertThat(client.count(
                            "admin",
                            "/engine-rest/history/task/count?finished=true&processVariables=measureKey_eq_" + MEASURE))
                    .isEqualTo(4);
            assertThat(work.measuresRunning()).isEqualTo(72);
            assertThat(client.count(
                            "admin", "/engine-rest/history/process-instance/count?processDefinitionKey=plan-launch"))
                    .isEqualTo(1);
            assertThat(ids(client, "/engine-rest/user")).isEqualTo(users);
            HttpResponse<String> measures = Login.page(client, session, "/measures");
            assertThat(measures.statusCode()).isEqualTo(200);
            assertThat(measures.body()).contains(MEASURE);
            assertThat(Login.page(client, "SESSION=bm9ib2R5", "/measures").statusCode())
                    .isEqualTo(302);

            work.doIt(work.await1(MEASURE, "approveReport", "agriculture"));
            work.doIt(work.await1(MEASURE, "fillReport", "water"));
            work.doIt(work.await1(MEASURE, "approveReport", "water"));
            assertThat(work.open(MEASURE)).isEmpty();
            node.kill();
        }

        assertThat(lockJobsAsIfUnderWay(Duration.ofMinutes(5))).isEqualTo(2);
        try (Node node = Node.in(directory).start()) {
            Work work = new Work(node.client());
            Work.Todo review = work.await1(MEASURE, "reviewMeasure", "ecology");
            assertThat(node.client()
                            .count("admin", "/engine-rest/history/task/count?taskDefinitionKey=userTask_reviewMeasure"))
                    .isEqualTo(1);
            work.doIt(review);
            work.doIt(work.await1(MEASURE, "approveClosing", "ecology"));
            assertThat(work.status(MEASURE)).isEqualTo("closed");

            killUnderLoad(node, new Random(20260101));
        }
    }

    /** Clerks assign and report as fast as they can until the power goes; then what was answered must be there. */
    private void killUnderLoad(Node first, Random random) throws Exception {
        Node node = first;
        for (int round = 0; round < 2; round++) {
            Queue<Work.Todo> answered = new ConcurrentLinkedQueue<>();
            AtomicBoolean on = new AtomicBoolean(true);
            ExecutorService clerks = Executors.newFixedThreadPool(4);
            Client client = node.client();
            List<String> measures = measures(client);
            for (int clerk = 0; clerk < 4; clerk++) {
                int start = clerk * measures.size() / 4;
                int end = (clerk + 1) * measures.size() / 4;
                clerks.submit(() -> {
                    Work work = new Work(client);
                    for (int i = start; i < end && on.get(); i++) {
                        for (Work.Todo todo : work.open(measures.get(i))) {
                            if (client.complete(todo.person(), todo.id(), todo.inputs())
                                    .ok()) {
                                answered.add(todo);
                            }
                        }
                    }
                });
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> answered.size() >= 5);
            Thread.sleep(random.nextInt(1500));
            node.kill();
            on.set(false);
            clerks.shutdownNow();
            assertThat(clerks.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            node.close();

            node = Node.in(directory).start();
            List<String> lost = new ArrayList<>();
            for (Work.Todo todo : answered) {
                JsonNode history = node.client()
                        .get("admin", "/engine-rest/history/task?taskId=" + todo.id())
                        .json();
                if (history.size() != 1
                        || !history.get(0).path("deleteReason").asText().equals("completed")) {
                    lost.add(todo + " " + history);
                }
            }
            assertThat(lost).as("of %d answered", answered.size()).isEmpty();
        }
        node.close();
    }

    @Test
    @DisplayName("首次启动中断电：下次启动补齐，计划只下达一次")
    void killedAmidTheFirstStart_theNextOneCompletesIt() throws Exception {
        try (Node node = Node.in(directory).launch()) {
            assertThat(node.awaitLog("Migrating schema")).isTrue();
            Thread.sleep(200);
            node.kill();
        }
        try (Node node = Node.in(directory).launch()) {
            node.awaitPort();
            Thread.sleep(150);
            node.kill();
        }
        try (Node node = Node.in(directory).launch()) {
            node.awaitPort();
            Thread.sleep(700);
            node.kill();
        }
        try (Node node = Node.in(directory).start()) {
            Client client = node.client();
            assertThat(new Work(client).measuresRunning()).isEqualTo(72);
            assertThat(client.count(
                            "admin", "/engine-rest/history/process-instance/count?processDefinitionKey=plan-launch"))
                    .isEqualTo(1);
            List<String> people = demoPeople();
            assertThat(ids(client, "/engine-rest/user")).containsAll(people).hasSize(people.size() + 1);
            assertThat(client.get("water1", "/engine-rest/filter").json()).hasSize(5);
            node.kill();
        }
        assertThat(single("select count(*) from act_id_user u where not exists"
                        + " (select 1 from act_id_membership m where m.user_id_ = u.id_)"))
                .as("people without a group")
                .isZero();
        assertThat(single("select count(*) from plan")).isEqualTo(1);
        assertThat(single("select count(*) from timeline where event = 'launched'"))
                .isEqualTo(72);
        assertThat(single("select count(distinct proc_def_id_) from act_ru_execution"))
                .isEqualTo(1);
    }

    private long lockJobsAsIfUnderWay(Duration ahead) throws Exception {
        try (Connection database = database();
                Statement sql = database.createStatement()) {
            return sql.executeUpdate(
                    """
                    update act_ru_job set lock_owner_ = 'killed', lock_exp_time_ = dateadd(second, %d, current_timestamp)
                    where type_ = 'message'"""
                            .formatted(ahead.toSeconds()));
        }
    }

    private long single(String query) throws Exception {
        try (Connection database = database();
                Statement sql = database.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection database() throws Exception {
        return DriverManager.getConnection(Node.h2(directory), "greenplan", "");
    }

    private static String draft(Work.Todo todo) {
        return "/api/tasks/" + todo.id() + "/draft";
    }

    private static List<String> ids(Client client, String path) {
        List<String> ids = new ArrayList<>();
        client.get("admin", path).json().forEach(row -> ids.add(row.path("id").asText()));
        return ids.stream().sorted().toList();
    }

    private static List<String> measures(Client client) {
        List<String> keys = new ArrayList<>();
        client.get("admin", "/api/plans/2026/measures")
                .json()
                .forEach(row -> keys.add(row.path("key").asText()));
        return keys;
    }

    private static List<String> demoPeople() throws Exception {
        String rows = new String(
                KillTest.class
                        .getResourceAsStream("/seeds/2026/demo-people.csv")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        return Arrays.stream(rows.split("\n"))
                .skip(1)
                .map(row -> row.split(",")[0])
                .toList();
    }
}
