package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Client;
import org.greenplan.engine.Http.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One login for Tasklist, our own pages and /api: Camunda's session, else HTTP Basic. */
class LoginTest extends RestTest {

    private static final String MEASURE = "2026-16-04";

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    @DisplayName("Tasklist 的登录，在本系统页面同样有效")
    void tasklistsSession_opensOurPages() {
        Session clerk = http.login("cityadmin1");

        Answer page = clerk.get("/measures");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("区城市管理委");
        assertThat(clerk.get("/api/plans/2026/measures").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("HTTP Basic 不留下会话")
    void basic_leavesNoSession() {
        long sessions = sessions();

        for (String path : List.of("/measures", "/api/plans/2026/measures", ENGINE_REST + "/task")) {
            Answer answer = http.basic("cityadmin1").get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("set-cookie")).as(path).isEmpty();
        }
        assertThat(sessions()).isEqualTo(sessions);
    }

    private long sessions() {
        return jdbc.sql("select count(*) from spring_session").query(Long.class).single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://elsewhere.example", "null", "https://localhost", "http://localhost:1", "not a uri"})
    @DisplayName("别的网站发来的请求一律拒绝")
    void aForeignOrigin_changesNothing(String origin) {
        Session clerk = http.login("cityadmin1");
        String draft = draft();
        Map<String, List<String>> before = rows();

        assertRule(clerk.send("PUT", draft, Map.of("note", "x"), Map.of("Origin", origin)), 403, "foreign-origin");
        Answer basic = http.send(
                "PUT",
                draft,
                Map.of("note", "x"),
                Map.of("Origin", origin, "Authorization", Http.basicAuth("cityadmin1", Http.PASSWORD)));
        assertRule(basic, 403, "foreign-origin");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("会话请求没有来源也拒绝；本系统页面、HTTP Basic 可以")
    void aSessionWithoutOrigin_changesNothing() {
        Session clerk = http.login("cityadmin1");
        String draft = draft();

        assertRule(clerk.send("PUT", draft, Map.of(), Map.of()), 403, "foreign-origin");
        assertRule(clerk.send("PUT", draft, Map.of(), Map.of("Sec-Fetch-Site", "cross-site")), 403, "foreign-origin");
        assertThat(clerk.send("PUT", draft, Map.of(), Map.of("Sec-Fetch-Site", "same-origin"))
                        .status())
                .isEqualTo(200);
        assertThat(clerk.send("PUT", draft, Map.of(), Map.of("Origin", http.root()))
                        .status())
                .isEqualTo(200);
        assertThat(http.basic("cityadmin1").put(draft, Map.of()).status()).isEqualTo(200);
    }

    private String draft() {
        return "/api/tasks/" + task(MEASURE, "userTask_assignMeasure").getId() + "/draft";
    }

    @Test
    @DisplayName("Tasklist 的修改请求须带令牌")
    void aWrongToken_endsTheSession() {
        Session clerk = http.login("cityadmin1");
        String claim =
                TASKLIST + "/task/" + task(MEASURE, "userTask_assignMeasure").getId() + "/claim";

        Answer refused =
                clerk.send("POST", claim, Map.of("userId", "cityadmin1"), Map.of("X-XSRF-TOKEN", "0".repeat(32)));

        assertThat(refused.status()).isIn(401, 403);
        assertThat(task(MEASURE, "userTask_assignMeasure").getAssignee()).isNull();
    }

    @Test
    @DisplayName("没有登录：页面转到登录，接口答 401")
    void nobody_isSentToTheLogin() {
        for (Client client : List.of(
                http.nobody(), http.basic("nosuchperson"), http.basic("weather2", "wrong"), http.basic("", ""))) {
            Answer page = client.get("/measures/2026-16-04?q=a");
            assertThat(page.status()).isEqualTo(302);
            assertThat(page.header("location"))
                    .containsExactly(http.root()
                            + "/camunda/app/tasklist/default/#/login?back=%2Fmeasures%2F2026-16-04%3Fq%3Da");
            Answer api = client.get("/api/plans/2026/measures");
            assertRule(api, 401, "not-logged-in");
            assertThat(api.header("www-authenticate"))
                    .singleElement()
                    .asString()
                    .startsWith("Basic");
        }
        for (String path : List.of("/measures;x=1", "/%6deasures", "//measures", "/plans/2026/source")) {
            assertThat(http.nobody().get(path).status()).as(path).isIn(302, 400, 404);
        }
    }

    @Test
    @DisplayName("已注销的人员，会话随即失效")
    void aPersonWhoIsGone_isLoggedOut() {
        User passing = identity.newUser("passing1");
        passing.setFirstName("过客");
        passing.setLastName("");
        passing.setPassword(Http.PASSWORD);
        identity.saveUser(passing);
        identity.createMembership("passing1", "cityadminStaff");
        Session session = http.login("passing1");
        assertThat(session.get("/measures").status()).isEqualTo(200);

        identity.deleteUser("passing1");

        assertThat(session.get("/measures").status()).isEqualTo(302);
        assertRule(session.get("/api/plans/2026/measures"), 401, "not-logged-in");
        assertRule(session.put(draft(), Map.of()), 401, "not-logged-in");
    }

    @Test
    @DisplayName("调离单位之后，原会话看不到原单位的事项")
    void aPersonWhoHasMoved_seesNoMoreOfTheUnit() {
        String measure = "2026-16-04";
        identity.createMembership("market2", "cityadminStaff");
        Session session = http.login("market2");
        try {
            assertThat(session.get("/measures/" + measure).status()).isEqualTo(200);
        } finally {
            identity.deleteMembership("market2", "cityadminStaff");
        }

        assertThat(session.get("/measures/" + measure).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("本系统的每个网址都在登录之后")
    void everyPathOfOurs_standsBehindTheLogin() {
        List<String> ours = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("org.greenplan."))
                .flatMap(entry -> entry.getKey().getPatternValues().stream())
                .toList();
        assertThat(ours).hasSizeGreaterThan(10);

        assertThat(ours)
                .filteredOn(path -> !path.equals("/") && !path.equals(BrandScript.PATH))
                .allSatisfy(path -> assertThat(LoginFilter.PATHS)
                        .anyMatch(guarded -> guarded.endsWith("/*")
                                ? path.startsWith(guarded.substring(0, guarded.length() - 1))
                                : path.equals(guarded)));
    }

    @Test
    void answers_areNeitherKeptNorFramed() {
        Answer page = http.basic("cityadmin1").get("/measures");

        assertThat(page.header("cache-control")).containsExactly("no-store");
        assertThat(page.header("x-content-type-options")).containsExactly("nosniff");
        assertThat(page.header("x-frame-options")).containsExactly("SAMEORIGIN");
    }
}
