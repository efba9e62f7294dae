package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does people's work over REST; what is open is looked up in what the administrator sees of what was. */
public final class Work {

    static final Map<String, String> APPROVE = Map.of("decision", "approve");

    private static final String ADMIN = "admin";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Map<String, String>> INPUTS = Map.of(
            "userTask_assignMeasure",
            Map.of("confirmed", "true"),
            "userTask_approveAssignment",
            APPROVE,
            "userTask_fillReport",
            Map.of("state", "on_track", "narrative", "按计划推进，本期任务均已安排。"),
            "userTask_approveReport",
            APPROVE,
            "userTask_confirmReport",
            Map.of("decision", "agree"),
            "userTask_approveDissent",
            APPROVE,
            "userTask_coordinate",
            Map.of("decision", "continue", "reason", "意见已当面沟通，按原方案推进。"),
            "userTask_reviewMeasure",
            Map.of("decision", "close", "opinion", "年度目标已达到，同意办结。"),
            "userTask_approveClosing",
            APPROVE,
            "userTask_acceptClosing",
            APPROVE);

    private final Client client;

    public Work(Client client) {
        this.client = client;
    }

    /** An open task. */
    public record Todo(
            String id, String key, String group, String assignee, String due, String definition, String name) {

        String unit() {
            return group.replaceAll("(Staff|Supervisor)$", "");
        }

        /** Somebody who may do it. */
        String person() {
            if (!assignee.isEmpty()) {
                return assignee;
            }
            if (group.equals("planofficeStaff")) {
                return "planoffice";
            }
            return unit() + (group.endsWith("Staff") ? "1" : "leader");
        }

        Map<String, String> inputs() {
            return INPUTS.get(key);
        }
    }

    List<Todo> open(String measure) {
        return find("&processVariables=measureKey_eq_" + measure);
    }

    /** All that is open, whatever it is about. */
    List<Todo> open() {
        return find("");
    }

    /** An administrator sees no task, but in what was what is not done yet. */
    private List<Todo> find(String which) {
        List<Todo> found = new ArrayList<>();
        for (JsonNode task : client.get(
                        ADMIN, "/engine-rest/history/task?unfinished=true&sortBy=taskId&sortOrder=asc" + which)
                .json()) {
            String id = task.path("id").asText();
            JsonNode links = client.get(ADMIN, "/engine-rest/history/identity-link-log?taskId=" + id)
                    .json();
            String group = "";
            for (JsonNode link : links) {
                if (link.path("type").asText().equals("candidate")) {
                    group = link.path("operationType").asText().equals("add")
                            ? link.path("groupId").asText()
                            : "";
                }
            }
            found.add(new Todo(
                    id,
                    task.path("taskDefinitionKey").asText(),
                    group,
                    task.path("assignee").asText(""),
                    task.path("due").asText(),
                    task.path("processDefinitionId").asText(),
                    task.path("name").asText()));
        }
        // gone in between
        found.removeIf(todo -> todo.group().isEmpty());
        return found;
    }

    List<Todo> open(String measure, String key) {
        return open(measure).stream()
                .filter(todo -> todo.key().equals("userTask_" + key))
                .toList();
    }

    /** The one open task of this kind, in the unit; waits for it, since continuations take a moment. */
    public Todo await1(String measure, String key, String unit) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> open(measure, key).stream()
                .anyMatch(todo -> todo.unit().equals(unit)));
        List<Todo> found = open(measure, key).stream()
                .filter(todo -> todo.unit().equals(unit))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    public void doIt(Todo todo) {
        Client.Answer answer = client.complete(todo.person(), todo.id(), todo.inputs());
        assertThat(answer.status()).as("%s: %s", todo, answer).isEqualTo(204);
    }

    void doAll(String measure, String key) {
        open(measure, key).forEach(this::doIt);
    }

    /** Report and signature of all units that are asked. */
    void reportAll(String measure) {
        doAll(measure, "fillReport");
        doAll(measure, "approveReport");
    }

    /** Waits until the measure has open tasks of this kind and none of another. */
    void awaitOnly(String measure, String key) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            List<Todo> open = open(measure);
            return !open.isEmpty() && open.stream().allMatch(todo -> todo.key().equals("userTask_" + key));
        });
    }

    String status(String measure) {
        for (JsonNode row : client.get(ADMIN, "/api/plans/2026/measures").json()) {
            if (row.path("key").asText().equals(measure)) {
                return row.path("status").asText();
            }
        }
        throw new AssertionError("no measure " + measure);
    }

    /** Does whatever is open until the measure is closed. */
    void toClosed(String measure) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            open(measure).forEach(this::doIt);
            return status(measure).equals("closed");
        });
    }

    public long roundOf(Todo fill) {
        return client.get(fill.person(), "/api/tasks/" + fill.id() + "/form")
                .json()
                .path("view")
                .path("roundId")
                .asLong();
    }

    long measuresRunning() {
        return client.count(ADMIN, "/engine-rest/process-instance/count?processDefinitionKey=measure-cycle");
    }
}
