package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.greenplan.GreenplanTest;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a request may carry: decided before it is read, for those who declare it and for those who do not. */
class BodyBoundsTest extends GreenplanTest {

    private static final int KB = 1024;
    private static final int MB = 1024 * KB;
    private static final String LOGIN = "/camunda/api/admin/auth/user/default/login/tasklist";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    @LocalServerPort
    private int port;

    @Autowired
    private BodiesInMemory memory;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @ParameterizedTest
    @CsvSource({
        "POST, " + LOGIN + ", 157286400, html",
        "POST, " + LOGIN + ", 65537, json",
        "POST, /login, 65537, page",
        "POST, /password, 65537, page",
        "POST, /camunda/;x=1/api//admin/auth/user/default/login/%74asklist, 65537, json",
        "PUT, /api/tasks/1/draft, 18874368, json",
        "PUT, /api/tasks/1/draft, 94371840, json",
        "POST, /engine-rest/task, 1048577, json",
        "POST, /camunda/api/engine/engine/default/task, 1048577, json",
        "POST, /measures/2026-16-04/withdrawal, 1048577, page",
        "POST, /reminders/policy/file, 5242881, page",
        "POST, /api/files, 52428801, json",
        "GET, /css/greenplan.css, 1048577, page"
    })
    @DisplayName("声明的长度超过上限：不读内容、不问是谁，即答413和一句话，随后断开")
    void aDeclaredBodyThatIsTooLarge_isRefusedUnread(String method, String path, long length, String form)
            throws Exception {
        try (Raw client = Raw.to(port)) {
            client.head(method + " " + path, FORM + "Content-Length: " + length + "\r\n");

            assertRefused(client.answer(), 413, "too-large", path);
            assertThat(client.isClosedByTheServer()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, " + LOGIN + ", 65536", "PUT, /api/tasks/1/draft, 1048576", "POST, /api/files, 52428800"})
    @DisplayName("恰好等于上限：不因大小拒绝")
    void aDeclaredBodyAtTheBound_isNotTooLarge(String method, String path, long length) throws Exception {
        try (Raw client = Raw.to(port)) {
            client.head(method + " " + path, "Expect: 100-continue\r\nContent-Length: " + length + "\r\n");

            assertThat(client.answer().status()).isNotEqualTo(413);
        }
    }

    @Test
    @DisplayName("150MB 的登录表单真的发来：发送的人读得到413")
    void aLoginFormOf150MB_isRefusedWhileItIsSent() throws Exception {
        try (Raw client = Raw.to(port)) {
            client.head("POST " + LOGIN, FORM + "Content-Length: " + 150 * MB + "\r\n");
            byte[] piece = new byte[MB];
            Arrays.fill(piece, (byte) 'x');
            for (int sent = 0; sent < 8; sent++) {
                client.send(piece);
            }

            assertRefused(client.answer(), 413, "too-large", LOGIN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "json"})
    @DisplayName("不声明长度的内容边读边数，超过上限即答413")
    void aChunkedBody_isCountedWhileItIsRead(String kind) throws Exception {
        boolean form = kind.equals("form");
        String path = form ? "/platform/catalogue/demonstration-zone" : "/api/tasks/1/draft";
        try (Raw client = Raw.to(port)) {
            client.head(
                    (form ? "POST " : "PUT ") + path,
                    (form ? Browser.of(port, "ecology1").headers() + FORM : Raw.basic("cityadmin1") + JSON) + CHUNKED);
            client.send(form ? chunk("csv=") : chunk("{\"note\":\""));
            String piece = chunk("x".repeat(64 * KB));
            for (int sent = 0; sent < 18 * MB; sent += 64 * KB) {
                client.send(piece);
            }
            client.send("0\r\n\r\n");

            assertRefused(client.answer(), 413, "too-large", path);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> memory.held() == 0);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @Test
    @DisplayName("数到上限就停：多的不读进内存")
    void oneByteMoreThanTheBound_isNotReadFurther() throws Exception {
        BodiesInMemory all = new BodiesInMemory(10 * MB);
        AtomicInteger told = new AtomicInteger();
        BoundedBody body = new BoundedBody(
                new Endless(8 * KB), BodyBounds.of("/api/tasks/1/draft"), shared(all), null, told::incrementAndGet);

        for (int read = 0; read < MB; read += 8 * KB) {
            body.doRead(null);
        }
        assertThat(all.held()).isEqualTo(MB);
        assertThat(body.refused()).isNull();
        assertThatThrownBy(() -> body.doRead(null)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> body.doRead(null)).isInstanceOf(IOException.class);

        assertThat(body.refused()).extracting(RuleViolation::code).isEqualTo("too-large");
        assertThat(told).hasValue(1);
        body.close();
        assertThat(all.held()).isZero();
    }

    @Test
    @DisplayName("所有人同时发来的内容合计有上限：超过即答503，办完即腾出")
    void allBodiesTogether_areBounded() throws Exception {
        BodiesInMemory all = new BodiesInMemory(64 * KB);
        BoundedBody first = body("/api/tasks/1/draft", all);
        BoundedBody second = body("/api/tasks/2/draft", all);

        first.doRead(null);
        assertThatThrownBy(() -> second.doRead(null)).isInstanceOf(IOException.class);
        assertThat(second.refused()).extracting(RuleViolation::kind).isEqualTo(RuleViolation.Kind.UNAVAILABLE);
        second.close();
        first.close();

        body("/api/tasks/3/draft", all).doRead(null);
        // a file goes to the disk
        body("/api/files", all).doRead(null);
    }

    private static BoundedBody.Shared shared(BodiesInMemory all) {
        return new BoundedBody.Shared(all, new WaitingRoom(1), new Pace(Duration.ofHours(1), DataSize.ofBytes(1)));
    }

    private static BoundedBody body(String path, BodiesInMemory all) {
        return new BoundedBody(new Endless(48 * KB), BodyBounds.of(path), shared(all), null, () -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate, gzip"})
    @DisplayName("压缩过的请求内容不接收")
    void aCompressedBody_isRefused(String coding) throws Exception {
        try (Raw client = Raw.to(port)) {
            client.head("PUT /api/tasks/1/draft", JSON + "Content-Encoding: " + coding + "\r\nContent-Length: 10\r\n");

            assertRefused(client.answer(), 415, "body-compressed", "/api/tasks/1/draft");
        }
    }

    @Test
    @DisplayName("一次提交300行、每行一千字，不超过上限")
    void aTableOf300Rows_isNotTooLarge() throws Exception {
        List<Map<String, Object>> rows = IntStream.range(0, 300)
                .mapToObj(row -> Map.<String, Object>of(
                        "taskId",
                        "0d3c6c1e-5f0a-11f1-9c54-0242ac12%04d".formatted(row),
                        "revision",
                        "0123456789abcdef",
                        "inputs",
                        Map.of("state", "on_track", "narrative", "推".repeat(1000), "percent", 60)))
                .toList();
        byte[] body = new ObjectMapper().writeValueAsBytes(rows);
        assertThat(body).hasSizeBetween(900 * KB, MB);
        try (Raw client = Raw.to(port)) {
            client.head(
                    "POST /api/tables/complete",
                    Raw.basic("cityadmin1") + JSON + "Connection: close\r\nContent-Length: " + body.length + "\r\n");
            client.send(body);

            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("每个接收文件的网址都有自己的上限，别处没有")
    void everyPathThatTakesAFile_hasABoundOfItsOwn() {
        Map<Boolean, List<String>> posts = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("org.greenplan."))
                .filter(entry ->
                        entry.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST))
                // takes the request for its session
                .filter(entry -> !entry.getKey().getPatternValues().contains(PasswordPage.PATH))
                .collect(Collectors.partitioningBy(
                        entry -> takesAFile(entry.getValue()),
                        Collectors.flatMapping(
                                entry -> entry.getKey().getPatternValues().stream()
                                        .map(path -> path.replaceAll("\\{[^}]*}", "x")),
                                Collectors.toList())));

        assertThat(posts.get(true))
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        path -> assertThat(BodyBounds.of(path).bytes()).as(path).isGreaterThan(MB));
        assertThat(posts.get(false))
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        path -> assertThat(BodyBounds.of(path).bytes()).as(path).isLessThanOrEqualTo(MB));
    }

    private static boolean takesAFile(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .map(parameter -> parameter.getParameterType())
                .anyMatch(Set.of(HttpServletRequest.class, InputStream.class, MultipartFile.class)::contains);
    }

    private static void assertRefused(Raw.Answer answer, int status, String code, String path) throws Exception {
        assertThat(answer.status()).as(answer.headers()).isEqualTo(status);
        assertThat(answer.header("Connection")).isEqualTo("close");
        if (path.startsWith("/api/") || path.startsWith("/engine-rest/") || path.startsWith("/camunda/api/")) {
            JsonNode body = new ObjectMapper().readTree(answer.body());
            assertThat(body.path("type").asText()).isEqualTo("RuleViolation");
            assertThat(body.path("code").asText()).isEqualTo(code);
            assertThat(body.path("message").asText()).endsWith("。");
        } else if (!path.startsWith("/camunda/")) {
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(answer.body()).containsPattern("role=\"alert\">[^<]*没有接收");
        }
    }

    /** As much as anybody wants to read. */
    private record Endless(int piece) implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler handler) {
            return piece;
        }

        @Override
        public int available() {
            return piece;
        }
    }
}
