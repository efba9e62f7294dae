package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Client;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator keeps people and looks at what runs; of what people write nothing is open to them (ADR 0027). */
@DisplayName("系统管理员")
class AdministratorTest extends RestTest {

    private static final String MEASURE = "2026-10-01";
    private static final String REPORTED = "2026-19-01";
    private static final String SECRET = "尚未提交的一句话";

    static Stream<String> variables() {
        return Stream.of(
                "/process-instance/{instance}/variables",
                "/process-instance/{instance}/variables/measureKey",
                "/process-instance/{instance}/variables/measureKey/data",
                "/execution/{instance}/localVariables",
                "/execution/{instance}/localVariables/measureKey",
                "/variable-instance",
                "/variable-instance/count",
                "/variable-instance/{variable}",
                "/variable-instance/{variable}/data",
                "/history/variable-instance",
                "/history/variable-instance/count",
                "/history/variable-instance/{variable}",
                "/history/variable-instance/{variable}/data",
                "/history/detail",
                "/history/detail/count");
    }

    @ParameterizedTest
    @MethodSource("variables")
    @DisplayName("流程里的变量，现在的、过去的，都读不到")
    void variables_areReadByNobodyOutsideOfTasks(String path) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(MEASURE)
                .singleResult()
                .getId();
        String variable = runtime.createVariableInstanceQuery()
                .processInstanceIdIn(instance)
                .variableName("measureKey")
                .singleResult()
                .getId();
        String address = path.replace("{instance}", instance).replace("{variable}", variable);

