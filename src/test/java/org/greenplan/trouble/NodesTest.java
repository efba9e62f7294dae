package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL: the first start, two nodes that make it at the same moment, a whole measure, and the loss of a node. */
class NodesTest {

    private static final String MEASURE = "2026-09-01";

    @TempDir
    Path directory;

    @Test
    @DisplayName("PostgreSQL：两个节点同时首次启动，任一节点都可办理；一个断电，另一个继续到办结")
    void twoNodesOnOnePostgres() throws Exception {
        try (PostgresSchema schema = PostgresSchema.create("two nodes on one database");
                Node one = schema.node(directory).launch();
                Node two = schema.node(directory).launch()) {
            Together.run(List.of(ready(one), ready(two)));
            Client first = one.client();
            Client second = two.client();
            assertThat(new Work(first).measuresRunning()).isEqualTo(72);
            assertThat(new Work(second).measuresRunning()).isEqualTo(72);
            assertThat(first.count(
                            "admin", "/engine-rest/history/process-instance/count?processDefinitionKey=plan-launch"))
                    .isEqualTo(1);
            assertThat(first.count("admin", "/engine-rest/process-definition/count"))
                    .isEqualTo(9);
            assertThat(first.count("admin", "/engine-rest/filter/count")).isEqualTo(5);

            // one hand here, one there
            new Work(first).doIt(new Work(first).await1(MEASURE, "assignMeasure", "ecology"));
            List<Work.Todo> fills = new Work(second).open(MEASURE, "fillReport");
            assertThat(fills).hasSize(3);
            assertThat(Together.run(Stream.of(first, second)
                            .flatMap(client -> fills.stream()
                                    .<Callable<Client.Answer>>map(
                                            fill -> () -> client.complete(fill.person(), fill.id(), fill.inputs())))
                            .toList()))
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as("%s", answer).isIn(204, 400, 404, 409))
                    .filteredOn(Client.Answer::ok)
                    .hasSize(3);
            new Work(first).doIt(new Work(first).await1(MEASURE, "approveReport", "water"));

            one.kill();
            new Work(second).toClosed(MEASURE);
            assertThat(second.count("admin", "/engine-rest/incident/count")).isZero();
            assertThat(schema.number("select count(*) from report_version")).isEqualTo(3);
            assertThat(schema.number("select count(*) from timeline where event = 'launched'"))
                    .isEqualTo(72);
        }
    }

    private static Callable<Boolean> ready(Node node) {
        return () -> {
            node.awaitLaunched();
            return true;
        };
    }
}
