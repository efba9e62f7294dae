package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Client;
import org.greenplan.engine.Http.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One login for own pages and Tasklist, which is a session; name and password in each request for programs. */
class LoginTest extends RestTest {

    private static final String MEASURE = "2026-16-04";
    private static final String WHO = "/camunda/api/admin/auth/user/default";
    private static final String HOME = "/camunda/app/tasklist/default/";

    @Test
    @DisplayName("登录一次，本系统页面和任务列表都可以用")
    void oneLogin_opensOurPagesAndTasklist() {
        Session clerk = http.login("cityadmin1");

        assertThat(clerk.get("/measures").body()).contains("区城市管理委");
        assertThat(clerk.get("/api/plans/2026/measures").status()).isEqualTo(200);
        assertThat(clerk.get(HOME).status()).isEqualTo(200);
        assertThat(clerk.get(WHO).body()).contains("cityadmin1", "tasklist");
        assertThat(clerk.get(TASKLIST + "/task/count").status()).isEqualTo(200);
        assertThat(clerk.get("/login").header("location")).containsExactly("/");
        assertThat(clerk.get(ENGINE_REST + "/task").status())
                .as("a session is for people")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logout", WHO + "/logout"})
    @DisplayName("从任何一处退出，各处都退出")
    void oneLogout_closesAll(String logout) {
        Session clerk = http.login("cityadmin1");

        Answer out = clerk.post(logout, Map.of(), Map.of());

        assertThat(out.status()).isIn(200, 302);
        assertThat(clerk.get("/measures").status()).isEqualTo(302);
        assertThat(clerk.get(HOME).status()).isEqualTo(302);
        assertThat(clerk.get(WHO).status()).isEqualTo(401);
        assertThat(clerk.get("/login?out").body()).contains("您已退出登录");
    }

    @Test
    @DisplayName("用户名不分大小写，前后空格不算")
    void aName_countsInAnyCase() {
        assertThat(http.browser().enter(" CityAdmin1 ", Http.PASSWORD).header("location"))
                .containsExactly("/");
        assertThat(http.basic("CITYADMIN1").get("/api/plans/2026/measures").status())
                .isEqualTo(200);
        Session wrong = http.browser();
        assertThat(wrong.enter("weather2", "Greenplan").header("location")).containsExactly("/login?error");
        assertThat(wrong.get("/login?error").body()).contains("用户名或密码不正确");
        assertThat(http.browser().enter("nosuchperson", Http.PASSWORD).header("location"))
                .containsExactly("/login?error");
    }

    @Test
    @DisplayName("登录后回到原来要打开的页面；别的网站不行")
    void afterTheLogin_thePageThatWasAskedFor() {
        Session clerk = http.browser();
        clerk.get("/measures/2026-16-04?q=a");
        assertThat(clerk.enter("cityadmin1", Http.PASSWORD).header("location"))
                .containsExactly("/measures/2026-16-04?q=a");

        for (String elsewhere :
                List.of("//host/", "/\\host/", "/\t/host/", "https://host/", "/a//host", "/login", "javascript:x")) {
            Session browser = http.browser();
            browser.get("/login");
            Answer in = browser.post(
                    "/login?back=" + Base64.getUrlEncoder().encodeToString(elsewhere.getBytes(StandardCharsets.UTF_8)),
                    Map.of("username", "cityadmin1", "password", Http.PASSWORD, "back", elsewhere),
                    Map.of());
            assertThat(in.header("location")).as(elsewhere).containsExactly("/");
            browser = http.browser();
            browser.get("/login");
            browser.putCookie(
                    "greenplan-asked",
                    Base64.getUrlEncoder().encodeToString(elsewhere.getBytes(StandardCharsets.UTF_8)));
            assertThat(browser.enter("cityadmin1", Http.PASSWORD).header("location"))
                    .as(elsewhere)
                    .containsExactly("/");
        }
    }

    @Test
    @DisplayName("只看登录页的人不占会话；HTTP Basic 不留下会话")
    void neitherNobodyNorBasic_leavesASession() {
        long sessions = sessions();

        for (String path : List.of("/api/plans/2026/measures", ENGINE_REST + "/task")) {
            Answer answer = http.basic("cityadmin1").get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("set-cookie")).as(path).isEmpty();
        }
        for (String path : List.of("/login", "/measures", HOME, WHO)) {
            http.browser().get(path);
        }
        assertThat(sessions()).isEqualTo(sessions);
    }

