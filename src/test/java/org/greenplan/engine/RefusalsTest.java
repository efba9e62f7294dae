package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenplan.engine.Http.ENGINE_REST;
import static org.greenplan.engine.Http.TASKLIST;
import static org.greenplan.engine.Http.variables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Client;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the engine refuses by itself comes as a sentence, too, and only one of two is first. */
class RefusalsTest extends RestTest {

    private static final String MEASURE = "2026-21-01";

    @Test
    @DisplayName("两人同时认领：一人认领，另一人看到一句话")
    void ofTwoWhoClaim_oneDoes() throws Exception {
        String id = task("2026-16-04", "userTask_assignMeasure").getId();
        List<Callable<Answer>> claims = new ArrayList<>();
        for (String user : List.of("cityadmin1", "cityadmin2")) {
            Client client = http.basic(user);
            claims.add(() -> client.post(ENGINE_REST + "/task/" + id + "/claim", Map.of("userId", user)));
        }

        List<Answer> answers = atOnce(claims);

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> assertThat(answer.code())
                .isIn("task-claimed", "task-collision"));
        tasks.setAssignee(id, null);
    }

    @Test
    @DisplayName("两人同时办理：一人办成，另一人看到任务已不在；内容只入库一次")
    void ofTwoWhoComplete_oneDoes() throws Exception {
        Task assign = task(MEASURE, "userTask_assignMeasure");
        complete(assign, "ecology1", Map.of());
        String gone = "/task/" + assign.getId();
        for (String door : List.of(ENGINE_REST, TASKLIST)) {
            Client client = door.equals(TASKLIST) ? http.login("ecology1") : http.basic("ecology1");
            assertRule(client.post(door + gone + "/complete", Map.of()), 404, "task-gone");
            assertRule(client.post(door + gone + "/submit-form", Map.of()), 404, "task-gone");
            assertRule(client.post(door + gone + "/claim", Map.of("userId", "ecology1")), 404, "task-gone");
            assertRule(client.post(door + gone + "/assignee", Map.of("userId", "ecology1")), 404, "task-gone");
        }

        String id = task(MEASURE, "userTask_fillReport", "ecology").getId();
        List<Callable<Answer>> completions = new ArrayList<>();
        for (String user : List.of("ecology1", "ecology2")) {
            Client client = http.basic(user);
            completions.add(() -> client.post(
                    ENGINE_REST + "/task/" + id + "/complete",
                    variables(Map.of("state", "on_track", "narrative", "由" + user + "填报。"))));
        }

        List<Answer> answers = atOnce(completions);

        assertThat(answers)
                .as(answers.toString())
                .extracting(Answer::status)
                .contains(204)
                .hasSize(2);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 204)
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.status()).isIn(404, 409);
                    assertThat(answer.code()).isIn("task-gone", "task-collision", "report-waiting", "report-settled");
                });
        assertThat(jdbc.sql(
                                """
                                select count(*) from report_version v join report r on r.id = v.report_id
                                where r.measure_key = ?""")
                        .param(MEASURE)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("同一次提交再执行一遍，内容还在")
    void aCompletionThatRunsAgain_stillCarriesItsInputs() {
        String measure = "2026-16-01";
        complete(task(measure, "userTask_assignMeasure"), "devreform1", Map.of());
        Task fill = task(measure, "userTask_fillReport", "commerce");
        tasks.setAssignee(fill.getId(), "commerce2");
        CompleteTaskCmd command =
                new CompleteTaskCmd(fill.getId(), Map.of("state", "on_track", "narrative", "再次执行后仍在。"));
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();

        as("commerce1", () -> assertThatThrownBy(() -> executor.execute(command))
                .isInstanceOf(RuleViolation.class));
        tasks.setAssignee(fill.getId(), null);
        as("commerce1", () -> executor.execute(command));

        assertThat(jdbc.sql(
                                """
                                select content from report_version v join report r on r.id = v.report_id
                                where r.measure_key = ? and r.unit_code = 'commerce'""")
                        .param(measure)
                        .query(String.class)
                        .single())
                .contains("再次执行后仍在。");
    }

    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(works.size());
        CyclicBarrier start = new CyclicBarrier(works.size());
        try {
            List<Future<T>> running = works.stream()
                    .map(work -> people.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            people.shutdownNow();
        }
    }
}
