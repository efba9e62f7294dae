package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A session ends half an hour after its person last did something, whatever the page asks by itself meanwhile. */
class IdlenessTest extends GreenplanTest {

    @LocalServerPort
    private int port;

    private int ask(Browser browser, String more) throws IOException {
        try (Raw client = Raw.to(port)) {
            return client.head("GET /api/tables", browser.headers() + more + "Connection: close\r\n")
                    .answer()
                    .status();
        }
    }

    private static String idle(Object seconds) {
        return Idleness.HEADER + ": " + seconds + "\r\n";
    }

    @Test
    @DisplayName("页面自己每分钟来问，人不在：三十分钟后退出")
    void aPageThatAsksByItself_keepsNobodyLoggedIn() throws Exception {
        Browser browser = Browser.of(port, "water1");
        assertThat(ask(browser, "")).isEqualTo(200);

        for (int minute = 1; minute < 30; minute++) {
            passTime(Duration.ofMinutes(1));
            assertThat(ask(browser, idle(minute * 60))).as("minute " + minute).isEqualTo(200);
        }
        passTime(Duration.ofMinutes(1));
        assertThat(ask(browser, idle(1800))).isEqualTo(401);
        assertThat(ask(browser, "")).as("and does not come back").isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"''", "0", "300", "-5", "x", "99999999999"})
    @DisplayName("人做过事情：从那时起再算三十分钟")
    void whoDoesSomething_staysLoggedIn(String seconds) throws Exception {
        Browser browser = Browser.of(port, "water1");
        assertThat(ask(browser, "")).isEqualTo(200);

        passTime(Duration.ofMinutes(29));
        assertThat(ask(browser, seconds.isEmpty() ? "" : idle(seconds))).isEqualTo(200);
        passTime(Duration.ofMinutes(24));
        assertThat(ask(browser, idle(9_999))).isEqualTo(200);
        passTime(Duration.ofMinutes(6));
        assertThat(ask(browser, idle(9_999))).isEqualTo(401);
    }

    @Test
    @DisplayName("同一分钟里的请求不一一记下")
    void notEachRequest_isWrittenDown() throws Exception {
        Browser browser = Browser.of(port, "water1");
        ask(browser, "");
        passTime(Duration.ofSeconds(50));
        ask(browser, "");
        passTime(Duration.ofMinutes(29).plusSeconds(9));
        assertThat(ask(browser, idle(9_999))).isEqualTo(200);
        passTime(Duration.ofSeconds(1));
        assertThat(ask(browser, idle(9_999))).as("at most a minute early").isEqualTo(401);
    }
}
