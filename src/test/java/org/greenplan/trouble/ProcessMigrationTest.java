package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A new release meets instances of an older one, at every kind of place where they wait: after the start all are on the
 * newest processes, with what they had, and go on to the end. Each released folder is tried.
 */
class ProcessMigrationTest {

    private static final List<String> NEW_SINCE = List.of(
            "deadline-reminder", "deliver-mail", "indicator-report", "open-platform-submission", "platform-submission");

    private static final String SPRING_DAY = "2026-05-20T09:00:00";
    private static final String NEXT_DAY = "2026-05-21T09:00:00";
    private static final String LAST_QUARTER = "2026-11-23T09:00:00";

    private static final String ASSIGNING = "2026-06-01";
    private static final String ASSIGNMENT_TO_SIGN = "2026-05-01";
    private static final String COLLECTING = "2026-09-01";
    private static final String CONFIRMING = "2026-02-02";
    private static final String DISSENT_TO_SIGN = "2026-07-02";
    private static final String COORDINATING = "2026-20-02";
    private static final String REVIEWING = "2026-23-03";
    private static final String CLOSING = "2026-10-02";
    private static final String ACCEPTING = "2026-12-01";
    private static final String NEXT_PERIOD = "2026-21-01";
    private static final String WITHDRAWING = "2026-13-01";

    private static final Map<String, String> DISSENT = Map.of("decision", "dissent", "opinion", "数据口径与我单位统计不一致。");

    @TempDir
    Path directory;

