package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many people at the same moment, and big files, on one node with half a gigabyte of memory and its jobs running. */
class CrowdTest {

    private static final int MB = 1024 * 1024;
    private static final byte[] PDF = "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DRAFT = "{\"note\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final String CHINESE = ".*[\\u4e00-\\u9fa5]{4,}.*";

    @TempDir
    static Path directory;

    private static Node node;
    private static Client client;
    private static Work work;

    @BeforeAll
    static void start() {
        node = Node.in(directory)
                .on("2026-11-23T09:00:00")
                .jvm("-Xmx512m", "-Djava.io.tmpdir=" + directory)
                .start();
        client = node.client();
        work = new Work(client);
    }

    @AfterAll
    static void stop() {
        assertThat(node.log()).doesNotContain("OutOfMemoryError");
        node.close();
    }

    @Test
    @DisplayName("十六个镇乡街道同时填报、同时审签：全部成功，措施进入下一步")
    void sixteenTownsAtOnce_allSucceedAndTheMeasureGoesOn() throws Exception {
        String measure = "2026-24-01";
        work.doIt(work.await1(measure, "assignMeasure", "ecology"));
        List<Work.Todo> fills = work.open(measure, "fillReport");
        assertThat(fills).hasSize(17);
        assertThat(atOnce(fills)).extracting(Client.Answer::status).containsOnly(204);

        List<Work.Todo> approvals = work.open(measure, "approveReport");
        assertThat(approvals).hasSize(17);
        assertThat(atOnce(approvals)).extracting(Client.Answer::status).containsOnly(204);

        work.awaitOnly(measure, "confirmReport");
        assertThat(work.open(measure)).hasSize(3);
        assertThat(client.count(
                        "admin",
                        "/engine-rest/history/task/count?finished=true&processVariables=measureKey_eq_" + measure))
                .isEqualTo(1 + 17 + 17);
        assertThat(client.count("admin", "/engine-rest/incident/count")).isZero();
        work.toClosed(measure);
    }

    @Test
    @DisplayName("十六个镇乡街道同时从多行表里一次报送、一次签发：每家每项都办成")
    void sixteenTownsAtOnceWithAllTheirRows_allAreDone() throws Exception {
        List<String> measures = List.of("2026-30-01", "2026-30-02");
        for (String measure : measures) {
            work.doIt(work.await1(measure, "assignMeasure", "parks"));
        }
        for (String key : List.of("fillReport", "approveReport")) {
            Map<String, List<Work.Todo>> byTown = measures.stream()
                    .flatMap(measure -> work.open(measure, key).stream())
                    .collect(Collectors.groupingBy(Work.Todo::person));
            byTown.values().removeIf(rows -> rows.size() < measures.size());
            assertThat(byTown).hasSize(16);

            byTown.forEach((person, rows) -> assertThat(rows).as(person).hasSize(2));
            assertThat(together(byTown.entrySet().stream()
                            .<Callable<Client.Answer>>map(town -> () -> handIn(town.getKey(), town.getValue()))
                            .toList()))
                    .allSatisfy(answer -> {
                        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
                        assertThat(answer.json().path("done")).as("%s", answer).hasSize(2);
                        assertThat(answer.json().path("left")).as("%s", answer).isEmpty();
                    });
        }
        // what is left are the two units that report on one of them only
        assertThat(work.open("2026-30-02", "fillReport"))
                .extracting(Work.Todo::unit)
                .containsExactlyInAnyOrder("ecology", "housing");
        assertThat(work.open("2026-30-01")).extracting(Work.Todo::key).doesNotContain("userTask_fillReport");
        for (String measure : measures) {
            assertThat(client.count(
                            "admin",
                            "/engine-rest/history/task/count?finished=true&processVariables=measureKey_eq_" + measure))
                    .as(measure)
                    .isEqualTo(1 + 16 + 16);
        }
        assertThat(client.count("admin", "/engine-rest/incident/count")).isZero();
    }

    @Test
    @DisplayName("同单位两人同时一次报送同样的几项：每项只办成一次，另一人得到说明")
    void twoColleaguesWithTheSameRows_eachRowIsDoneOnce() throws Exception {
        List<String> measures = List.of("2026-21-01", "2026-21-02", "2026-21-03");
        List<Work.Todo> fills = new ArrayList<>();
        for (String measure : measures) {
            work.doIt(work.await1(measure, "assignMeasure", "ecology"));
            fills.addAll(work.open(measure, "fillReport"));
        }
        assertThat(fills).hasSize(3);
        List<Work.Todo> backwards = new ArrayList<>(fills);
        Collections.reverse(backwards);

        List<Client.Answer> answers =
                together(List.of(() -> handIn("ecology1", fills), () -> handIn("ecology2", backwards)));

        assertThat(answers).as("%s", answers).extracting(Client.Answer::status).containsOnly(200);
        assertThat(answers.stream()
                        .flatMap(answer ->
                                StreamSupport.stream(answer.json().path("done").spliterator(), false))
                        .map(JsonNode::asText))
                .as("%s", answers)
                .containsExactlyInAnyOrderElementsOf(
                        fills.stream().map(Work.Todo::id).toList());
        assertThat(answers.stream().flatMap(answer -> answer.json().path("left").findValuesAsText("message").stream()))
                .as("%s", answers)
                .hasSize(3)
                .allMatch(message -> message.matches(CHINESE));
        for (String measure : measures) {
            Work.Todo approve = work.await1(measure, "approveReport", "ecology");
            assertThat(client.get(approve.person(), "/api/tasks/" + approve.id() + "/form")
                            .json()
                            .at("/view/report/number")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    private static Client.Answer handIn(String person, List<Work.Todo> rows) {
        return client.post(
                person,
                "/api/tables/complete",
                rows.stream()
                        .map(todo -> Map.of("taskId", todo.id(), "inputs", todo.inputs()))
                        .toList());
    }

    @Test
    @DisplayName("二十多个协办单位同时会签：全部成功")
    void confirmationsAtOnce_allSucceed() throws Exception {
        String measure = "2026-35-02";
        Work.Todo assign = work.await1(measure, "assignMeasure", "ecology");
        ArrayNode units = (ArrayNode) client.get("ecology1", "/api/tasks/" + assign.id() + "/form")
                .json()
                .path("values")
                .path("units");
        for (JsonNode unit : units) {
            if (unit.path("role").asText().equals("assisting")) {
                ((ObjectNode) unit).put("participation", "confirm");
            }
        }
        assertThat(client.complete(
                                "ecology1",
                                assign.id(),
                                Map.of("units", units.toString(), "confirmed", "true", "note", "各单位均请会签。"))
                        .status())
                .isEqualTo(204);
        work.doAll(measure, "approveAssignment");
        work.reportAll(measure);
        work.awaitOnly(measure, "confirmReport");
        List<Work.Todo> confirmations = work.open(measure);
        assertThat(confirmations).hasSizeGreaterThanOrEqualTo(20);

        assertThat(atOnce(confirmations)).extracting(Client.Answer::status).containsOnly(204);
        work.awaitOnly(measure, "reviewMeasure");
    }

    @Test
    @DisplayName("两人同时办理同一任务：只有一人办成，另一人得到一句说明")
    void twoAtTheSameTask_oneWinsTheOtherGetsASentence() throws Exception {
        for (String measure : List.of("2026-04-01", "2026-16-01")) {
            work.doAll(measure, "assignMeasure");
            List<Work.Todo> fills = work.open(measure, "fillReport");
            assertThat(fills).hasSizeGreaterThanOrEqualTo(4);
            for (Work.Todo fill : fills) {
                List<Client.Answer> answers = together(List.of(
                        () -> client.complete(fill.unit() + "1", fill.id(), fill.inputs()),
                        () -> client.complete(fill.unit() + "2", fill.id(), fill.inputs())));
                oneWins(answers);
            }
            for (Work.Todo approve : work.open(measure, "approveReport")) {
                JsonNode view = client.get(approve.person(), "/api/tasks/" + approve.id() + "/form")
                        .json()
                        .path("view");
                assertThat(view.path("report").path("number").asInt())
                        .as(view.toString())
                        .isEqualTo(1);
                oneWins(together(List.of(
                        () -> client.complete(approve.person(), approve.id(), Work.APPROVE),
                        () -> client.complete(
                                approve.person(), approve.id(), Map.of("decision", "return", "opinion", "请补充。")))));
            }
        }
    }

    @Test
    @DisplayName("两人同时认领：一人认领，另一人得到一句说明")
    void twoClaimsAtOnce_oneWins() throws Exception {
        String measure = "2026-09-01";
        work.doAll(measure, "assignMeasure");
        for (Work.Todo fill : work.open(measure, "fillReport")) {
            List<Callable<Client.Answer>> claims = Stream.of("1", "2")
                    .map(number -> fill.unit() + number)
                    .<Callable<Client.Answer>>map(user -> () ->
                            client.post(user, "/engine-rest/task/" + fill.id() + "/claim", Map.of("userId", user)))
                    .toList();
            oneWins(together(claims));
        }
    }

    @Test
    @DisplayName("同一份草稿从多个窗口同时保存：都保存成功")
    void draftsAtOnce_allAreKept() throws Exception {
        String measure = "2026-02-02";
        work.doAll(measure, "assignMeasure");
        for (Work.Todo fill : work.open(measure, "fillReport")) {
            List<Callable<Client.Answer>> saves = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String text = "第" + i + "稿";
                saves.add(() ->
                        client.put(fill.person(), "/api/tasks/" + fill.id() + "/draft", Map.of("narrative", text)));
            }
            assertThat(together(saves)).extracting(Client.Answer::status).containsOnly(200);
        }
    }

    @Test
    @DisplayName("大文件：50MB可上传下载，200MB被拒绝并说明，内存有限，中断的上传不留痕迹")
    void bigFiles() throws Exception {
        String measure = "2026-03-01";
        work.doAll(measure, "assignMeasure");
        Work.Todo fill = work.await1(measure, "fillReport", "ecology");
        long round = work.roundOf(fill);

        List<Callable<Client.Answer>> uploads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "年度材料" + i + ".pdf";
            uploads.add(() -> client.upload(
                    "ecology1",
                    measure,
                    "ecology",
                    round,
                    java.net.URLEncoder.encode(name, StandardCharsets.UTF_8),
                    HttpRequest.BodyPublishers.ofInputStream(() -> content(50 * MB))));
        }
        List<Client.Answer> uploaded = together(uploads);
        assertThat(uploaded)
                .as("%s", uploaded)
                .extracting(Client.Answer::status)
                .containsOnly(201);
        String id = uploaded.get(0).json().path("id").asText();
        byte[] back = client.bytes("ecology1", "/api/files/" + id);
        assertThat(back).hasSize(50 * MB).startsWith(PDF);

        for (HttpRequest.BodyPublisher tooLarge : List.of(
                HttpRequest.BodyPublishers.ofInputStream(() -> content(200 * MB)),
                HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> content(200 * MB)), 200L * MB))) {
            Client.Answer refused = client.upload("ecology1", measure, "ecology", round, "b.pdf", tooLarge);
            assertThat(refused.status()).as(refused.body()).isEqualTo(413);
            assertThat(refused.json().path("message").asText()).contains("50MB");
        }

        try (Socket socket = new Socket("127.0.0.1", client.uri("/").getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/files?kind=evidence&unit=ecology&owner=%s/%d&name=c.pdf HTTP/1.1\r\n"
                            + "Host: 127.0.0.1\r\nAuthorization: %s\r\nContent-Length: %d\r\n"
                            + "Content-Type: application/octet-stream\r\n\r\n")
                    .formatted(measure, round, Client.basic("ecology1", "greenplan"), 30 * MB)
                    .getBytes(StandardCharsets.US_ASCII));
            try (InputStream half = content(10 * MB)) {
                half.transferTo(out);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> !parts().isEmpty());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> parts().isEmpty());
        assertThat(client.get("ecology1", "/api/files?kind=evidence&unit=ecology&owner=%s/%d".formatted(measure, round))
                        .json())
                .hasSize(3);
    }

    @Test
    @DisplayName("很大的登录表单和草稿：几份同时发来也不占内存，照常答别人")
    void largeLoginsAndDrafts_areRefusedAndTakeNoMemory() throws Exception {
        List<Callable<Client.Answer>> large = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            large.add(() -> client.send(
                    HttpRequest.newBuilder(client.uri("/camunda/api/admin/auth/user/default/login/tasklist"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.fromPublisher(
                                    HttpRequest.BodyPublishers.ofInputStream(() -> content(150 * MB)), 150L * MB))
                            .build()));
            large.add(() -> client.send(client.request("ecology1", "/api/tasks/none/draft")
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> content(DRAFT, 90 * MB)))
                    .build()));
        }

        assertThat(together(large)).extracting(Client.Answer::status).containsOnly(413);
        assertThat(client.get("ecology1", "/api/plans/2026/measures").status()).isEqualTo(200);
    }

    private static List<Path> parts() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".part"))
                    .toList();
        }
    }

    /** A PDF as far as its first bytes say, made while it is read. */
    private static InputStream content(int size) {
        return content(PDF, size);
    }

    private static InputStream content(byte[] start, int size) {
        InputStream filler = new InputStream() {
            private int left = size - start.length;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int count = Math.min(left, length);
                java.util.Arrays.fill(buffer, offset, offset + count, (byte) 'x');
                left -= count;
                return count;
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(start), filler);
    }

    private static void oneWins(List<Client.Answer> answers) {
        assertThat(answers).as("%s", answers).filteredOn(Client.Answer::ok).hasSize(1);
        Client.Answer other =
                answers.stream().filter(answer -> !answer.ok()).findFirst().orElseThrow();
        assertThat(other.status()).as("%s", other).isBetween(400, 499);
        assertThat(other.json().path("message").asText()).matches(CHINESE);
    }

    private static List<Client.Answer> atOnce(List<Work.Todo> todos) throws Exception {
        return together(todos.stream()
                .<Callable<Client.Answer>>map(todo -> () -> client.complete(todo.person(), todo.id(), todo.inputs()))
                .toList());
    }

    private static List<Client.Answer> together(List<Callable<Client.Answer>> calls) throws Exception {
        return Together.run(calls);
    }
}
