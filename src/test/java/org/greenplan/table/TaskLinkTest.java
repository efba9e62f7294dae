package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.greenplan.ProcessTest;
import org.greenplan.plan.MeasureRights;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("邮件里的任务链接")
class TaskLinkTest extends ProcessTest {

    private static final String MEASURE = "2026-35-02";

    @LocalServerPort
    private int port;

    @Autowired
    private MeasureRights rights;

    @Test
    void task_isOpenedInTheTableThatHoldsIt_andIsGoneOnceDone() {
        take(MEASURE);
        Task assign = task("userTask_assignMeasure");
        assertLeads(assign, lead + "1", "/tables/assign");
        assertLeads(assign, lead + "2", "/tables/assign");
        as(lead + "2", () -> tasks.claim(assign.getId(), lead + "2"));
        assertLeads(assign, lead + "1", "/tables/assign");
        as(lead + "2", () -> tasks.setAssignee(assign.getId(), null));

        assign(Map.of());
        String unit = unitsAt("userTask_fillReport").get(0);
        Page done = Pages.of(port, lead + "1").get("/tasks/" + assign.getId());
        assertThat(done.status()).isEqualTo(404);
        assertThat(done.text()).contains("这项任务已办理或不再由您办理", "我的待办", "查看" + MEASURE + "的事项档案");
        assertThat(done.body()).contains("href=\"/measures/" + MEASURE + "\"");

        Task fill = taskOf(unit, "userTask_fillReport");
        assertLeads(fill, unit + "1", "/tables/report");
        assertThat(Pages.of(port, unit + "1").get("/tables/report").body())
                .contains("id=\"t-" + fill.getId() + "\"", "id=\"m" + MEASURE + "-" + unit + "\"");
        write(unit, "on_track");
        assertLeads(taskOf(unit, "userTask_approveReport"), unit + "leader", "/tables/sign");
        assertThat(Pages.of(port, unit + "1")
                        .get("/tasks/" + taskOf(unit, "userTask_approveReport").getId())
                        .status())
                .isEqualTo(404);
    }

    private void assertLeads(Task task, String user, String table) {
        Page page = Pages.of(port, user).get("/tasks/" + task.getId());
        assertThat(page.status()).as(page.body()).isEqualTo(302);
        assertThat(page.location()).isEqualTo(table + "#t-" + task.getId());
        assertThat(Pages.of(port, user).get(table).body()).contains("id=\"t-" + task.getId() + "\"");
    }

    @Test
    void taskWithoutATable_isOpenedInTasklist() {
        String instance =
                runtime.startProcessInstanceByKey("measure-withdrawal").getId();
        try {
            String id = tasks.createTaskQuery()
                    .processInstanceId(instance)
                    .taskDefinitionKey("userTask_requestWithdrawal")
                    .singleResult()
                    .getId();
            Page page = Pages.of(port, "planoffice").get("/tasks/" + id);
            assertThat(page.status()).isEqualTo(302);
            assertThat(page.location()).isEqualTo("/camunda/app/tasklist/default/#/?task=" + id);
            assertThat(Pages.of(port, "water1").get("/tasks/" + id).text())
                    .contains("不再由您办理")
                    .doesNotContain("档案");
        } finally {
            runtime.deleteProcessInstance(instance, "test");
        }
    }

    @Test
    void othersAndNobody_learnNothing() {
        Task task = tasks.createTaskQuery().taskDefinitionKey("userTask_assignMeasure").list().stream()
                .filter(one -> !rights.mayRead("market1", measureOf(one)))
                .findFirst()
                .orElseThrow();
        String foreign = task.getId();

        Page page = Pages.of(port, "market1").get("/tasks/" + foreign);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("不再由您办理").doesNotContain(measureOf(task), "档案");
        Page seesAll = Pages.of(port, "planoffice").get("/tasks/" + foreign);
        assertThat(seesAll.status()).isEqualTo(404);
        assertThat(seesAll.text()).contains(measureOf(task));
        for (String unknown : new String[] {"nosuch", "1%27%20or%20%271", "%3Cscript%3E"}) {
            Page none = Pages.of(port, "market1").get("/tasks/" + unknown);
            assertThat(none.status()).as(unknown).isEqualTo(404);
            assertThat(none.body()).doesNotContain("<script>").contains("不再由您办理");
        }
        assertThat(Pages.ofNobody(port).get("/tasks/" + foreign).location()).isEqualTo("/login");
    }

    private String measureOf(Task task) {
        return (String) tasks.getVariable(task.getId(), "measureKey");
    }
}
