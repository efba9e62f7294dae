package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that says nothing and closes nothing: asked during the silence, after it, and stopped in it. */
class SilentDatabaseTest {

    /** The longest statement's bound, and the time to get a new connection. */
    private static final Duration RECOVERY = Duration.ofSeconds(40);

    private static final String START_LOCK =
            """
            select count(*) from pg_locks where locktype = 'advisory'
            and (classid::bigint << 32) | objid::bigint = hashtextextended('greenplan start ' || current_schema(), 0)""";

    private static final String MEASURES = "/api/plans/2026/measures";

    @TempDir
    Path directory;

    @Test
    @DisplayName("数据库失去响应：恢复后节点自行恢复；失去响应期间也能停止")
    void silentDatabase_nodeRecoversAfterwardsAndStopsMeanwhile() throws Exception {
        try (PostgresSchema schema = PostgresSchema.create("a database that falls silent");
                SilentProxy proxy = new SilentProxy(schema.postgres().url());
                Node node = schema.node(directory, schema.url(proxy.url())).start()) {
            Client client = node.client();
            await().until(() -> schema.number(START_LOCK) == 0);

            losesItsDatabase(node, proxy);

            proxy.fallSilent();
            List<CompletableFuture<Client.Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                asked.add(CompletableFuture.supplyAsync(() -> client.get("planoffice", MEASURES)));
            }
            for (CompletableFuture<Client.Answer> answer : asked) {
                assertThat(answer.get(RECOVERY.toSeconds(), TimeUnit.SECONDS).ok())
                        .isFalse();
            }

            proxy.speakAgain();
            await().atMost(RECOVERY).pollInterval(Duration.ofMillis(200)).until(() -> client.get("planoffice", MEASURES)
                    .ok());
            Work work = new Work(client);
            work.doIt(work.await1("2026-09-01", "assignMeasure", "ecology"));

            proxy.fallSilent();
            CompletableFuture.runAsync(() -> client.get("planoffice", MEASURES));
            assertThat(node.terminate(Duration.ofSeconds(40))).as("stopped").isTrue();
        }
    }

    /** Stopped, and started again: pages, the login, REST and the web applications say so in time, in their forms. */
    private static void losesItsDatabase(Node node, SilentProxy proxy) throws Exception {
        Client client = node.client();
        String session = Login.session(client, "water1", "greenplan");
        List<String> paths = List.of(
                "/login",
                "/measures",
                "/api/tables",
                "/engine-rest/task",
                "/camunda/app/tasklist/default/",
                "/camunda/api/engine/engine/default/task");
        int before = node.log().length();
        proxy.hangUp();

        // at first somebody has to find out; then nobody waits
        for (Duration longest : List.of(Duration.ofSeconds(7), Duration.ofSeconds(7), Duration.ofSeconds(3))) {
            List<CompletableFuture<Void>> asked = new ArrayList<>();
            for (String path : paths) {
                asked.add(CompletableFuture.runAsync(() -> assertUnavailable(client, path, session, longest)));
            }
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        }

        proxy.answerAgain();
        await().atMost(RECOVERY).pollInterval(Duration.ofMillis(200)).until(() -> client.get("planoffice", MEASURES)
                .ok());
        assertThat(Login.page(client, session, "/measures").statusCode()).isEqualTo(200);
        String log = node.log().substring(before);
        assertThat(log.split("the database cannot be reached", -1)).as(log).hasSize(2);
        assertThat(log.split("the database answers again", -1)).as(log).hasSize(2);
        assertThat(log).doesNotContain("\tat ");
    }

    private static void assertUnavailable(Client client, String path, String session, Duration longest) {
        long since = System.nanoTime();
        HttpRequest.Builder request = client.request("water1", path);
        if (!path.startsWith("/engine-rest/")) {
            request = HttpRequest.newBuilder(client.uri(path)).header("Cookie", session);
        }
        Client.Answer answer = client.send(request.build());

        assertThat(answer.status()).as("%s %s", path, answer.body()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).as(path).isLessThan(longest);
        assertThat(answer.response().headers().firstValue("Retry-After"))
                .as(path)
                .isPresent();
        assertThat(answer.body())
                .as(path)
                .contains(path.contains("/api/") || path.contains("-rest/") ? "\"database-away\"" : "lang=\"zh-CN\"");
    }
}
