package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.tomcat.util.http.MimeHeaders;
import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that cannot be read, by the web server or by a framework: ignored, or the right status in our form. */
class OddRequestsTest extends GreenplanTest {

    private static final List<String> PATHS = List.of(
            "/measures",
            "/api/tables",
            "/engine-rest/task",
            "/css/greenplan.css",
            "/camunda/app/tasklist/default/",
            "/camunda/api/engine/engine/default/task");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept-Language: zh_CN",
                "Accept-Language: zh-CN.utf8",
                "Accept-Language: ;;;",
                "Accept-Language: zh;q=abc",
                "Accept: garbage",
                "Accept: text/html;q=x",
                "Accept: application/nothing",
                "Content-Type: garbage",
                "Content-Type: a/b/c",
                "Content-Type: application/json;;;=",
                "Content-Type: application/json;charset=nothing",
                "Content-Type: multipart/form-data",
                "Range: bytes=abc",
                "Range: bytes=5-1",
                "If-Modified-Since: garbage",
                "If-None-Match: garbage",
                "Cookie: SESSION=@@@@",
                "Cookie: ====;;;",
                "Authorization: Basic",
                "Authorization: Basic @@@",
                "Authorization: Basic YQ==",
                "Authorization: Bearer x",
                "Origin: :::",
                "Expect: garbage",
                "X-Forwarded-For: x, y",
                "X-Forwarded-Port: abc",
                "Forwarded: for=;;;host=:::",
                "Content-Length: -1",
                "Content-Length: abc",
                "Transfer-Encoding: garbage"
            })
    @DisplayName("读不懂的请求头：忽略，或用我们的格式答4xx；页面、接口、引擎、待办列表都一样")
    void anUnreadableHeader_isIgnoredOrRefused(String header) throws Exception {
        Browser browser = Browser.of(port, "water1");
        for (String path : PATHS) {
            for (String method : List.of("GET", "POST")) {
                try (Raw client = Raw.to(port)) {
                    String person = header.startsWith("Authorization")
                            ? ""
                            : path.startsWith("/engine-rest/") ? Raw.basic("water1") : browser.headers();
                    String body = method.equals("POST") && !header.startsWith("Content-")
                            ? "Content-Type: application/json\r\n"
                            : "";
                    String length = header.startsWith("Content-Length") || header.startsWith("Transfer-")
                            ? ""
                            : "Content-Length: 2\r\n";
                    client.head(
                            method + " " + path, person + body + length + "Connection: close\r\n" + header + "\r\n");
                    client.send("{}");
                    Raw.Answer answer = client.answer();

                    String what = method + " " + path + " " + header + ": " + answer;
                    assertThat(answer.status())
                            .as(what)
                            .isLessThan(header.startsWith("Transfer-") ? 502 : 500)
                            .isNotEqualTo(500);
                    if (answer.status() >= 400 && !answer.body().isEmpty()) {
                        assertThat(answer.body()).as(what).doesNotContain("timestamp", "HTTP Status", "\tat ");
                    }
                    if (answer.status() == 400 || answer.status() == 406 || answer.status() == 417) {
                        assertThat(answer.body())
                                .as(what)
                                .containsAnyOf("RuleViolation", "lang=\"zh-CN\"", "\"type\":");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh_CN |",
                "zh-CN.utf8 |",
                "zh-CN,zh_TW;q=0.8,en;q=0.5 | zh-CN,en;q=0.5",
                "zh-Hans-CN, *;q=0.1 | zh-Hans-CN,*;q=0.1",
                "zh;q=2 |"
            })
    @DisplayName("语言中读得懂的留下，读不懂的去掉")
    void languages_areKeptWhereTheyAreReadable(String sent, String kept) {
        MimeHeaders headers = new MimeHeaders();
        headers.addValue("accept-language").setString(sent.strip());

        ReadableHeaders.keepIn(headers);

        assertThat(headers.getHeader("Accept-Language")).isEqualTo(kept);
    }

    @Test
    @DisplayName("语言写成 zh_CN：引擎接口照常答复")
    void anUnreadableLanguage_leavesTheAnswerAsItIs() throws Exception {
        for (String method : List.of("GET", "POST")) {
            try (Raw client = Raw.to(port)) {
                client.head(
                                method + " /engine-rest/task",
                                Raw.basic("cityadmin1")
                                        + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n"
                                        + "Accept-Language: zh_CN\r\n")
                        .send("{}");
                Raw.Answer answer = client.answer();

                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("userTask_assignMeasure");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a%00b, 400",
        "/a%2fb, 400",
        "/%zz, 400",
        "/a\\b, 400",
        "/{x}, 400",
        "/engine-rest/a%2fb, 400",
        "/api/files/%00, 400"
    })
    @DisplayName("读不懂的网址：400和一句话，不是服务器自己的英文页面")
    void anUnreadablePath_isRefusedInOurForm(String path, int status) throws Exception {
        try (Raw client = Raw.to(port)) {
            client.head("GET " + path, "Connection: close\r\n");
            Raw.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body())
                    .containsAnyOf("lang=\"zh-CN\"", "RuleViolation")
                    .containsAnyOf("请求", "网址")
                    .doesNotContain("HTTP Status");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "GET", "POST"})
    @DisplayName("问整个服务器的请求不答复")
    void theServerAsAWhole_answersNothing(String method) throws Exception {
        try (Raw client = Raw.to(port)) {
            client.head(method + " *", "Connection: close\r\n");
            Raw.Answer answer = client.answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Allow")).isEmpty();
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    @DisplayName("层层嵌套的JSON：400和一句话；我们的接口和引擎的接口一样")
    void deeplyNestedJson_isRefused() throws Exception {
        String id = task("2026-16-04", "userTask_assignMeasure").getId();
        String lists = "[".repeat(100_000) + "]".repeat(100_000);
        String queries = "{\"orQueries\":[".repeat(5_000) + "{}" + "]}".repeat(5_000);
        String objects = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        for (List<String> sent : List.of(
                List.of("PUT /api/tasks/" + id + "/draft", "{\"note\":" + lists + "}"),
                List.of("POST /api/tables/complete", lists),
                List.of("POST /engine-rest/task", objects),
                List.of("POST /engine-rest/task", queries),
                List.of("POST /engine-rest/task", "{\"a\":"),
                List.of(
                        "POST /engine-rest/task/" + id + "/complete",
                        "{\"variables\":{\"x\":{\"value\":" + lists + "}}}"),
                List.of(
                        "POST /engine-rest/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":" + queries + "}"))) {
            try (Raw client = Raw.to(port)) {
                client.head(
                                sent.get(0),
                                Raw.basic(sent.get(0).contains("/filter/") ? "admin" : "cityadmin1")
                                        + "Content-Type: application/json\r\nContent-Length: "
                                        + sent.get(1).length() + "\r\n")
                        .send(sent.get(1));
                Raw.Answer answer = client.answer();

                assertThat(answer.status()).as(sent.get(0) + answer.body()).isEqualTo(400);
                assertThat(answer.header("Content-Type")).startsWith("application/json");
                assertThat(answer.body())
                        .contains("\"RuleViolation\"")
                        .containsAnyOf("\"not-json\"", "\"query-too-large\"");
            }
        }
    }
}