        for (Map.Entry<String, Client> door : doors("admin").entrySet()) {
            assertRule(door.getValue().get(door.getKey() + address), 403, "not-by-hand");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/variable-instance", "/history/variable-instance", "/history/detail"})
    @DisplayName("按条件查变量也不行")
    void variables_areNotAskedFor(String path) {
        for (Map.Entry<String, Client> door : doors("admin").entrySet()) {
            assertRule(door.getValue().post(door.getKey() + path, Map.of()), 403, "not-by-hand");
        }
    }

    @Test
    @DisplayName("任务、表单、草稿：看不到，也不能认领、转交、办理")
    void tasks_areNotTheirs() {
        String id = task(MEASURE, "userTask_assignMeasure").getId();
        assertThat(http.basic("ecology1")
                        .put("/api/tasks/" + id + "/draft", Map.of("note", SECRET))
                        .status())
                .isEqualTo(200);
        Map<String, List<String>> before = rows();

        for (Map.Entry<String, Client> door : doors("admin").entrySet()) {
            String task = door.getKey() + "/task/" + id;
            Client admin = door.getValue();
            assertThat(admin.get(door.getKey() + "/task?maxResults=1000").body())
                    .isEqualTo("[]");
            assertThat(admin.post(door.getKey() + "/task", Map.of()).body()).isEqualTo("[]");
            assertThat(admin.get(door.getKey() + "/task/count")
                            .json()
                            .path("count")
                            .asInt())
                    .isZero();
            for (String part : List.of(
                    "",
                    "/form",
                    "/form-variables",
                    "/rendered-form",
                    "/deployed-form",
                    "/variables",
                    "/variables/measureKey",
                    "/variables/measureKey/data",
                    "/localVariables",
                    "/localVariables/measureText",
                    "/identity-links",
                    "/comment",
                    "/attachment")) {
                Answer answer = admin.get(task + part);
                assertThat(answer.status() == 200 ? answer.body() : answer.status() + "")
                        .as(part)
                        .isIn("403", "404", "[]");
            }
            for (String act : List.of("/claim", "/assignee")) {
                assertThat(admin.post(task + act, Map.of("userId", "admin")).status())
                        .isIn(400, 403);
                assertRule(admin.post(task + act, Map.of("userId", "ecology1")), 403, "task-not-yours");
            }
            assertRule(admin.post(task + "/unclaim", null), 403, "task-not-yours");
            assertRule(admin.post(task + "/complete", Map.of()), 403, "task-not-yours");
            assertRule(admin.post(task + "/submit-form", Map.of()), 403, "task-not-yours");
        }
        Client admin = http.login("admin");
        assertRule(admin.get("/api/tasks/" + id + "/form"), 404, "task-gone");
        assertRule(http.basic("admin").put("/api/tasks/" + id + "/draft", Map.of("note", "x")), 404, "task-gone");
        assertRule(admin.get("/api/tasks/" + id + "/colleagues"), 404, "task-gone");
        assertRule(
                http.basic("admin").put("/api/tasks/" + id + "/assignee", Map.of("person", "admin")), 404, "task-gone");
        assertThat(admin.get("/tasks/" + id).status()).isEqualTo(404);
        for (String table : List.of("report", "sign", "confirm", "review", "assign")) {
            assertThat(admin.get("/tables/" + table).body()).as(table).doesNotContain("data-task", MEASURE);
        }
        assertThat(admin.get("/measures/" + MEASURE).body()).doesNotContain(SECRET);
        assertThat(rows()).isEqualTo(before);
        jdbc.sql("delete from draft where draft_key = ?")
                .param("assign/" + MEASURE)
                .update();
    }

    @Test
    @DisplayName("报送单、平台报送：没有一张是管理员的")
    void sheetsAndSubmissions_areNotTheirs() {
        complete(task(REPORTED, "userTask_assignMeasure"), "agriculture1", Map.of("confirmed", true));
        String sheet = "/tables/sheets/agriculture/"
                + jdbc.sql("select p.due from round r join period p on p.id = r.period_id"
                                + " where r.measure_key = ? and r.state = 'open'")
                        .param(REPORTED)
                        .query(LocalDate.class)
                        .single();
        Client admin = http.login("admin");
        assertThat(http.login("planoffice").get("/tables/sheets").body()).contains(sheet);
        assertThat(http.login("planoffice").get(sheet).status()).isEqualTo(200);
        assertThat(admin.get("/tables/sheets").body()).doesNotContain("/tables/sheets/");
        assertThat(admin.get(sheet).status()).isEqualTo(404);
        assertThat(admin.get("/platform").body()).contains("还没有发起的报送");
        assertThat(admin.get("/measures").body()).doesNotContain("href=\"/platform\"");
    }

    @Test
    @DisplayName("流程由计划办启动，不由管理员；授权不在页面上改，谁也不能给自己开门")
    void noProcessIsStarted_andNoRightIsGiven() {
        Map<String, List<String>> before = rows();
        for (Map.Entry<String, Client> door : doors("admin").entrySet()) {
            for (String process : List.of("plan-launch", "measure-withdrawal", "open-platform-submission")) {
                assertThat(door.getValue()
                                .post(door.getKey() + "/process-definition/key/" + process + "/start", Map.of())
                                .status())
                        .isEqualTo(403);
            }
            Map<String, Object> everything = Map.of(
                    "type", 1, "permissions", List.of("ALL"), "userId", "admin", "resourceType", 7, "resourceId", "*");
            assertRule(door.getValue().post(door.getKey() + "/authorization/create", everything), 403, "not-by-hand");
            String any = door.getValue()
                    .get(door.getKey() + "/authorization?resourceType=7&groupIdIn=camunda-admin")
                    .json()
                    .path(0)
                    .path("id")
                    .asText();
            assertThat(any).isNotEmpty();
            assertRule(door.getValue().put(door.getKey() + "/authorization/" + any, everything), 403, "not-by-hand");
            assertRule(
                    door.getValue().send("DELETE", door.getKey() + "/authorization/" + any, null), 403, "not-by-hand");
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("看得到运行情况、失败的步骤、人员和组；能重试")
    void whatRuns_isSeen() {
        Client admin = http.basic("admin");
        for (String path : List.of(
                "/process-instance",
                "/incident",
                "/job",
                "/history/activity-instance",
                "/history/task",
                "/user",
                "/group")) {
            Answer answer = admin.get(ENGINE_REST + path + "?maxResults=1000");
            assertThat(answer.status()).as(path).isEqualTo(200);
            if (!path.equals("/incident")) {
                assertThat(answer.json()).as(path).isNotEmpty();
            }
        }
        String job = management.createJobQuery().list().get(0).getId();
        int retries = management.createJobQuery().jobId(job).singleResult().getRetries();
        assertThat(admin.put(ENGINE_REST + "/job/" + job + "/retries", Map.of("retries", retries))
                        .status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("管理员兼任经办人：按经办人的岗位办")
    void anAdministratorWithAUnit_worksAsItsClerk() {
        String id = task(MEASURE, "userTask_assignMeasure").getId();
        identity.createMembership("admin", "ecologyStaff");
        try {
            assertThat(http.basic("admin").get("/api/tasks/" + id + "/form").status())
                    .isEqualTo(200);
            String task = ENGINE_REST + "/task/" + id;
            assertThat(http.basic("admin")
                            .post(task + "/claim", Map.of("userId", "admin"))
                            .status())
                    .isEqualTo(204);
            assertThat(http.basic("admin").post(task + "/unclaim", null).status())
                    .isEqualTo(204);
        } finally {
            identity.deleteMembership("admin", "ecologyStaff");
        }
        assertThat(http.basic("admin").get("/api/tasks/" + id + "/form").status())
                .isEqualTo(404);
    }

    private Map<String, Client> doors(String user) {
        return Map.of(ENGINE_REST, http.basic(user), TASKLIST, http.login(user));
    }
}
