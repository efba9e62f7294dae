package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;
import static org.greenplan.engine.Http.variables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Client;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Who may do what to a task, over both REST applications. 2026-10-01 is led by the ecology bureau, which reports together
 * with health; planning is one of those that are asked; the market bureau has no part in it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskRightsTest extends RestTest {

    private static final String MEASURE = "2026-10-01";
    private static final String LEAD = "ecology1";
    private static final String COLLEAGUE = "ecology2";
    private static final List<String> NOT_CANDIDATES = List.of(
            "health1",
            "planning1",
            "market1",
            "ecologyleader",
            "healthleader",
            "planoffice",
            "planofficeleader",
            "districtleader",
            "admin");

    record Action(String method, String path, Object body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Action> neverByHand() {
        return Stream.of(
                new Action("PUT", "", Map.of("name", "改名", "dueDate", "2099-01-01T00:00:00.000+0800")),
                new Action("PUT", "/variables/measureKey", Map.of("value", "2026-01-01")),
                new Action("POST", "/variables", Map.of("modifications", Map.of("late", Map.of("value", true)))),
                new Action("POST", "/variables", Map.of("modifications", Map.of(), "deletions", List.of("measureKey"))),
                new Action("DELETE", "/variables/measureKey", null),
                new Action("PUT", "/localVariables/decision", Map.of("value", "close")),
                new Action("POST", "/localVariables", Map.of("modifications", Map.of("x", Map.of("value", 1)))),
                new Action("DELETE", "/localVariables/unitName", null),
                new Action("POST", "/delegate", Map.of("userId", COLLEAGUE)),
                new Action("POST", "/resolve", Map.of()),
                new Action("POST", "/bpmnError", Map.of("errorCode", "any")),
                new Action("POST", "/bpmnEscalation", Map.of("escalationCode", "any")),
                new Action("POST", "/identity-links", Map.of("groupId", "marketStaff", "type", "candidate")),
                new Action("POST", "/identity-links", Map.of("userId", "market1", "type", "candidate")),
                new Action("POST", "/identity-links", Map.of("userId", "market1", "type", "owner")),
                new Action("POST", "/identity-links", Map.of("userId", "market1", "type", "assignee")),
                new Action("POST", "/identity-links/delete", Map.of("groupId", "ecologyStaff", "type", "candidate")),
                new Action("POST", "/identity-links/delete", Map.of("userId", LEAD, "type", "assignee")),
                new Action("DELETE", "", null));
    }

    @Autowired
    private AuthorizationService authorizations;

    private String assignment() {
        return task(MEASURE, "userTask_assignMeasure").getId();
    }

    private void claimedBy(String taskId, String user) {
        tasks.setAssignee(taskId, user);
    }

    @Test
    @DisplayName("承办单位经办人看得到任务，其他人看不到")
    void onlyCandidates_seeATask() {
        String id = assignment();

        assertThat(listed(LEAD)).contains(id);
        assertThat(listed(COLLEAGUE)).contains(id);
        for (String user : NOT_CANDIDATES) {
            assertThat(listed(user)).as(user + " lists").doesNotContain(id);
            int found = http.basic(user).get(ENGINE_REST + "/task/" + id).status();
            assertThat(found).as(user + " reads").isEqualTo(404);
            for (String part :
                    List.of("/variables", "/form-variables", "/identity-links", "/form", "/localVariables")) {
                Answer answer = http.basic(user).get(ENGINE_REST + "/task/" + id + part);
                assertThat(answer.status()).as(user + part).isEqualTo(403);
                assertThat(answer.body()).as(user + part).doesNotContain(MEASURE);
            }
            assertThat(http.basic(user).get("/api/tasks/" + id + "/form").status())
                    .as(user)
                    .isEqualTo(404);
        }
    }

    private List<String> listed(String user) {
        JsonNode found =
                http.basic(user).get(ENGINE_REST + "/task?maxResults=1000").json();
        return StreamSupport.stream(found.spliterator(), false)
                .map(task -> task.path("id").asText())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("neverByHand")
    @DisplayName("任务的其他属性，任何人都不能直接改动")
    void whatIsNotForHands_nobodyDoes(Action action) {
        String id = assignment();
        claimedBy(id, LEAD);
        Map<String, List<String>> before = rows();

        for (Map.Entry<String, Client> door : doors(LEAD).entrySet()) {
            Answer answer =
                    door.getValue().send(action.method(), door.getKey() + "/task/" + id + action.path(), action.body());
            assertRule(answer, 403, "not-by-hand");
        }
        for (String user : NOT_CANDIDATES) {
            int status = http.basic(user)
                    .send(action.method(), ENGINE_REST + "/task/" + id + action.path(), action.body())
                    .status();
            assertThat(status).as(user).isIn(403, 404);
        }

        assertThat(rows()).isEqualTo(before);
        claimedBy(id, null);
    }

    @Test
    @DisplayName("任务不能新建、附件和评论不能添加")
    void tasksAttachmentsAndComments_areNotMade() {
        String id = assignment();
        String form = "--b\r\nContent-Disposition: form-data; name=\"attachment-name\"\r\n\r\nn\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nhttp://x.example\r\n--b--\r\n";
        Map<String, List<String>> before = rows();

        for (Map.Entry<String, Client> door : doors(LEAD).entrySet()) {
            Client client = door.getValue();
            assertRule(client.post(door.getKey() + "/task/create", Map.of("name", "新任务")), 403, "not-by-hand");
            assertRule(
                    client.post(door.getKey() + "/task/create", Map.of("name", "子任务", "parentTaskId", id)),
                    403,
                    "not-by-hand");
            assertRule(
                    client.post(door.getKey() + "/task/" + id + "/comment/create", Map.of("message", "x")),
                    403,
                    "not-by-hand");
        }
        Answer attached = http.send(
                "POST",
                ENGINE_REST + "/task/" + id + "/attachment/create",
                form,
                Map.of(
                        "Content-Type",
                        "multipart/form-data; boundary=b",
                        "Authorization",
                        Http.basicAuth("admin", Http.PASSWORD)));
        assertRule(attached, 403, "not-by-hand");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("只有承办单位的人办理：其他人提交不了，也认领不了")
    void othersThanCandidates_neitherClaimNorComplete() {
        String id = assignment();
        Map<String, List<String>> before = rows();

        for (String user : NOT_CANDIDATES) {
            Client client = http.basic(user);
            String task = ENGINE_REST + "/task/" + id;
            assertRule(client.post(task + "/complete", Map.of()), 403, "task-not-yours");
            assertRule(client.post(task + "/submit-form", Map.of()), 403, "task-not-yours");
            for (Answer answer : List.of(
                    client.post(task + "/claim", Map.of("userId", user)),
                    client.post(task + "/assignee", Map.of("userId", user)))) {
                assertThat(answer.status()).as(user).isIn(400, 403);
                assertThat(answer.code()).as(user).isIn("assignee-not-candidate", "task-not-yours");
            }
            assertRule(client.post(task + "/unclaim", null), 403, "task-not-yours");
        }

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("认领、退回认领、转交同事；不能转交外单位或本单位领导")
    void aCandidate_claimsHandsOverAndGivesBack() {
        String id = assignment();
        for (Map.Entry<String, Client> door : doors(LEAD).entrySet()) {
            String task = door.getKey() + "/task/" + id;
            Client client = door.getValue();

            assertThat(client.post(task + "/claim", Map.of("userId", LEAD)).status())
                    .isEqualTo(204);
            assertRule(
                    http.basic(COLLEAGUE).post(ENGINE_REST + "/task/" + id + "/claim", Map.of("userId", COLLEAGUE)),
                    409,
                    "task-claimed");
            for (String foreigner : List.of("market1", "health1", "ecologyleader", "admin", "nosuchperson")) {
                assertRule(client.post(task + "/assignee", Map.of("userId", foreigner)), 400, "assignee-not-candidate");
            }
            assertThat(tasks.createTaskQuery().taskId(id).singleResult().getAssignee())
                    .isEqualTo(LEAD);
            assertThat(client.post(task + "/unclaim", null).status()).isEqualTo(204);
            assertThat(client.post(task + "/assignee", Map.of("userId", COLLEAGUE))
                            .status())
                    .isEqualTo(204);
            assertRule(client.post(task + "/complete", Map.of()), 409, "task-claimed");
            assertRule(client.post(task + "/submit-form", Map.of()), 409, "task-claimed");
            claimedBy(id, null);
        }
    }

    @Test
    @DisplayName("转交给外单位的人与转交给不存在的人，回答一字不差，不出姓名")
    void givingATaskToAStranger_tellsNotWhoThereIs() {
        String id = assignment();
        Map<String, Client> doors = doors(LEAD);
        for (String stranger : List.of("market1", "admin", "nosuchperson", "")) {
            List<Answer> answers = new ArrayList<>();
            doors.forEach((door, client) -> {
                answers.add(client.post(door + "/task/" + id + "/assignee", Map.of("userId", stranger)));
                answers.add(client.post(door + "/task/" + id + "/claim", Map.of("userId", stranger)));
            });
            answers.add(http.basic(LEAD).put("/api/tasks/" + id + "/assignee", Map.of("person", stranger)));
            for (Answer answer : answers) {
                assertRule(answer, 400, "assignee-not-candidate");
                assertThat(answer.json()).isEqualTo(answers.get(0).json());
                assertThat(answer.body())
                        .contains("只能转给本任务承办单位相应岗位的人员")
                        .doesNotContain(people.nameOf("market1"), "nosuchperson");
            }
        }
        assertRule(http.basic(LEAD).put("/api/tasks/" + id + "/assignee", Map.of()), 400, "assignee-not-candidate");
    }

    @Test
    @DisplayName("数据库里多出一条授权，什么也打不开")
    void aStrayAuthorization_opensNothing() {
        String id = assignment();
        Authorization stray = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        stray.setUserId("market1");
        stray.setResource(Resources.TASK);
        stray.setResourceId(id);
        stray.addPermission(Permissions.ALL);
        authorizations.saveAuthorization(stray);
        try {
            Client stranger = http.basic("market1");
            String ours = "/api/tasks/" + id;
            assertRule(stranger.get(ours + "/form"), 404, "task-gone");
            assertRule(stranger.get(ours + "/colleagues"), 404, "task-gone");
            assertRule(stranger.put(ours + "/draft", Map.of("note", "x")), 404, "task-gone");
            assertRule(stranger.put(ours + "/assignee", Map.of("person", LEAD)), 404, "task-gone");
            for (String person : List.of(LEAD, "market1")) {
                for (String how : List.of("/assignee", "/claim")) {
                    assertRule(
                            stranger.post(ENGINE_REST + "/task/" + id + how, Map.of("userId", person)),
                            403,
                            "task-not-yours");
                }
            }
            claimedBy(id, LEAD);
            assertRule(stranger.post(ENGINE_REST + "/task/" + id + "/unclaim", null), 403, "task-not-yours");
            assertThat(tasks.createTaskQuery().taskId(id).singleResult().getAssignee())
                    .isEqualTo(LEAD);
        } finally {
            authorizations.deleteAuthorization(stray.getId());
            claimedBy(id, null);
        }
    }

    @Test
    @DisplayName("转交之后，原经办人不留任何权限")
    void aFormerAssignee_keepsNothing() {
        String id = assignment();
        List<String> before = rows().get("act_ru_authorization");
        identity.createMembership("market2", "ecologyStaff");
        try {
            assertThat(http.basic("market2")
                            .post(ENGINE_REST + "/task/" + id + "/claim", Map.of("userId", "market2"))
                            .status())
                    .isEqualTo(204);
            assertThat(http.basic(LEAD)
                            .post(ENGINE_REST + "/task/" + id + "/assignee", Map.of("userId", LEAD))
                            .status())
                    .isEqualTo(204);
        } finally {
            identity.deleteMembership("market2", "ecologyStaff");
        }

        assertThat(rows().get("act_ru_authorization")).isEqualTo(before);
        assertThat(http.basic("market2").get(ENGINE_REST + "/task/" + id).status())
                .isEqualTo(404);
        assertRule(
                http.basic("market2").post(ENGINE_REST + "/task/" + id + "/complete", Map.of()), 403, "task-not-yours");
        claimedBy(id, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "submit-form"})
    @DisplayName("未声明的内容、类型不符的内容，两个接口都用同一句话退回")
    void undeclaredOrWrongInputs_areRefusedTheSameWayAtBothDoors(String how) {
        String id = assignment();
        claimedBy(id, LEAD);
        Map<String, List<String>> before = rows();
        Map<Object, String> refused = Map.of(
                variables(Map.of("decision", "close")), "undeclared-input",
                variables(Map.of("measureKey", "2026-01-01")), "undeclared-input",
                variables(Map.of("units", "{不是列表")), "wrong-type",
                variables(Map.of("cadence", "daily")), "unknown-choice",
                variables(Map.of("confirmEachPeriod", "也许")), "wrong-type",
                variables(Map.of("deadline", "2026-02-30")), "wrong-type",
                variables(Map.of("note", 7)), "wrong-type",
                variables(Map.of("note", "字".repeat(1001))), "too-long",
                Map.of("variables", Map.of("note", Map.of("type", "Bytes", "value", "aGk="))), "wrong-type",
                Map.of(
                                "variables",
                                Map.of(
                                        "note",
                                        Map.of(
                                                "type", "Object",
                                                "value", "{}",
                                                "valueInfo",
                                                        Map.of(
                                                                "objectTypeName", "java.lang.String",
                                                                "serializationDataFormat", "application/json")))),
                        "wrong-type");

        refused.forEach((body, code) -> {
            List<String> sentences = new ArrayList<>();
            doors(LEAD).forEach((door, client) -> {
                Answer answer = client.post(door + "/task/" + id + "/" + how, body);
                assertRule(answer, 400, code);
                sentences.add(answer.message());
            });
            assertThat(sentences).hasSize(2);
            assertThat(sentences.get(0)).isEqualTo(sentences.get(1));
        });

        assertThat(rows()).isEqualTo(before);
        claimedBy(id, null);
    }

    @Test
    @DisplayName("已声明的内容不成为流程变量；需要决定的任务不接受空提交")
    void declaredInputs_areTakenAndADecisionIsAskedFor() {
        String measure = "2026-18-01";
        String id = task(measure, "userTask_assignMeasure").getId();
        Answer done = http.login(LEAD)
                .post(TASKLIST + "/task/" + id + "/submit-form", variables(Map.of("cadence", "monthly")));
        assertThat(done.status()).as(done.body()).isEqualTo(204);
        assertThat(jdbc.sql("select cadence from measure where measure_key = ?")
                        .param(measure)
                        .query(String.class)
                        .single())
                .isEqualToIgnoringCase("monthly");
        assertThat(runtime.createVariableInstanceQuery().variableName("cadence").count())
                .isZero();
        runJobs();

        Task fill = task(measure, "userTask_fillReport", "cityadmin");
        assertRule(
                http.basic("cityadmin1").post(ENGINE_REST + "/task/" + fill.getId() + "/complete", Map.of()),
                400,
                "state-missing");
        complete(fill, "cityadmin1", Map.of("state", "on_track", "narrative", "按计划推进。"));
        Task sign = task(measure, "userTask_approveReport", "cityadmin");
        Map<String, List<String>> before = rows();
        for (Map.Entry<String, Client> door : doors("cityadminleader").entrySet()) {
            String path = door.getKey() + "/task/" + sign.getId();
            for (String how : List.of("/complete", "/submit-form")) {
                assertRule(door.getValue().post(path + how, Map.of()), 400, "decision-missing");
                assertRule(
                        door.getValue().post(path + how, variables(Map.of("decision", "maybe"))),
                        400,
                        "unknown-choice");
                assertRule(
                        door.getValue().post(path + how, variables(Map.of("decision", "return"))),
                        400,
                        "opinion-missing");
            }
        }
        assertRule(
                http.basic("cityadmin1")
                        .post(
                                ENGINE_REST + "/task/" + sign.getId() + "/complete",
                                variables(Map.of("decision", "approve"))),
                403,
                "task-not-yours");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("没有登录、口令不对：什么也做不了")
    void nobody_getsNowhere() {
        String id = assignment();
        Map<String, List<String>> before = rows();
        for (Client client : List.of(http.nobody(), http.basic("nosuchperson"), http.basic("weather2", "wrong"))) {
            for (String door : List.of(ENGINE_REST, TASKLIST)) {
                assertThat(client.get(door + "/task").status()).isEqualTo(401);
                assertThat(client.get(door + "/task/" + id + "/variables").status())
                        .isEqualTo(401);
                assertThat(client.post(door + "/task/" + id + "/complete", Map.of())
                                .status())
                        .isIn(401, 403);
            }
            assertThat(client.get("/api/tasks/" + id + "/form").status()).isEqualTo(401);
        }
        assertThat(rows()).isEqualTo(before);
    }

    /** Both applications, as the person uses them. */
    private Map<String, Client> doors(String user) {
        return Map.of(ENGINE_REST, http.basic(user), TASKLIST, http.login(user));
    }
}
