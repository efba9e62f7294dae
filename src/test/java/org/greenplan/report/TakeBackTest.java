package org.greenplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

class TakeBackTest extends ProcessTest {

    @Autowired
    private TakeBack takeBacks;

    @Test
    @DisplayName("撤回：分管领导没有打开之前，回到原填报人，内容和期限不变；改后可再提交、签发")
    void unopenedReport_goesBackToItsWriterWithAllThatWasWritten() throws Exception {
        take("2026-14-01");
        assignMonthly();
        Date due = taskOf("ecology", "userTask_fillReport").getDueDate();
        write("ecology", "on_track");

        assertThat(takeBacks.anyWaits(List.of("ecology"))).isTrue();
        assertThat(takeBacks.anyWaits(List.of())).isFalse();
        assertThat(takeBack("water1").getStatusCode().value()).isEqualTo(403);
        assertThat(takeBack("ecologyleader").getStatusCode().value()).isEqualTo(403);
        assertThat(takeBack("ecology2").getStatusCode().value()).isEqualTo(204);
        runJobs();

        assertThat(unitsAt("userTask_approveReport")).isEmpty();
        assertThat(column("select reason from deadline_ledger where measure_key = ? order by id", key))
                .endsWith("本单位内退回或撤回");
        Task again = taskOf("ecology", "userTask_fillReport");
        assertThat(again.getAssignee()).isEqualTo("ecology1");
        assertThat(again.getDueDate()).isEqualTo(due);
        assertThat(form(again, "ecology1").get("values")).asString().contains("按计划推进。");
        assertThat(column("select event from timeline where measure_key = ?", key))
                .contains("report-taken-back");
        assertThat(takeBack("ecology1").getBody()).asString().contains("nothing-to-take-back");

        write("ecology", "on_track");
        complete(taskOf("ecology", "userTask_approveReport"), "ecologyleader", sendBack("请补充数量。"));
        Date returnedDue = taskOf("ecology", "userTask_fillReport").getDueDate();
        write("ecology", "on_track");
        assertThat(takeBack("ecology1").getStatusCode().value()).isEqualTo(204);
        runJobs();
        Task twice = taskOf("ecology", "userTask_fillReport");
        assertThat(twice.getDueDate()).isEqualTo(returnedDue);
        assertThat(view(twice, "ecology1").get("sentBack")).asString().contains("请补充数量。");

        write("ecology", "on_track");
        boolean signed = signWhileTakingBack(taskOf("ecology", "userTask_approveReport"));
        assertThat(column(
                        "select v.status from report_version v join report r on r.id = v.report_id where r.measure_key = ? order by v.number",
                        key))
                .containsExactly("taken_back", "sent_back", "taken_back", signed ? "signed" : "taken_back");
    }

    @Test
    @DisplayName("撤回：分管领导打开以后不能撤回，经办人得到一句说明")
    void openedReport_staysWithTheSupervisor() {
        take("2026-35-01");
        assignMonthly();
        write("devreform", "on_track");
        Task approve = taskOf("devreform", "userTask_approveReport");
        assertThat(http.withBasicAuth("admin", PASSWORD)
                        .getForEntity("/api/tasks/{id}/form", String.class, approve.getId())
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(column(
                        "select opened_by from report_version v join report r on r.id = v.report_id"
                                + " where r.measure_key = ? and opened_by is not null",
                        key))
                .isEmpty();

        form(approve, "devreformleader");

        ResponseEntity<Map<String, Object>> refused = takeBack("devreform1");
        assertThat(refused.getStatusCode().value()).isEqualTo(409);
        assertThat(refused.getBody()).asString().contains("report-opened", "打开审阅，不能撤回");
        assertThat(unitsAt("userTask_approveReport")).containsExactly("devreform");
    }

    /** Both at the same moment: exactly one succeeds, the other gets a sentence. Whether it was the signature. */
    private boolean signWhileTakingBack(Task approve) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<ResponseEntity<String>> signing = two.submit(() -> {
                start.await();
                return http.withBasicAuth("ecologyleader", PASSWORD)
                        .postForEntity(
                                "/engine-rest/task/{id}/complete",
                                Map.of("variables", Map.of("decision", Map.of("value", "approve"))),
                                String.class,
                                approve.getId());
            });
            Future<ResponseEntity<Map<String, Object>>> takingBack = two.submit(() -> {
                start.await();
                return takeBack("ecology1");
            });
            boolean signed = signing.get().getStatusCode().is2xxSuccessful();
            assertThat(takingBack.get().getStatusCode().is2xxSuccessful())
                    .as("sign: %s, take back: %s", signing.get(), takingBack.get())
                    .isNotEqualTo(signed);
            assertThat(
                            signed
                                    ? takingBack.get().getStatusCode().value()
                                    : signing.get().getStatusCode().value())
                    .isIn(404, 409);
            return signed;
        } finally {
            two.shutdown();
        }
    }

    @SuppressWarnings("unchecked")
    private ResponseEntity<Map<String, Object>> takeBack(String user) {
        long round = jdbc.sql("select max(id) from round where measure_key = ?")
                .param(key)
                .query(Long.class)
                .single();
        return (ResponseEntity<Map<String, Object>>) (ResponseEntity<?>) http.withBasicAuth(user, PASSWORD)
                .postForEntity("/api/reports/{round}/{unit}/take-back", null, Map.class, round, lead);
    }
}
