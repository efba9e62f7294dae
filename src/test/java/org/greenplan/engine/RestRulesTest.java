package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.engine.Http.Client;
import org.greenplan.engine.RestRules.Audience;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of the engine's REST and of its web applications has a rule, and the rule holds at every door. */
class RestRulesTest extends RestTest {

    private static final RestRules RULES = new RestRules();

    private static List<String> forThese(Set<String> operations, Audience audience) {
        return operations.stream()
                .filter(key -> RULES.audience(key).orElseThrow() == audience)
                .toList();
    }

    @Test
    @DisplayName("引擎的每个接口操作都有规则，每条规则都有对应的操作")
    void operationsAndRules_meet() {
        Set<String> all = RestOperations.all();
        assertThat(all).hasSizeGreaterThan(490);

        assertThat(all).as("without a rule").allSatisfy(key -> assertThat(RULES.audience(key))
                .isPresent());
        assertThat(RULES.exactKeys()).as("rules of what is not there").isSubsetOf(all);
        assertThat(RULES.prefixes()).allSatisfy(prefix -> assertThat(all)
                .as("rule of what is not there: " + prefix)
                .anyMatch(key -> key.startsWith(prefix.replaceFirst("^\\* ", "GET "))
                        || key.substring(key.indexOf(' ')).startsWith(prefix.substring(prefix.indexOf(' ')))));
    }

    @Test
    @DisplayName("部署、修改、迁移、变量、批处理、删除历史、消息、信号、外部任务：对任何人都不开放")
    void whatChangesARunningPlan_isForNobody() {
        assertThat(forThese(RestOperations.engines(), Audience.NOBODY))
                .contains(
                        "POST /deployment/create",
                        "POST /process-instance/{id}/modification",
                        "POST /migration/execute",
                        "PUT /process-instance/{id}/variables/{varId}",
                        "POST /task/{id}/variables",
                        "POST /history/process-instance/delete",
                        "DELETE /history/process-instance/{id}",
                        "POST /history/cleanup",
                        "POST /message",
                        "POST /signal",
                        "POST /external-task/fetchAndLock",
                        "POST /external-task/{id}/complete",
                        "POST /identity/verify",
                        "DELETE /process-instance/{id}",
                        "POST /decision-definition/key/{key}/evaluate");
        assertThat(RestOperations.all().stream()
                        .filter(key -> key.startsWith("DELETE "))
                        .filter(key -> RULES.audience(key).orElseThrow() != Audience.NOBODY))
                .containsExactlyInAnyOrder(
                        "DELETE /filter/{id}",
                        "DELETE /group/{id}",
                        "DELETE /group/{id}/members/{userId}",
                        "DELETE /user/{id}");
    }

    @Test
    @DisplayName("规则在两个入口都有效：未登录的什么也做不了，经办人和管理员各止于其界")
    void rules_holdAtEveryDoor() {
        Map<String, List<String>> before = rows();
        Map<String, Client> nobody = Map.of(Http.ENGINE_REST, http.nobody(), Http.TASKLIST, http.nobody());
        RestOperations.engines()
                .forEach(key ->
                        assertThat(status(nobody, key)).as("nobody: %s", key).isIn(401, 403));

        Map<String, Client> clerk =
                Map.of(Http.ENGINE_REST, http.basic("market1"), Http.TASKLIST, http.login("market1"));
        // a definition that is not there is so before it is asked for whom
        forThese(RestOperations.engines(), Audience.ADMINISTRATOR)
                .forEach(key ->
                        assertThat(status(clerk, key)).as("clerk: %s", key).isIn(403, 404, 415));

        Map<String, Client> administrator =
                Map.of(Http.ENGINE_REST, http.basic("admin"), Http.TASKLIST, http.login("admin"));
        forThese(RestOperations.engines(), Audience.NOBODY).forEach(key -> assertThat(status(administrator, key))
                .as("administrator: %s", key)
                .isIn(403, 404, 415));
        assertThat(rows()).isEqualTo(before);
    }

    /** One half of the operations is tried at each door: the rules are the same, and each takes its time. */
    private static int status(Map<String, Client> doors, String key) {
        String door = Math.floorMod(key.hashCode(), 2) == 0 ? Http.ENGINE_REST : Http.TASKLIST;
        return status(doors.get(door), door, key);
    }

    private static int status(Client client, String door, String key) {
        String[] parts = key.split(" ");
        String path = door + parts[1].replaceAll("\\{[^}]+}", "x");
        if (key.equals("GET /engine")) {
            path = door.replaceFirst("/default$", "").replaceFirst("/engine$", "") + "/engine";
        }
        return client.send(parts[0], path, Set.of("GET", "OPTIONS").contains(parts[0]) ? null : Map.of())
                .status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine;a/default/user",
                "/camunda/api/engine;a/engine/default/user",
                "/camunda/api/engine/engine/default;a/user",
                "/camunda/api/engine/engine/default/user;a",
                "/camunda/api/engine/engine/d%65fault/user",
                "/camunda/api/engine//engine/default/user",
                "/camunda/api/engine/./engine/default/user",
                "/engine-rest/engine/default;a/user",
                "/engine-rest;a/user",
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/cockpit;a/plugin/base/default/process-definition"
            })
    @DisplayName("路径怎么拼写，都不能绕过登录")
    void oddSpellings_openNothing(String path) {
        for (String method : List.of("GET", "POST")) {
            assertThat(http.nobody()
                            .send(method, path, method.equals("GET") ? null : Map.of())
                            .status())
                    .as(method)
                    .isIn(400, 401, 403, 404, 405);
        }
    }

    @Test
    @DisplayName("首次设置和旧的登录永远关闭，对系统管理员也一样")
    void setupAndTheOldLogin_areClosedToAdministratorsToo() {
        Client administrator = http.login("admin");
        for (String path : List.of(
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/auth/user/default/login/tasklist")) {
            assertThat(administrator
                            .post(
                                    path,
                                    Map.of(
                                            "profile",
                                            Map.of("id", "x"),
                                            "credentials",
                                            Map.of("password", "long-enough-1")))
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(administrator.get("/camunda/app/admin/default/setup/").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /engine/{name}/task/{id}, GET /task/{id}",
        "GET, /engine/{name}, GET /",
        "POST, //user/create, POST /user/create",
        "GET, '/filter/{id : .+}/list', GET /filter/{id}/list",
        "GET, '/x/{a:[a-z]{2,3}}/', GET /x/{a}"
    })
    void operations_areNamedAsTheyStand(String verb, String path, String key) {
        assertThat(RestRules.key(verb, path)).isEqualTo(key);
    }

    @Test
    void longerAndExactLines_goFirst() {
        RestRules rules = new RestRules(
                List.of("nobody * /a/**", "everybody GET /a/{id}", "administrator GET /a/b/**", "# comment", ""));
        assertThat(rules.audience("GET /a")).contains(Audience.NOBODY);
        assertThat(rules.audience("GET /a/{id}")).contains(Audience.EVERYBODY);
        assertThat(rules.audience("POST /a/{id}")).contains(Audience.NOBODY);
        assertThat(rules.audience("GET /a/b/c")).contains(Audience.ADMINISTRATOR);
        assertThat(rules.audience("GET /b")).isEmpty();
        assertThatThrownBy(() -> new RestRules(List.of("somebody GET /a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RestRules(List.of("nobody GET a"))).isInstanceOf(IllegalStateException.class);
    }
}
