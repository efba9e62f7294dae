package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
}
