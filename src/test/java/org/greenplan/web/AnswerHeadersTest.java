package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.greenplan.GreenplanTest;
import org.greenplan.web.Raw.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;

/** Every kind of answer carries the same headers, whoever makes it. */
class AnswerHeadersTest extends GreenplanTest {

    private static final String POLICY = "Content-Security-Policy";

    @LocalServerPort
    private int port;

    private Answer ask(String line, String headers) throws IOException {
        try (Raw client = Raw.to(port)) {
            return client.head(line, headers + "Connection: close\r\n").answer();
        }
    }

    private static void assertGuarded(String path, Answer answer) {
        String what = path + "\n" + answer.headers();
        boolean camundas = path.startsWith("/camunda/");
        assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).as(what).isEqualTo(camundas ? "DENY" : "SAMEORIGIN");
        assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
        String policy = answer.header(POLICY);
        assertThat(policy)
                .as(what)
                .contains("default-src 'self'", "object-src 'none'", "form-action 'self'", "img-src 'self' data:")
                .contains(camundas ? "frame-ancestors 'none'" : "frame-ancestors 'self'")
                .contains(camundas ? "base-uri 'self'" : "base-uri 'none'");
        assertThat(scripts(policy)).as(what).doesNotContain("unsafe-inline", "http:", "https:", "*", "data:");
        if (!camundas) {
            assertThat(policy).as(what).contains("script-src 'self'").doesNotContain("unsafe");
        }
        assertThat(answer.headers().lines().filter(line -> line.startsWith(POLICY)))
                .as(what)
                .hasSize(1);
        assertThat(answer.header("Strict-Transport-Security"))
                .as("without TLS: " + what)
                .isEmpty();
        assertThat(answer.header("Cache-Control")).as(what).isNotEmpty();
    }

    private static String scripts(String policy) {
        return List.of(policy.split("; ?")).stream()
                .filter(part -> part.startsWith("script-src"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /login, 200",
        "GET, /css/greenplan.css, 200",
        "GET, /measures, 302",
        "GET, /camunda/app/tasklist/default/, 302",
        "GET, /api/tables, 401",
        "GET, /camunda/api/engine/engine/default/task, 401",
        "GET, /engine-rest/task, 401",
        "GET, /nothing-here, 302",
        "POST, /logout, 302",
        "POST, /login, 403",
        "GET, /a%2fb, 400",
        "GET, /%zz, 400",
        "GET, /api\\plans, 400",
        "GET, /measures;x, 400",
        "GET, /camunda/app/%61dmin/, 400"
    })
    @DisplayName("没有登录的人得到的每一种答复")
    void whatNobodyGets_isGuarded(String method, String path, int status) throws IOException {
        Answer answer = ask(method + " " + path, "Content-Length: 0\r\n");

        assertThat(answer.status()).as(answer.headers()).isEqualTo(status);
        assertGuarded(path, answer);
    }

    @ParameterizedTest
    @CsvSource({
        "/measures, 200",
        "/password, 200",
        "/tables/report, 200",
        "/nothing-here, 404",
        "/measures/9999-01-01, 404",
        "/collectives/ecocommittee, 403",
        "/js/tables.js, 200",
        "/forms/fill-report.html, 200",
        "/api/tables, 200",
        "/api/tasks/no-such-task/form, 404",
        "/, 302",
        "/login, 302",
        "/camunda/app/tasklist/default/, 200",
        "/camunda/app/welcome/default/, 200",
        "/camunda/app/tasklist/, 302",
        "/camunda/app/nowhere/default/, 404",
        "/camunda/app/admin/default/, 403",
        "/camunda/lib/deps.js, 200",
        "/camunda/app/tasklist/scripts/config.js, 200",
        "/camunda/api/engine/engine/default/task/count, 200",
        "/camunda/api/engine/engine/default/task/no-such-task, 404"
    })
    @DisplayName("登录后的每一种答复：页面、文件、下载、接口、待办列表、转向和出错")
    void whatAPersonGets_isGuarded(String path, int status) throws Exception {
        Answer answer = ask("GET " + path, Browser.of(port, "water1").headers());

        assertThat(answer.status()).as(path + "\n" + answer.headers()).isEqualTo(status);
        assertGuarded(path, answer);
    }

    @Test
    void aDownload_isGuarded() throws Exception {
        Answer answer =
                ask("GET /plans/2026/source", Browser.of(port, "planoffice").headers());

        assertThat(answer.header("Content-Disposition")).contains("plan-2026.txt");
        assertGuarded("/plans/2026/source", answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/app/admin/default/", "/camunda/app/cockpit/default/"})
    void whatAnAdministratorGets_isGuarded(String path) throws Exception {
        Answer answer = ask("GET " + path, Browser.of(port, "admin").headers());

        assertThat(answer.status()).isEqualTo(200);
        assertGuarded(path, answer);
        assertThat(scripts(answer.header(POLICY))).containsPattern("'sha256-[A-Za-z0-9+/=]{44}'");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 99999999999, 413",
        "Content-Encoding: gzip, 415",
        "Content-Length: abc, 400",
        "Expect: garbage, 417"
    })
    @DisplayName("进不了应用的请求，答复也一样")
    void whatIsRefusedByTheServer_isGuarded(String header, int status) throws Exception {
        for (String path : List.of("/measures", "/api/tables", "/camunda/api/engine/engine/default/task")) {
            Answer answer = ask("POST " + path, header + "\r\n");

            assertThat(answer.status()).as(answer.headers()).isEqualTo(status);
            assertGuarded(path, answer);
        }
    }

    @Test
    @DisplayName("密码错得太多：429也一样；程序得到的答复也一样")
    void whatAProgramGets_isGuarded() throws IOException {
        assertGuarded("/engine-rest/task", ask("GET /engine-rest/task", Raw.basic("water1")));
        assertGuarded("/engine-rest/task/x", ask("GET /engine-rest/task/x", Raw.basic("water1")));
        Answer answer = ask("GET /api/tables", "Authorization: Basic d2F0ZXIxOng=\r\n");
        for (int i = 0; i < 10 && answer.status() != 429; i++) {
            answer = ask("GET /api/tables", "Authorization: Basic d2F0ZXIxOng=\r\n");
        }
        jdbc.sql("delete from login_failure").update();
        assertThat(answer.status()).isEqualTo(429);
        assertGuarded("/api/tables", answer);
    }

    @Test
    @DisplayName("没有登录就看得到的、各人自己的，浏览器都不存")
    void whatIsPrivate_isNotKept() throws Exception {
        for (String path :
                List.of("/measures", "/login", "/api/tables", "/nothing-here", "/camunda/app/tasklist/default/")) {
            assertThat(ask("GET " + path, Browser.of(port, "water1").headers()).header("Cache-Control"))
                    .as(path)
                    .contains("no-store");
        }
        assertThat(ask("GET /css/greenplan.css", "").header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    @DisplayName("对外网址是https：告诉浏览器一年之内只用https")
    void withTls_theBrowserIsToldToUseNothingElse() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        AnswerHeaders.write("/measures", true, response);

        AnswerHeaders.reset(response);

        assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        assertThat(response.getHeader(POLICY)).contains("script-src 'self'");
    }

    @Test
    @DisplayName("放行的只有引擎页面自带的那一段脚本")
    void aScriptInThePage_isNamedByItsHash() {
        String page = "<script defer src=\"a.js\"></script><script type=\"x\">alert(1)</script>";

        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        assertThat(InlineScripts.hashes(page)).containsExactly("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
    }
}
