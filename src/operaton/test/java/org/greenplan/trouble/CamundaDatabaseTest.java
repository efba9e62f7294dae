package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.greenplan.TestMachine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the same sources have begun on Camunda goes on here; the application that {@code mvn package} makes begins it. */
@Execution(ExecutionMode.CONCURRENT)
class CamundaDatabaseTest {

    private static final Path ON_CAMUNDA = Path.of(System.getProperty("greenplan.on-camunda"));

    private static final String ASSIGNING = "2026-06-01";
    private static final String REPORTING = "2026-09-01";
    private static final String CONFIRMING = "2026-02-02";
    private static final String REVIEWING = "2026-23-03";
    private static final List<String> BEGUN = List.of(ASSIGNING, REPORTING, CONFIRMING, REVIEWING);

    private static final Duration END = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    @DisplayName("Camunda 7.24的H2数据库由Operaton接手：待办、时限、管理员不变，措施继续办结")
    void databaseOfCamunda_onH2_goesOn() throws Exception {
        goesOn(() -> Node.in(directory));
    }

    @Test
    @DisplayName("Camunda 7.24的PostgreSQL数据库由Operaton接手：待办、时限、管理员不变，措施继续办结")
    void databaseOfCamunda_onPostgres_goesOn() throws Exception {
        try (PostgresSchema schema = PostgresSchema.create("a database of Camunda on PostgreSQL")) {
            // on the same day as the packaged application, whose clock nothing moves
            goesOn(() -> schema.node(directory).on(LocalDateTime.now().toString()));
        }
    }

    private interface Setups {
        Node.Setup next();
    }

    private static void goesOn(Setups setups) throws Exception {
        Path jar = TestMachine.requireOrSkip(
                Optional.of(ON_CAMUNDA).filter(Files::exists),
                "application on Camunda (mvn package)",
                "a database of Camunda");
        List<Work.Todo> open;
        try (Node camunda = setups.next().packaged(jar).start()) {
            assertThat(camunda.client().get("admin", "/engine-rest/version").body()).contains("7.24.0");
            Work work = new Work(camunda.client());
            assign(work, REPORTING);
            assign(work, CONFIRMING);
            work.reportAll(CONFIRMING);
            work.awaitOnly(CONFIRMING, "confirmReport");
            assign(work, REVIEWING);
            work.reportAll(REVIEWING);
            work.awaitOnly(REVIEWING, "reviewMeasure");
            assertThat(groupsOfAdministrator(camunda)).contains("camunda-admin");
            open = work.open();
            assertThat(camunda.terminate(END)).isTrue();
        }

        try (Node operaton = setups.next().start()) {
            Client client = operaton.client();
            Work work = new Work(client);
            assertThat(work.open()).isEqualTo(open);
            assertThat(groupsOfAdministrator(operaton)).contains("operaton-admin").doesNotContain("camunda-admin");
            BEGUN.forEach(work::toClosed);
            await().atMost(END)
                    .until(() -> client.count("admin", "/engine-rest/job/count?messages=true") == 0);
            assertThat(client.count("admin", "/engine-rest/incident/count")).isZero();
        }
    }

    private static void assign(Work work, String measure) {
        work.doAll(measure, "assignMeasure");
        await().atMost(END).until(() -> {
            work.doAll(measure, "approveAssignment");
            return !work.open(measure, "fillReport").isEmpty();
        });
    }

    private static List<String> groupsOfAdministrator(Node node) {
        return node.client().get("admin", "/engine-rest/group?member=admin").json().findValuesAsText("id");
    }
}