    static Stream<String> released() {
        try (Stream<Path> folders = Files.list(resource("/released"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    @DisplayName("升级：各等待环节上的流程实例都迁移到最新版，任务、时限、变量不变，并能办结")
    void instancesOfARelease_goOnWithTheNewestProcesses(String release) {
        Set<String> tasks;
        Set<String> timers;
        Set<String> variables;
        Set<String> instances;
        try (Node node = node(SPRING_DAY, resource("/released/" + release)).start()) {
            Client client = node.client();
            bringToEveryWaitState(client);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> client.count("admin", "/engine-rest/job/count?messages=true") == 0);
            tasks = tasks(client);
            timers = timers(client);
            variables = variables(client);
            instances = ids(client);
            assertThat(taskKeys(client)).hasSize(13);
            assertThat(timers).hasSizeGreaterThanOrEqualTo(4);
            node.kill();
        }

        Path next = nextRelease();
        // a day later: a timer that was computed anew would show
        try (Node node = node(NEXT_DAY, next).start()) {
            Client client = node.client();
            Set<String> newest = set(client, "/engine-rest/process-definition?latestVersion=true", row -> row.path("id")
                    .asText());
            assertThat(newest)
                    .as("a process that the release had not, is in its first version")
                    .filteredOn(id -> NEW_SINCE.stream().noneMatch(key -> id.startsWith(key + ":1:")))
                    .hasSize(4)
                    .allSatisfy(id -> assertThat(id).matches("[a-z-]+:[2-9].*"));
            assertThat(set(client, "/engine-rest/process-instance", row -> row.path("definitionId")
                            .asText()))
                    .as("definitions of what runs")
                    .isSubsetOf(newest);
            assertThat(ids(client)).isEqualTo(instances);
            assertThat(tasks(client)).isEqualTo(tasks);
            assertThat(timers(client)).isEqualTo(timers);
            assertThat(variables(client)).isEqualTo(variables);

            Work work = new Work(client);
            takeBack(client, work);
            for (String measure : List.of(
                    ASSIGNING,
                    ASSIGNMENT_TO_SIGN,
                    COLLECTING,
                    CONFIRMING,
                    DISSENT_TO_SIGN,
                    COORDINATING,
                    REVIEWING,
                    CLOSING,
                    ACCEPTING)) {
                work.toClosed(measure);
            }
            assertThat(client.count("admin", "/engine-rest/history/activity-instance/count?activityId=event_added"))
                    .as("measures that went through what is new")
                    .isEqualTo(9);
            withdraw(client, work);
            node.kill();
        }

        try (Node node = node(LAST_QUARTER, next).start()) {
            Work work = new Work(node.client());
            work.await1(NEXT_PERIOD, "fillReport", "ecology");
            work.toClosed(NEXT_PERIOD);
        }
    }

    private static void bringToEveryWaitState(Client client) {
        Work work = new Work(client);
        one(client, work, ASSIGNMENT_TO_SIGN, "assignMeasure", Map.of("deadline", "2026-11-30", "note", "提前完成。"));

        work.doAll(COLLECTING, "assignMeasure");
        work.doIt(work.await1(COLLECTING, "fillReport", "water"));
        work.doIt(work.await1(COLLECTING, "approveReport", "water"));
        work.doIt(work.await1(COLLECTING, "fillReport", "agriculture"));
        Work.Todo claimed = work.await1(COLLECTING, "fillReport", "cityadmin");
        client.post("cityadmin2", "/engine-rest/task/" + claimed.id() + "/claim", Map.of("userId", "cityadmin2"));

        for (String measure : List.of(CONFIRMING, DISSENT_TO_SIGN, COORDINATING, ACCEPTING)) {
            one(client, work, measure, "assignMeasure", Map.of("confirmEachPeriod", "true"));
            work.reportAll(measure);
            work.awaitOnly(measure, "confirmReport");
        }
        one(client, work, DISSENT_TO_SIGN, "confirmReport", DISSENT);
        one(client, work, COORDINATING, "confirmReport", DISSENT);
        work.doAll(COORDINATING, "approveDissent");
        work.awaitOnly(COORDINATING, "coordinate");
        work.doAll(ACCEPTING, "confirmReport");
        work.awaitOnly(ACCEPTING, "reviewMeasure");
        work.doAll(ACCEPTING, "reviewMeasure");
        work.doAll(ACCEPTING, "approveClosing");

        for (String measure : List.of(REVIEWING, CLOSING)) {
            work.doAll(measure, "assignMeasure");
            work.reportAll(measure);
            work.awaitOnly(measure, "reviewMeasure");
        }
        work.doAll(CLOSING, "reviewMeasure");

        work.doAll(NEXT_PERIOD, "assignMeasure");
        work.reportAll(NEXT_PERIOD);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> work.status(NEXT_PERIOD).equals("waiting"));

        for (String process : List.of("plan-launch", "measure-withdrawal", "measure-withdrawal")) {
            Client.Answer started =
                    client.post("planoffice", "/engine-rest/process-definition/key/" + process + "/start", null);
            assertThat(started.status()).as(started.body()).isEqualTo(200);
        }
        String request = taskOf(client, "userTask_requestWithdrawal");
        Client.Answer requested = client.complete(
                "planoffice",
                request,
                Map.of("measureKey", WITHDRAWING, "documentNumber", "怀生态委〔2026〕3号", "reason", "任务并入其他措施。"));
        assertThat(requested.status()).as(requested.body()).isEqualTo(204);
    }

    /** A report that waited for its signature before there was taking back. */
    private static void takeBack(Client client, Work work) {
        Work.Todo waiting = work.await1(COLLECTING, "approveReport", "agriculture");
        String round = client.get(waiting.person(), "/engine-rest/task/" + waiting.id() + "/variables/roundId")
                .json()
                .path("value")
                .asText();
        Client.Answer answer = client.post("agriculture1", "/api/reports/" + round + "/agriculture/take-back", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(work.open(COLLECTING, "approveReport")).isEmpty();
        assertThat(work.await1(COLLECTING, "fillReport", "agriculture").assignee())
                .isEqualTo("agriculture1");
    }

    private static void withdraw(Client client, Work work) {
        Client.Answer signed =
                client.complete("planofficeleader", taskOf(client, "userTask_approveWithdrawal"), Work.APPROVE);
        assertThat(signed.status()).as(signed.body()).isEqualTo(204);
        assertThat(work.status(WITHDRAWING)).isEqualTo("withdrawn");
        assertThat(work.open(WITHDRAWING)).isEmpty();
    }

    private static void one(Client client, Work work, String measure, String key, Map<String, String> inputs) {
        List<Work.Todo> open = work.open(measure, key);
        assertThat(open).as("%s in %s", key, measure).hasSize(1);
        Client.Answer answer = client.complete(open.get(0).person(), open.get(0).id(), inputs);
        assertThat(answer.status()).as("%s: %s", open, answer).isEqualTo(204);
    }

    private static String taskOf(Client client, String key) {
        return client.get("admin", "/engine-rest/history/task?unfinished=true&taskDefinitionKey=" + key)
                .json()
                .get(0)
                .path("id")
                .asText();
    }

    private Node.Setup node(String day, Path processes) {
        return Node.in(directory).on(day).property("greenplan.processes", processes.toUri() + "*.bpmn");
    }

    /** Today's processes with other names, and an event more on the way to the end. */
    private Path nextRelease() {
        Path next = directory.resolve("next");
        try (Stream<Path> files = Files.list(resource("/processes"))) {
            Files.createDirectories(next);
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".bpmn")).toList()) {
                String today = Files.readString(file);
                String changed = today.replaceFirst("(<process id=\"[a-z-]+\" name=\")", "$1新版")
                        .replace("name=\"填报进展\"", "name=\"填报进展情况\"")
                        .replace(
                                "<sequenceFlow id=\"flow_56\" sourceRef=\"serviceTask_recordClosing\""
                                        + " targetRef=\"endEvent_measureClosed\"/>",
                                "<intermediateThrowEvent id=\"event_added\"/>"
                                        + "<sequenceFlow id=\"flow_56\" sourceRef=\"serviceTask_recordClosing\""
                                        + " targetRef=\"event_added\"/>"
                                        + "<sequenceFlow id=\"flow_added\" sourceRef=\"event_added\""
                                        + " targetRef=\"endEvent_measureClosed\"/>")
                        .replaceFirst(
                                "(?s)(<endEvent id=\"endEvent_measureClosed\" name=\"[^\"]*\">\\s*)<incoming>flow_56",
                                "$1<incoming>flow_added");
                assertThat(changed).isNotEqualTo(today);
                Files.writeString(next.resolve(file.getFileName()), changed);
            }
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> taskKeys(Client client) {
        return new Work(client).open().stream().map(Work.Todo::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** With their candidate groups, which stay what they were. */
    private static Set<String> tasks(Client client) {
        return new Work(client)
                .open().stream()
                        .map(todo -> String.join(
                                " ",
                                todo.id(),
                                todo.key(),
                                todo.name(),
                                todo.assignee(),
                                todo.due(),
                                client.get(todo.person(), "/engine-rest/task/" + todo.id() + "/identity-links")
                                        .body()))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of what runs; one that starts a process belongs to none. */
    private static Set<String> timers(Client client) {
        Set<String> timers = set(
                client,
                "/engine-rest/job?timers=true",
                row -> row.path("processInstanceId").asText("null") + " "
                        + row.path("dueDate").asText());
        timers.removeIf(timer -> timer.startsWith("null"));
        return timers;
    }

    /** As those see them who do the tasks. */
    private static Set<String> variables(Client client) {
        Set<String> variables = new TreeSet<>();
        for (Work.Todo todo : new Work(client).open()) {
            client.get(todo.person(), "/engine-rest/task/" + todo.id() + "/variables")
                    .json()
                    .fields()
                    .forEachRemaining(variable -> variables.add(String.join(
                            " ",
                            todo.id(),
                            variable.getKey(),
                            variable.getValue().toString())));
        }
        return variables;
    }

    private static Set<String> ids(Client client) {
        return set(
                client, "/engine-rest/process-instance", row -> row.path("id").asText());
    }

    private static Set<String> set(Client client, String path, Function<JsonNode, String> text) {
        Set<String> found = new TreeSet<>();
        client.get("admin", path).json().forEach(row -> found.add(text.apply(row)));
        return found;
    }

    private static Path resource(String name) {
        try {
            URL found = Objects.requireNonNull(ProcessMigrationTest.class.getResource(name), name);
            return Path.of(found.toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
