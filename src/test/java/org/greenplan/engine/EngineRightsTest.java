package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.engine.Http.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the engine's REST offers beside tasks: nothing of it is for staff, whatever their unit or rank. */
class EngineRightsTest extends RestTest {

    private static final String MEASURE = "2026-16-04";
    private static final List<String> STAFF = List.of(
            "cityadmin1",
            "cityadminleader",
            "water1",
            "market1",
            "marketleader",
            "planoffice",
            "planofficeleader",
            "districtleader");

    @TempDir
    private Path scratch;

    @Autowired
    private AuthorizationService authorizations;

    record Action(String method, String path, Object body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Action> refused() {
        Map<String, Object> user = Map.of(
                "profile", Map.of("id", "intruder", "firstName", "某", "lastName", "人"),
                "credentials", Map.of("password", "long-enough-1"));
        return Stream.of(
                new Action("PUT", "/process-instance/{instance}/variables/measureKey", Map.of("value", "x")),
                new Action(
                        "POST", "/process-instance/{instance}/variables", Map.of("deletions", List.of("measureKey"))),
                new Action("DELETE", "/process-instance/{instance}/variables/measureKey", null),
                new Action(
                        "POST",
                        "/process-instance/{instance}/modification",
                        Map.of(
                                "instructions",
                                List.of(Map.of("type", "cancel", "activityId", "userTask_assignMeasure")))),
                new Action("DELETE", "/process-instance/{instance}", null),
                new Action("PUT", "/process-instance/{instance}/suspended", Map.of("suspended", true)),
                new Action("POST", "/process-instance/delete", Map.of("processInstanceIds", List.of("{instance}"))),
                new Action("POST", "/message", Map.of("messageName", "measure-withdrawn", "businessKey", MEASURE)),
                new Action(
                        "POST",
                        "/message",
                        Map.of("messageName", "measure-withdrawn", "businessKey", MEASURE, "all", true)),
                new Action("POST", "/execution/{instance}/signal", Map.of()),
                new Action(
                        "POST", "/execution/{instance}/localVariables", Map.of("modifications", Map.of("x", Map.of()))),
                new Action("PUT", "/execution/{instance}/localVariables/x", Map.of("value", 1)),
                new Action("POST", "/execution/{instance}/messageSubscriptions/measure-withdrawn/trigger", Map.of()),
                new Action("POST", "/process-definition/key/measure-cycle/start", Map.of()),
                new Action("POST", "/process-definition/key/unit-report/start", Map.of()),
                new Action(
                        "POST",
                        "/process-definition/key/measure-withdrawal/start",
                        Map.of("variables", Map.of("withdrawalId", Map.of("value", 1)))),
                new Action(
                        "POST",
                        "/process-definition/key/measure-withdrawal/start",
                        Map.of(
                                "startInstructions",
                                List.of(Map.of(
                                        "type", "startBeforeActivity",
                                        "activityId", "serviceTask_withdrawMeasure")))),
                new Action("POST", "/process-definition/key/plan-launch/start", Map.of("businessKey", "mine")),
                new Action(
                        "POST",
                        "/process-definition/key/plan-launch/submit-form",
                        Map.of("variables", Map.of("planYear", Map.of("value", 2026)))),
                new Action("PUT", "/process-definition/key/measure-cycle/suspended", Map.of("suspended", true)),
                new Action("DELETE", "/process-definition/key/measure-cycle?cascade=true", null),
                new Action("PUT", "/job-definition/suspended", Map.of("processDefinitionKey", "measure-cycle")),
                new Action("POST", "/filter/create", Map.of("resourceType", "Task", "name", "我的", "query", Map.of())),
                new Action("POST", "/user/create", user),
                new Action("PUT", "/user/water1/profile", Map.of("id", "water1", "firstName", "某人", "lastName", "")),
                new Action("PUT", "/user/water1/credentials", Map.of("password", "long-enough-1")),
                new Action("DELETE", "/user/weather1", null),
                new Action("POST", "/group/create", Map.of("id", "intruders", "name", "n", "type", "WORKFLOW")),
                new Action("PUT", "/group/waterSupervisor/members/market1", null),
                new Action("DELETE", "/group/waterStaff/members/water2", null),
                new Action(
                        "POST",
                        "/authorization/create",
                        Map.of(
                                "type",
                                1,
                                "permissions",
                                List.of("ALL"),
                                "userId",
                                "market1",
                                "resourceType",
                                7,
                                "resourceId",
                                "*")),
                new Action("POST", "/task/report/candidate-group-count", null),
                new Action("POST", "/history/cleanup?immediatelyDue=true", null));
    }

    static Stream<String> history() {
        return Stream.of(
                "/history/task",
                "/history/process-instance",
                "/history/activity-instance",
                "/history/user-operation",
                "/history/identity-link-log",
                "/history/job-log",
                "/history/incident",
                "/history/batch",
                "/history/decision-instance",
                "/history/external-task-log",
                "/process-instance",
                "/execution",
                "/event-subscription",
                "/incident",
                "/job",
                "/external-task",
                "/batch",
                "/authorization",
                "/deployment",
                "/schema/log");
    }

    private String instance() {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(MEASURE)
                .singleResult()
                .getId();
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("流程、人员、权限、筛选器：工作人员改动不了，表中各行不变")
    void whatIsNotForStaff_isRefused(Action action) {
        String instance = instance();
        Map<String, List<String>> before = rows();

        for (String user : STAFF) {
            boolean oneself = action.path().contains("/user/" + user + "/");
            if (oneself) {
                continue;
            }
            Answer answer = http.basic(user)
                    .send(action.method(), ENGINE_REST + action.path().replace("{instance}", instance), action.body());
            assertThat(answer.status())
                    .as(user + " " + action + " " + answer.body())
                    .isBetween(400, 405);
        }
        Answer byTasklist = http.login("market1")
                .send(action.method(), TASKLIST + action.path().replace("{instance}", instance), action.body());
        assertThat(byTasklist.status()).as(byTasklist.body()).isBetween(400, 405);

        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("history")
    @DisplayName("历史与流程数据：只有系统管理员能查")
    void historyAndInstances_areForAdministrators(String path) {
        for (String user : STAFF) {
            assertRule(http.basic(user).get(ENGINE_REST + path), 403, "not-yours");
        }
        assertThat(http.basic("admin").get(ENGINE_REST + path).status()).isEqualTo(200);
        assertThat(http.nobody().get(ENGINE_REST + path).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("其他单位任务的历史、变量、评论、附件，按编号也读不到")
    void byItsId_nothingOfOthersIsRead() {
        String instance = instance();
        String taskId = task(MEASURE, "userTask_assignMeasure").getId();
        String variable = runtime.createVariableInstanceQuery()
                .processInstanceIdIn(instance)
                .variableName("measureKey")
                .singleResult()
                .getId();
        for (String user : List.of("water1", "market1", "marketleader", "planoffice", "districtleader")) {
            for (String path : List.of(
                    "/history/process-instance/" + instance,
                    "/history/task?taskId=" + taskId,
                    "/history/variable-instance/" + variable,
                    "/history/variable-instance?processInstanceId=" + instance,
                    "/variable-instance/" + variable,
                    "/process-instance/" + instance,
                    "/process-instance/" + instance + "/variables",
                    "/process-instance/" + instance + "/activity-instances",
                    "/process-instance/" + instance + "/comment",
                    "/execution/" + instance + "/localVariables",
                    "/task/" + taskId + "/comment",
                    "/task/" + taskId + "/attachment",
                    "/task/" + taskId + "/variables/measureKey/data",
                    "/task/" + taskId + "/rendered-form",
                    "/task/" + taskId + "/deployed-form")) {
                Answer answer = http.basic(user).get(ENGINE_REST + path);
                boolean empty = answer.status() == 200 && answer.body().equals("[]");
                assertThat(empty || answer.status() >= 400 && answer.status() < 500)
                        .as(user + " " + path + " " + answer)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/process-definition/statistics"})
    @DisplayName("运行计数不含任何事项内容")
    void counters_nameNoMeasure(String path) {
        Answer answer = http.basic("market1").get(ENGINE_REST + path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("2026-");
        assertThat(http.nobody().get(ENGINE_REST + path).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("Cockpit 和系统管理不对工作人员开放")
    void cockpitAndAdmin_areClosedForStaff() {
        Http.Session clerk = http.login("market1");
        String plugin = "/camunda/api/cockpit/plugin/base/default";

        assertRule(clerk.post(plugin + "/process-instance", Map.of()), 403, "not-yours");
        assertRule(clerk.post(plugin + "/incident", Map.of()), 403, "not-yours");
        for (String app : List.of("admin", "cockpit")) {
            assertThat(clerk.get("/camunda/app/" + app + "/default/").status()).isEqualTo(403);
            assertThat(http.login("admin")
                            .get("/camunda/app/" + app + "/default/")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(clerk.get("/camunda/api/admin/auth/user/default").body())
                .contains("tasklist")
                .doesNotContain("cockpit", "\"admin\"");
        assertThat(http.nobody().post(plugin + "/process-instance", Map.of()).status())
                .isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/task", "/task/count", "/filter/{filter}/list", "/filter/{filter}/count"})
    @DisplayName("查询里的表达式，无论在哪一层，都不被执行")
    void expressionsInAQuery_areNotRun(String path) {
        Path made = scratch.resolve("made");
        String command = "${''.getClass().forName('java.nio.file.Files').getMethods()[0].invoke(null)"
                + ".concat(''.getClass().forName('java.lang.Runtime').getRuntime().exec('touch %s'))}".formatted(made);
        for (String expression : List.of(command, "${planOffice.staff()}", "${now().getClass()}")) {
            Map<String, Object> query = Map.of("candidateGroupExpression", expression);
            for (Object body : List.of(
                    query,
                    Map.of("orQueries", List.of(query)),
                    Map.of("orQueries", List.of(Map.of("assignee", "water1"), query)))) {
                Answer answer = http.basic("market1").post(ENGINE_REST + path.replace("{filter}", anyFilter()), body);
                assertThat(answer.status()).as(path + body + answer.body()).isIn(400, 403);
                assertThat(answer.body()).doesNotContain("planofficeStaff", "Runtime");
            }
        }
        assertThat(made).doesNotExist();
        assertThat(http.basic("market1")
                        .post(ENGINE_REST + path.replace("{filter}", anyFilter()), Map.of())
                        .status())
                .isEqualTo(200);
    }

    private String anyFilter() {
        return http.basic("market1")
                .get(ENGINE_REST + "/filter")
                .json()
                .get(0)
                .path("id")
                .asText();
    }

    @Test
    @DisplayName("计划办可以启动两个流程，不带内容；系统管理员不能代人办理")
    void thePlanOffice_startsItsProcessesWithoutContent() {
        Answer started = http.login("planoffice")
                .post(
                        TASKLIST + "/process-definition/key/measure-withdrawal/submit-form",
                        Map.of("variables", Map.of()));
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        String instance = started.json().path("id").asText();
        String taskId = tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();

        assertThat(http.basic("admin")
                        .post(ENGINE_REST + "/task/" + taskId + "/complete", Map.of())
                        .code())
                .isEqualTo("task-not-yours");
        assertThat(http.basic("planofficeleader")
                        .post(ENGINE_REST + "/process-definition/key/measure-withdrawal/start", Map.of())
                        .status())
                .isEqualTo(403);
        runtime.deleteProcessInstance(instance, "test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"measure-cycle", "unit-report", "platform-submission", "deadline-reminder"})
    @DisplayName("由系统启动的流程，有授权的人也不能直接启动")
    void whatProcessesStart_nobodyStartsByHand(String process) {
        List<Authorization> stray = Stream.of(Resources.PROCESS_DEFINITION, Resources.PROCESS_INSTANCE)
                .map(this::everything)
                .toList();
        try {
            Map<String, List<String>> before = rows();
            for (String how : List.of("/start", "/submit-form")) {
                assertRule(
                        http.basic("market1").post(ENGINE_REST + "/process-definition/key/" + process + how, Map.of()),
                        403,
                        "not-started-by-hand");
            }
            assertThat(rows()).isEqualTo(before);
        } finally {
            stray.forEach(one -> authorizations.deleteAuthorization(one.getId()));
        }
    }

    private Authorization everything(Resource resource) {
        Authorization stray = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        stray.setUserId("market1");
        stray.setResource(resource);
        stray.setResourceId(Authorization.ANY);
        stray.addPermission(Permissions.ALL);
        return authorizations.saveAuthorization(stray);
    }

    @Test
    @DisplayName("本人可以改密码和邮箱，不能改姓名、不能注销")
    void onesOwnAccount_keepsItsName() {
        String user = "statistics2";
        Map<String, Object> profile = new LinkedHashMap<>(
                Map.of("id", user, "firstName", "骆", "lastName", "慧敏", "email", "new@huairou.example"));
        String account = ENGINE_REST + "/user/" + user;

        for (String other : List.of("姜福来", "<script>alert(1)</script>", "")) {
            Map<String, Object> renamed = new LinkedHashMap<>(profile);
            renamed.put("firstName", other);
            assertRule(http.basic(user).put(account + "/profile", renamed), 403, "name-by-administrator");
        }
        Map<String, Object> second = new LinkedHashMap<>(profile);
        second.put("lastName", "福来");
        assertRule(http.basic(user).put(account + "/profile", second), 403, "name-by-administrator");
        assertThat(http.basic(user).put(account + "/profile", profile).status()).isEqualTo(204);
        assertThat(http.basic(user).send("DELETE", account, null).status()).isEqualTo(403);
        assertThat(people.find(user).orElseThrow().name()).isEqualTo("骆慧敏");
        assertThat(people.find(user).orElseThrow().email()).isEqualTo("new@huairou.example");

        Answer changed = http.login(user)
                .put(
                        TASKLIST + "/user/" + user + "/credentials",
                        Map.of("password", "Another-pass-1", "authenticatedUserPassword", Http.PASSWORD));
        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        assertThat(http.basic(user, "Another-pass-1")
                        .get("/api/plans/2026/measures")
                        .status())
                .isEqualTo(200);
        assertRule(
                http.basic(user, "Another-pass-1")
                        .put(
                                account + "/credentials",
                                Map.of("password", Http.PASSWORD, "authenticatedUserPassword", "Another-pass-1")),
                400,
                "weak-password");
        User demo = identity.createUserQuery().userId(user).singleResult();
        demo.setPassword(Http.PASSWORD);
        identity.saveUser(demo);
        assertThat(http.basic("admin")
                        .put(
                                account + "/profile",
                                Map.of(
                                        "id",
                                        user,
                                        "firstName",
                                        "骆",
                                        "lastName",
                                        "慧敏",
                                        "email",
                                        user + "@huairou.example"))
                        .status())
                .isEqualTo(204);
    }
}
