package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.greenplan.GreenplanTest;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** Those who send slowly, on purpose or not: they are bounded, and nobody else waits for them. */
class SlowConnectionsTest extends GreenplanTest {

    private static final String ELSEWHERE = "127.0.0.2";

    @LocalServerPort
    private int port;

    @Autowired
    private ServletWebServerApplicationContext server;

    @Autowired
    @Qualifier("frontValve")
    private WebServerFactoryCustomizer<TomcatServletWebServerFactory> door;

    @Test
    @DisplayName("一个地址的215个慢连接：只等其中50个，别人照常办理")
    void manySlowBodiesOfOneAddress_holdUpNobodyElse() throws Exception {
        String person = Browser.of(port, "water1").headers();
        List<Raw> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 215; i++) {
                Raw one = Raw.from(ELSEWHERE, port);
                slow.add(one);
                one.head(
                        "PUT /api/tasks/none/draft",
                        person + "Content-Type: application/json\r\nContent-Length: 1000\r\n");
                one.send("{\"note\":\"");
            }

            assertAnswered("127.0.0.1");
            assertAnswered("127.0.0.3");

            List<Raw> early = slow.stream().filter(Raw::hasAnswer).toList();
            List<Integer> statuses = new ArrayList<>();
            for (Raw one : early) {
                statuses.add(status(one));
            }
            assertThat(statuses).as("while nobody had to give up").doesNotContain(408);
            List<Raw> late = slow.stream().filter(one -> !early.contains(one)).toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> late.stream().allMatch(Raw::hasAnswer));
            for (Raw one : late) {
                statuses.add(status(one));
            }
            assertThat(statuses).contains(408, 429).containsOnly(408, 429);
        } finally {
            for (Raw one : slow) {
                one.close();
            }
        }
    }

    private static int status(Raw slow) throws IOException {
        Raw.Answer answer = slow.answer();
        if (answer.status() == 429) {
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.body()).contains("\"too-many-at-once\"");
        }
        return answer.status();
    }

    private void assertAnswered(String from) throws Exception {
        try (Raw other = Raw.from(from, port)) {
            other.head(
                    "POST /engine-rest/task/count",
                    Raw.basic("water1")
                            + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n");
            other.send("{}");
            assertThat(other.answer().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("一个地址的215个连接发来太大的内容又慢慢往下发：只占几个线程，别人的登录页照常打开")
    void manyRefusedBodiesThatDrip_holdFewThreads() throws Exception {
        List<Raw> dripping = new CopyOnWriteArrayList<>();
        ScheduledExecutorService drops = Executors.newSingleThreadScheduledExecutor();
        drops.scheduleWithFixedDelay(() -> dripping.forEach(SlowConnectionsTest::drip), 0, 50, TimeUnit.MILLISECONDS);
        int busy = 0;
        try {
            for (int i = 0; i < 215; i++) {
                Raw one = Raw.from("127.0.0.5", port);
                one.head("POST /login", "Content-Length: 99999999\r\n");
                dripping.add(one);
                busy = Math.max(busy, busyThreads());
            }
            try (Raw other = Raw.from("127.0.0.6", port)) {
                other.head("GET /login", "Connection: close\r\n");
                assertThat(other.answer().status()).isEqualTo(200);
            }

            assertThat(busy).as("threads at once, of 200").isLessThan(60);
        } finally {
            drops.shutdownNow();
            assertThat(drops.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            for (Raw one : dripping) {
                one.close();
            }
        }
    }

    private static void drip(Raw client) {
        try {
            client.send("x");
        } catch (IOException cutOff) {
            // as it should be
        }
    }

    private int busyThreads() {
        Executor threads = ((TomcatWebServer) server.getWebServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler()
                .getExecutor();
        return ((ThreadPoolExecutor) threads).getActiveCount();
    }

    @Test
    @DisplayName("没有登录的人慢慢发来的内容不读，也不等")
    void aSlowBodyOfNobody_isNotWaitedFor() throws Exception {
        try (Raw client = Raw.from(ELSEWHERE, port)) {
            client.head("PUT /api/tasks/none/draft", "Content-Type: application/json\r\nContent-Length: 100000\r\n");
            client.send("{");

            assertThat(client.answer().status()).isBetween(401, 403);
            assertThat(client.isClosedByTheServer()).isTrue();
        }
    }

    @Test
    @DisplayName("一个地址最多同时打开400个连接，多的立即关闭；反向代理的地址不限")
    void connectionsOfOneAddress_areBounded() throws Exception {
        List<Raw> open = new ArrayList<>();
        try {
            for (int i = 0; i < 420; i++) {
                Raw one = Raw.from("127.0.0.4", port);
                open.add(one);
                ask(one);
            }
            assertThat(open.stream().filter(SlowConnectionsTest::isAnswered)).hasSize(400);
            try (Raw proxy = Raw.to(port)) {
                ask(proxy);
                assertThat(isAnswered(proxy)).isTrue();
            }
        } finally {
            for (Raw one : open) {
                one.close();
            }
        }
    }

    private static void ask(Raw client) {
        try {
            client.head("GET /css/greenplan.css", "");
        } catch (IOException closed) {
            // then there is no answer
        }
    }

    private static boolean isAnswered(Raw client) {
        try {
            return client.answer().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 9, false",
        "1, 10, false",
        "0, 11, true",
        "8191, 11, true",
        "8192, 11, false",
        "491520, 70, false",
        "491519, 70, true"
    })
    @DisplayName("头10秒不论快慢，之后每秒至少8KB")
    void pace_isAskedForAfterTheGrace(long bytes, long seconds, boolean tooSlow) {
        Pace pace = new Pace(Duration.ofSeconds(10), DataSize.ofKilobytes(8));

        assertThat(pace.isTooSlow(bytes, Duration.ofSeconds(seconds).toNanos())).isEqualTo(tooSlow);
    }

    @Test
    @DisplayName("太慢或没有下文：408")
    void aBodyThatIsTooSlow_isNotWaitedFor() {
        Pace strict = new Pace(Duration.ZERO, DataSize.ofTerabytes(1));
        BoundedBody slow = body((handler) -> 1, strict, new WaitingRoom(1));
        BoundedBody silent = body(
                handler -> {
                    throw new SocketTimeoutException();
                },
                new Pace(Duration.ofHours(1), DataSize.ofBytes(1)),
                new WaitingRoom(1));

        for (BoundedBody body : List.of(slow, silent)) {
            assertThatThrownBy(() -> body.doRead(null)).isInstanceOf(IOException.class);
            assertThat(body.refused()).extracting(RuleViolation::kind).isEqualTo(RuleViolation.Kind.TOO_SLOW);
        }
    }

    @Test
    @DisplayName("等待的人走了，位置就空出来")
    void aPlaceInTheWaitingRoom_isFreeAgain() {
        WaitingRoom room = new WaitingRoom(1);

        assertThat(room.enter("a")).isTrue();
        assertThat(room.enter("a")).isFalse();
        assertThat(room.enter("b")).isTrue();
        assertThat(room.enter(null)).isTrue();
        room.leave("a");
        assertThat(room.enter("a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "10.1.2.3, -, 10.1.2.3",
                "10.1.2.3, 8.8.8.8, 10.1.2.3",
                "127.0.0.1, -, -",
                "127.0.0.1, 10.1.2.3, 10.1.2.3",
                "127.0.0.1, '8.8.8.8, 10.1.2.3', 10.1.2.3",
                "127.0.0.1, '8.8.8.8, 10.1.2.3, 10.0.0.1', 10.1.2.3"
            })
    @DisplayName("经反向代理来的，按代理所报的地址算；别人自己报的不算")
    void theAddress_isWhatTheProxyNames(String sender, String forwarded, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(sender);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
        }

        assertThat(ClientAddress.of(request, Set.of("127.0.0.1", "10.0.0.1"))).isEqualTo(address);
    }

    @Test
    @DisplayName("只信本机和所列的反向代理：按直接发来请求的地址判断，内网的其他地址报什么都不算")
    void onlyTheProxiesListed_areBelieved() {
        RemoteIpValve named = new RemoteIpValve();
        TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();
        server.addEngineValves(named);

        door.customize(server);

        assertThat(server.getEngineValves()).first().isInstanceOf(FrontValve.class);
        assertThat("127.0.0.1").matches(named.getInternalProxies());
        assertThat("10.1.2.3").doesNotMatch(named.getInternalProxies());
    }

    private interface Reading {
        int read(ApplicationBufferHandler handler) throws IOException;
    }

    private static BoundedBody body(Reading reading, Pace pace, WaitingRoom room) {
        InputBuffer input = new InputBuffer() {
            @Override
            public int doRead(ApplicationBufferHandler handler) throws IOException {
                return reading.read(handler);
            }

            @Override
            public int available() {
                return 0;
            }
        };
        return new BoundedBody(
                input,
                BodyBounds.of("/api/tasks/1/draft"),
                new BoundedBody.Shared(new BodiesInMemory(1000), room, pace),
                "10.1.2.3",
                () -> {});
    }
}
