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

/** The system has one address, whatever a request calls it. */
class PublicAddressTest extends GreenplanTest {

    private static final String FORGED = "Host: evil.example\r\nX-Forwarded-Host: worse.example\r\n"
            + "X-Forwarded-Proto: https\r\nX-Forwarded-Port: 444\r\nForwarded: host=worst.example;proto=https\r\n"
            + "X-Forwarded-Prefix: /evil\r\nConnection: close\r\n";

    private static final PublicAddress PLAN = new PublicAddress("https://plan.example.gov.cn");

    @LocalServerPort
    private int port;

    /** @param line with its version */
    private Answer ask(String line, String headers, String body) throws IOException {
        try (Raw client = Raw.to(port)) {
            return client.send(line + " HTTP/1.1\r\n" + FORGED + headers + "Content-Length: " + body.length()
                            + "\r\n\r\n" + body)
                    .answer();
        }
    }

    private static void assertOwnAddress(String what, Answer answer) {
        assertThat(answer.headers() + answer.body()).as(what).doesNotContainIgnoringCase("evil", "wors", ":444");
        String location = answer.header("Location");
        assertThat(location.isEmpty() || location.startsWith("/"))
                .as(what + location)
                .isTrue();
    }

    @Test
    @DisplayName("请求自报的主机名，登录、转向、出错和引擎接口的链接里都不出现")
    void aForgedHost_isSeenNowhere() throws Exception {
        String person = Browser.of(port, "planoffice").headers();
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        String token = "Cookie: XSRF-TOKEN=own\r\nX-XSRF-TOKEN: own\r\n";
        assertOwnAddress("login", ask("POST /login", form + token, "username=water1&password=greenplan"));
        assertOwnAddress("wrong", ask("POST /login", form + token, "username=nobody&password=x"));
        for (String path : List.of("/measures", "/camunda/app/tasklist/default/", "/css", "/api/tables", "/a%2fb")) {
            assertOwnAddress("nobody " + path, ask("GET " + path, "", ""));
        }
        for (String path : List.of(
                "/",
                "/login",
                "/css",
                "/measures",
                "/measures/",
                "/password",
                "/platform",
                "/camunda/app/tasklist",
                "/camunda/app/tasklist/",
                "/camunda/app/tasklist/default/",
                "/camunda/app/welcome/default",
                "/reminders/preview",
                "/nothing")) {
            assertOwnAddress(path, ask("GET " + path, person, ""));
        }
        assertOwnAddress(
                "logout", ask("POST /logout", Browser.of(port, "water1").headers() + form, ""));
        Answer started = ask(
                "POST /engine-rest/process-definition/key/plan-launch/start",
                Raw.basic("planoffice") + "Content-Type: application/json\r\n",
                "{}");
        assertThat(started.body()).contains("\"href\":\"http://localhost:8080/engine-rest/process-instance/");
        assertOwnAddress("start", started);
        runtime.deleteProcessInstance(started.body().replaceAll("(?s).*\"id\":\"([^\"]+)\",\"def.*", "$1"), "test");
    }

    @ParameterizedTest
    @CsvSource({
        "plan.example.gov.cn, true",
        "PLAN.example.gov.cn:443, true",
        "localhost:8080, true",
        "127.0.0.1, true",
        "10.3.2.1:8080, true",
        "[::1]:8080, true",
        "evil.example, false",
        "plan.example.gov.cn.evil.example, false",
        "evil.example:443, false",
        "10.3.2.1.evil.example, false"
    })
    @DisplayName("正式使用时，只答复发给本系统网址的请求；按IP地址的探测照常")
    void inEarnest_anotherNameIsRefused(String host, boolean meant) {
        assertThat(PLAN.isMeantBy(host)).isEqualTo(meant);
        assertThat(new PublicAddress("http://localhost:8080").isMeantBy(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plan.example.gov.cn", "https://plan.example.gov.cn/", "https://x/y", "http://x", "ftp://x"})
    @DisplayName("对外网址没有设置或写得不对：说明应怎样写")
    void aMissingOrUnusableAddress_isAProblem(String address) {
        assertThat(PublicAddress.problem(address, true)).get().asString().contains("GREENPLAN_PUBLIC_ADDRESS");
        assertThat(PublicAddress.problem("https://plan.example.gov.cn:8443", true))
                .isEmpty();
    }
}