    private long sessions() {
        return jdbc.sql("select count(*) from spring_session").query(Long.class).single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://elsewhere.example", "null", "https://localhost", "http://localhost:1", "not a uri"})
    @DisplayName("浏览器记住的密码，别的网站用不了")
    void aForeignOrigin_changesNothing(String origin) {
        String draft = draft();
        Map<String, List<String>> before = rows();

        Answer basic = http.send(
                "PUT",
                draft,
                Map.of("note", "x"),
                Map.of("Origin", origin, "Authorization", Http.basicAuth("cityadmin1", Http.PASSWORD)));
        assertRule(basic, 403, "foreign-origin");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.huairou.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    @DisplayName("别的网站替浏览器放好了令牌也不行：登录、会话的修改都只从本系统页面来")
    void aForeignPageThatKnowsTheToken_changesNothing(String header, String value) {
        String draft = draft();
        Session clerk = http.login("cityadmin1");
        Map<String, List<String>> before = rows();

        Answer changed = clerk.send("PUT", draft, Map.of("note", "x"), Map.of(header, value));
        assertRule(changed, 403, "foreign-origin");
        assertThat(rows()).isEqualTo(before);

        Session stranger = http.browser();
        stranger.get("/login");
        Answer in = stranger.post(
                "/login", Map.of("username", "cityadmin1", "password", Http.PASSWORD), Map.of(header, value));
        assertThat(in.status()).isEqualTo(403);
        assertThat(stranger.get(WHO).status()).isNotEqualTo(200);
    }

    @Test
    @DisplayName("本系统自己的页面：按打开它的网址算，演示用哪个网址打开都行")
    void ourOwnPage_changes() {
        Map<String, String> ours = Map.of("Origin", http.root(), "Sec-Fetch-Site", "same-origin");
        Answer changed = http.login("cityadmin1").send("PUT", draft(), Map.of("note", "x"), ours);

        assertThat(changed.status()).as(changed.body()).isBetween(200, 299);
    }

    @Test
    @DisplayName("会话的修改请求须带令牌；令牌不对，会话还在")
    void aSessionWithoutItsToken_changesNothing() {
        Session clerk = http.login("cityadmin1");
        String task = task(MEASURE, "userTask_assignMeasure").getId();
        Map<String, List<String>> before = rows();

        for (String token : List.of("", "0".repeat(36))) {
            Map<String, String> foreign = Map.of("X-XSRF-TOKEN", token);
            assertRule(clerk.send("PUT", draft(), Map.of("note", "x"), foreign), 403, "foreign-origin");
            assertRule(
                    clerk.send("POST", TASKLIST + "/task/" + task + "/claim", Map.of("userId", "cityadmin1"), foreign),
                    403,
                    "foreign-origin");
            assertThat(clerk.post("/reminders/settings", Map.of(), foreign).status())
                    .isEqualTo(403);
            assertThat(clerk.post("/logout", Map.of(), foreign).status()).isEqualTo(403);
        }
        assertThat(rows()).isEqualTo(before);
        assertThat(clerk.put(draft(), Map.of()).status()).isEqualTo(200);
        assertThat(http.basic("cityadmin1").put(draft(), Map.of()).status()).isEqualTo(200);
    }

    private String draft() {
        return "/api/tasks/" + task(MEASURE, "userTask_assignMeasure").getId() + "/draft";
    }

    @Test
    @DisplayName("没有登录：页面转到登录，接口答 401")
    void nobody_isSentToTheLogin() {
        for (Client client : List.of(
                http.nobody(), http.basic("nosuchperson"), http.basic("weather2", "wrong"), http.basic("", ""))) {
            Answer page = client.get("/measures/2026-16-04?q=a");
            assertThat(page.status()).isEqualTo(302);
            assertThat(page.header("location")).containsExactly("/login");
            Answer api = client.get("/api/plans/2026/measures");
            assertRule(api, 401, "not-logged-in");
            assertThat(api.header("www-authenticate"))
                    .singleElement()
                    .asString()
                    .startsWith("Basic");
        }
        Answer script = http.send("GET", "/api/tables", null, Map.of("Sec-Fetch-Mode", "cors"));
        assertRule(script, 401, "not-logged-in");
        assertThat(script.header("www-authenticate"))
                .as("no window of the browser's own")
                .isEmpty();
        assertThat(http.nobody()
                        .post("/measures/2026-16-04/withdrawal", Map.of())
                        .status())
                .isEqualTo(302);
    }

    @Test
    @DisplayName("网址只有一种写法：其他写法一律拒绝，不论是谁")
    void oddSpellings_areRefusedToEverybody() {
        Session admin = http.login("admin");
        for (String path : List.of(
                "/camunda/api/engine/engine;a/default/user",
                "/camunda/api/engine/engine/default;x/user",
                "/camunda/api;/engine/engine/default/user",
                "/camunda//api/engine/engine/default/user",
                "//camunda/api/engine/engine/default/user",
                "/camunda/api/engine/./engine/default/user",
                "/camunda/api/engine/x/../engine/default/user",
                "/camunda/api/engine/engine/d%65fault/user",
                "/camunda/%61pi/engine/engine/default/user",
                "/camunda/api%2Fengine/engine/default/user",
                "/camunda/api/engine/engine/default/%2e%2e/user",
                "/camunda/api/engine/engine%3ba/default/user",
                "/camunda/api/engine/engine/default/user%00",
                "/engine-rest/%75ser",
                "/engine-rest;a/user",
                "/measures;x=1",
                "/%6deasures",
                "/measures/..",
                "/api\\plans",
                "/css/..%5cx")) {
            for (String cookie : List.of("", "Cookie: SESSION=" + admin.cookie("SESSION") + "\r\n")) {
                String answer = http.raw("GET " + path + " HTTP/1.1", cookie + "Host: localhost");
                assertThat(answer).as(path + cookie).startsWith("HTTP/1.1 400");
                assertThat(answer).as(path).doesNotContain("\tat ", "planoffice");
            }
        }
        assertThat(http.login("cityadmin1").get("/measures?q=%E7%A2%B3;//").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("任何人未登录时都拿不到引擎的数据、脚本和表单")
    void nobody_getsNothing() {
        for (String path : List.of(
                "/camunda/api/engine/engine/default/user",
                "/camunda/api/engine/engine",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/cockpit/plugin/base/default/process-instance",
                "/camunda/app/tasklist/scripts/greenplan-forms.js",
                "/camunda/lib/deps.js",
                "/forms/fill-report.html",
                "/js/tables.js",
                "/engine-rest/user",
                "/error",
                "/nothing-here")) {
            Answer answer = http.send("GET", path, null, Map.of("Accept", "*/*"));
            assertThat(answer.status()).as(path).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("网址不取自请求自报的主机名")
    void theAddress_isNotTakenFromTheRequest() {
        String answer = http.raw(
                "GET /measures HTTP/1.1", "Host: evil.example", "X-Forwarded-Host: worse.example", "Accept: text/html");

        assertThat(answer)
                .startsWith("HTTP/1.1 302")
                .contains("Location: /login\r\n")
                .doesNotContain("evil", "worse");
    }

    @Test
    @DisplayName("没有列出的网址不开放；引擎自己的登录和初始设置永远关闭")
    void whatNobodyListed_isClosed() {
        Session admin = http.login("admin");
        for (String path :
                List.of("/nothing-here", "/error", "/webjars/camunda/app/tasklist/index.html", "/plugin/x")) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(404);
        }
        Map<String, List<String>> before = rows();
        for (Session somebody : List.of(admin, http.login("cityadmin1"), http.browser())) {
            somebody.get("/login");
            assertThat(somebody.get("/camunda/app/admin/default/setup/").status())
                    .isIn(302, 403);
            assertThat(somebody.post("/camunda/api/admin/setup/default/user/create", Map.of("profile", Map.of()))
                            .status())
                    .isIn(401, 403);
            assertThat(somebody.post(
                                    WHO + "/login/tasklist",
                                    Map.of("username", "admin", "password", Http.PASSWORD),
                                    Map.of())
                            .status())
                    .isIn(401, 403);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("已注销的人员，会话随即失效")
    void aPersonWhoIsGone_isLoggedOut() {
        passing("passing1");
        Session session = http.login("passing1");
        assertThat(session.get("/measures").status()).isEqualTo(200);

        identity.deleteUser("passing1");

        assertThat(session.get("/measures").status()).isEqualTo(302);
        assertRule(session.get("/api/plans/2026/measures"), 401, "not-logged-in");
        assertRule(session.put(draft(), Map.of()), 401, "not-logged-in");
        assertThat(session.get(WHO).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("改了密码，此前的会话随即失效")
    void anotherPassword_endsAllSessions() {
        passing("passing2");
        List<Session> sessions = List.of(http.login("passing2"), http.login("passing2"));
        assertThat(sessions)
                .allSatisfy(session -> assertThat(session.get(WHO).status()).isEqualTo(200));

        User user = identity.createUserQuery().userId("passing2").singleResult();
        user.setPassword("another-Password-1");
        identity.saveUser(user);

        assertThat(sessions).allSatisfy(session -> {
            assertThat(session.get(WHO).status()).isEqualTo(401);
            assertThat(session.get("/measures").status()).isEqualTo(302);
        });
        identity.deleteUser("passing2");
    }

    private void passing(String id) {
        User passing = identity.newUser(id);
        passing.setFirstName("过客");
        passing.setLastName("");
        passing.setPassword(Http.PASSWORD);
        identity.saveUser(passing);
        identity.createMembership(id, "cityadminStaff");
    }

    @Test
    @DisplayName("调离、调入单位，当上、不再当管理员：下一次请求就算数")
    void groups_countAtTheNextRequest() {
        Session session = http.login("market2");
        assertThat(session.get("/measures/" + MEASURE).status()).isEqualTo(404);
        identity.createMembership("market2", "cityadminStaff");
        try {
            assertThat(session.get("/measures/" + MEASURE).status()).isEqualTo(200);
        } finally {
            identity.deleteMembership("market2", "cityadminStaff");
        }
        assertThat(session.get("/measures/" + MEASURE).status()).isEqualTo(404);

        assertThat(session.get("/camunda/app/admin/default/").status()).isEqualTo(403);
        identity.createMembership("market2", "camunda-admin");
        try {
            assertThat(session.get("/camunda/app/admin/default/").status()).isEqualTo(200);
        } finally {
            identity.deleteMembership("market2", "camunda-admin");
        }
        assertThat(session.get("/camunda/app/admin/default/").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("登录后同时发出的头几个请求都有答复")
    void parallelFirstRequests_areAllAnswered() {
        for (int round = 0; round < 5; round++) {
            Session clerk = http.login("cityadmin1");
            List<Integer> statuses = IntStream.range(0, 6)
                    .parallel()
                    .mapToObj(i -> clerk.get(i % 2 == 0 ? WHO : TASKLIST + "/task/count")
                            .status())
                    .toList();
            assertThat(statuses).containsOnly(200);
        }
    }

    @Test
    @DisplayName("登录前后的会话编号不同")
    void theLogin_makesANewSession() {
        Session clerk = http.login("cityadmin1");
        String first = clerk.cookie("SESSION");

        clerk.enter("cityadmin1", Http.PASSWORD);

        assertThat(clerk.cookie("SESSION")).isNotEqualTo(first);
        assertThat(http.send("GET", WHO, null, Map.of("Cookie", "SESSION=" + first))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void answers_areNeitherKeptNorFramed() {
        for (Answer answer : Stream.of("/measures", "/login", "/api/plans/2026/measures")
                .map(http.login("cityadmin1")::get)
                .toList()) {
            assertThat(answer.header("cache-control")).asString().contains("no-store");
            assertThat(answer.header("x-content-type-options")).containsExactly("nosniff");
            assertThat(answer.header("x-frame-options")).containsExactly("SAMEORIGIN");
        }
    }
}
