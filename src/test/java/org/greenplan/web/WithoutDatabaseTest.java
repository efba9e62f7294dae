package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.greenplan.GreenplanTest;
import org.greenplan.database.DatabaseLost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is answered when somebody has met a database that cannot be reached. */
@ExtendWith(OutputCaptureExtension.class)
class WithoutDatabaseTest extends GreenplanTest {

    private static final RuntimeException BUSY =
            new IllegalStateException(new SQLTransientConnectionException("no connection in time"));

    @Autowired
    private DatabaseLost lost;

    @Autowired
    private HikariDataSource pool;

    @LocalServerPort
    private int port;

    @Test
    @DisplayName("连接都在忙：网页、接口、引擎接口都答503，日志不算数据库丢失，也没有堆栈")
    void anExhaustedPool_isUnavailableEverywhere(CapturedOutput log) throws Exception {
        String person = Browser.of(port, "water1").headers();
        List<Connection> taken = new ArrayList<>();
        long patience = pool.getConnectionTimeout();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                taken.add(pool.getConnection());
            }
            // nothing is given back, so there is nothing to wait for
            pool.getHikariConfigMXBean().setConnectionTimeout(250);
            for (String path : List.of("/measures", "/api/tables", "/camunda/api/engine/engine/default/task")) {
                assertUnavailable(path, person);
            }
            assertUnavailable("/engine-rest/task", Raw.basic("water1"));
            for (String style : List.of("/css/greenplan.css", "/css/palette.css")) {
                assertThat(status(style, person))
                        .as("what the page is drawn with")
                        .isEqualTo(200);
            }
        } finally {
            pool.getHikariConfigMXBean().setConnectionTimeout(patience);
            for (Connection connection : taken) {
                connection.close();
            }
        }
        assertThat(log.getOut()).contains("others are answered").doesNotContain("cannot be reached", " ERROR ");
    }

    private int status(String path, String headers) throws Exception {
        try (Raw client = Raw.to(port)) {
            client.head("GET " + path, headers + "Connection: close\r\n");
            return client.answer().status();
        }
    }

    private void assertUnavailable(String path, String headers) throws Exception {
        try (Raw client = Raw.to(port)) {
            client.head("GET " + path, headers + "Connection: close\r\n");
            Raw.Answer answer = client.answer();
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.header("Retry-After")).as(path).isEqualTo("5");
            assertThat(answer.body())
                    .as(path)
                    .contains(path.equals("/measures") ? "lang=\"zh-CN\"" : "\"code\":\"database-away\"");
        }
    }

    @Test
    @DisplayName("数据库没有答复：503，稍后再试；接口是约定的格式，网页是中文")
    void aFailureToReachIt_isUnavailable() throws Exception {
        MockHttpServletResponse api = answer("/api/tables", (request, response) -> {
            throw new ServletException(BUSY);
        });
        MockHttpServletResponse page = answer("/measures", (request, response) -> {
            throw BUSY;
        });

        assertThat(api.getStatus()).isEqualTo(503);
        assertThat(api.getHeader("Retry-After")).isEqualTo("5");
        assertThat(api.getContentAsString()).startsWith("{\"type\":\"RuleViolation\",\"code\":\"database-away\"");
        assertThat(page.getStatus()).isEqualTo(503);
        assertThat(page.getHeader("Retry-After")).isEqualTo("5");
        assertThat(page.getContentAsString()).contains("lang=\"zh-CN\"", "请稍候再试");
    }

    @Test
    @DisplayName("别的错误照旧；已经开始的答复也照旧中断")
    void anotherFailure_isLeftAlone() {
        assertThatThrownBy(() -> answer("/measures", (request, response) -> {
                    throw new IllegalStateException("other");
                }))
                .hasMessage("other");
        assertThatThrownBy(() -> answer("/measures", (request, response) -> {
                    response.flushBuffer();
                    throw BUSY;
                }))
                .isSameAs(BUSY);
    }

    private MockHttpServletResponse answer(String path, FilterChain chain) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new WithoutDatabase(lost).doFilter(new MockHttpServletRequest("GET", path), response, chain);
        return response;
    }
}
