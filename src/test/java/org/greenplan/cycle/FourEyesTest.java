package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;

/** Whoever worked on something, by however little, is refused when it is to be signed, at every door (ADR 0027). */
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:eyes;DB_CLOSE_DELAY=-1")
class FourEyesTest extends ProcessTest {

    private static final String PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n";

    @LocalServerPort
    private int port;

    private String moved = "";

    @AfterEach
    void movedBack() {
        if (!moved.isEmpty()) {
            identity.createGroupQuery()
                    .groupMember(moved)
                    .list()
                    .forEach(group -> identity.deleteMembership(moved, group.getId()));
            identity.createMembership(moved, moved.substring(0, moved.length() - 1) + "Staff");
        }
    }

    @Test
    @DisplayName("报告：写过一句话的、传过材料的、提交过前一稿的，都不能审签；旁人签得成")
    void report_isNotSignedByWhoeverWroteInIt() {
        take("2026-08-01");
        assign(Map.of());
        Task fill = taskOf("transport", "userTask_fillReport");
        type(fill, "transport2", Map.of("state", "on_track", "narrative", "初稿。"));
        complete(fill, "transport1", reportOf("on_track"));

        Task approve = taskOf("transport", "userTask_approveReport");
        becomes("transport2", "transportSupervisor");
        assertThat(refusedEverywhere(approve, "transport2"))
                .isEqualTo("您参与了报告的填写，不能由您审签，请由本单位其他分管领导（%s）审签。".formatted(people.nameOf("transportleader")));
        assertThat(column(
                        "select opened_by from report_version v join report r on r.id = v.report_id"
                                + " where r.measure_key = ? and opened_by is not null",
                        key))
                .as("who does not sign keeps nobody from taking back")
                .isEmpty();
        assertThat(colleagues(approve)).contains("transportleader").doesNotContain("transport2");
        String page = Pages.of(port, "transport2").get("/tables/sign").body();
        assertThat(page)
                .contains("data-task=\"" + approve.getId() + "\"", "共<span>1</span>项", "其中<span>1</span>项您参与了填写")
                .contains("请由本单位其他分管领导")
                .doesNotContain("class=\"pick\"", "data-do");

        complete(approve, "transportleader", sendBack("请补充。"));
        complete(taskOf("transport", "userTask_fillReport"), "transport1", Map.of("narrative", "全部重写。"));
        Task again = taskOf("transport", "userTask_approveReport");
        assertThat(refusedEverywhere(again, "transport2")).startsWith("您参与了报告的填写");

        movedBack();
        becomes("transport1", "transportSupervisor");
        assertThat(refusedEverywhere(again, "transport1")).startsWith("您参与了报告的填写");
        identity.deleteMembership("transportleader", "transportSupervisor");
        assertThat(refusedEverywhere(again, "transport1")).isEqualTo("您参与了报告的填写，不能由您审签；本单位现在没有其他分管领导，请系统管理员增设一位，由其审签。");
        identity.createMembership("transportleader", "transportSupervisor");
        complete(again, "transportleader", APPROVE);
    }

    @Test
    @DisplayName("报告：上传或划除过佐证材料的，不能审签")
    void report_isNotSignedByWhoHandledItsFiles() {
        take("2026-21-02");
        assign(Map.of());
        String unit = (String) tasks.getVariable(
                openTasks(key, "userTask_fillReport").findFirst().orElseThrow().getId(), "unit");
        Object round = view(taskOf(unit, "userTask_fillReport"), unit + "1").get("roundId");
        String file = upload(unit + "1", unit, round);
        assertThat(upload(unit + "2", unit, round)).isNotEqualTo(file);
        write(unit, "on_track");

        becomes(unit + "2", unit + "Supervisor");
        Task approve = taskOf(unit, "userTask_approveReport");
        assertThat(refusedEverywhere(approve, unit + "2")).startsWith("您参与了报告的填写");
        movedBack();

        complete(approve, unit + "leader", sendBack("请划除多余的材料。"));
        identity.createMembership("market2", unit + "Staff");
        try {
            assertThat(strike("market2", file)).isEqualTo(200);
        } finally {
            identity.deleteMembership("market2", unit + "Staff");
        }
        write(unit, "on_track");
        becomes("market2", unit + "Supervisor");
        assertThat(refusedEverywhere(taskOf(unit, "userTask_approveReport"), "market2"))
                .startsWith("您参与了报告的填写");
        sign(unit);
    }

    @Test
    @DisplayName("任务分解：改过草稿的不能审签")
    void assignment_isNotSignedByWhoeverTyped() {
        take("2026-17-03");
        type(task("userTask_assignMeasure"), "cityadmin2", Map.of("note", "提前完成。"));
        assign(Map.of("deadline", "2026-12-18"));

        becomes("cityadmin2", "cityadminSupervisor");
        assertThat(refusedEverywhere(task("userTask_approveAssignment"), "cityadmin2"))
                .startsWith("您参与了任务分解的填写");
        complete(task("userTask_approveAssignment"), "cityadminleader", APPROVE);
    }

    @Test
    @DisplayName("会签意见：写过的不能审签")
    void dissent_isNotSignedByWhoeverTyped() {
        take("2026-18-02");
        assign(Map.of());
        report("on_track", "ecology", "health");
        type(taskOf("transport", "userTask_confirmReport"), "transport2", Map.of("opinion", "数据不对。"));
        complete(taskOf("transport", "userTask_confirmReport"), "transport1", Map.of("decision", "dissent"));

        becomes("transport2", "transportSupervisor");
        assertThat(refusedEverywhere(taskOf("transport", "userTask_approveDissent"), "transport2"))
                .startsWith("您参与了会签意见的填写");
        signDissent("transport");
    }

    @Test
    @DisplayName("办结：写过审核意见的，既不能办结审签，也不能办结核验")
    void closing_isNotSignedByWhoeverReviewed() {
        take("2026-02-03");
        assign(Map.of());
        report("done", lead);
        Task review = task("userTask_reviewMeasure");
        type(review, lead + "2", Map.of("opinion", "年度目标已达到。"));
        complete(review, lead + "1", Map.of("decision", "close"));

        becomes(lead + "2", lead + "Supervisor");
        assertThat(refusedEverywhere(task("userTask_approveClosing"), lead + "2"))
                .startsWith("您参与了办结意见的填写");
        complete(task("userTask_approveClosing"), lead + "leader", APPROVE);

        becomes(lead + "2", "planofficeStaff");
        assertThat(refusedEverywhere(task("userTask_acceptClosing"), lead + "2"))
                .isEqualTo("您参与了办结意见的填写，不能由您核对，请由本单位其他经办人（%s）核对。".formatted(people.nameOf("planoffice")));
        complete(task("userTask_acceptClosing"), "planoffice", APPROVE);
        thatCycle().isEnded();
    }

    @Test
    @DisplayName("终止：写过申请的不能审签")
    void withdrawal_isNotSignedByWhoeverTyped() {
        take("2026-23-03");
        as("planoffice", () -> runtime.startProcessInstanceByKey("measure-withdrawal"));
        Task request = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_requestWithdrawal")
                .singleResult();
        becomes("water2", "planofficeStaff");
        type(request, "water2", Map.of("reason", "任务并入市级专项。"));
        complete(request, "planoffice", Map.of("measureKey", key, "documentNumber", "怀政办函〔2026〕88号"));

        becomes("water2", "planofficeSupervisor");
        assertThat(refusedEverywhere(task("userTask_approveWithdrawal"), "water2"))
                .startsWith("您参与了终止申请的填写");
        complete(task("userTask_approveWithdrawal"), "planofficeleader", sendBack("不同意。"));
    }

    /** In Tasklist's form, over the engine's REST, in a table, by claiming and by being given it. */
    private String refusedEverywhere(Task task, String user) {
        String sentence = String.valueOf(form(task, user).get("ownWork"));
        assertThat(refusal(task, user, APPROVE)).containsExactly("own-work");
        assertThat(refusal(task, user, sendBack("退回。"))).containsExactly("own-work");
        String rest = "/engine-rest/task/" + task.getId();
        Map<String, Object> decision = Map.of("variables", Map.of("decision", Map.of("value", "approve")));
        for (ResponseEntity<JsonNode> answer : List.of(
                post(user, rest + "/complete", decision),
                post(user, rest + "/submit-form", decision),
                post(user, rest + "/claim", Map.of("userId", user)),
                post(user, rest + "/assignee", Map.of("userId", user)))) {
            assertThat(answer.getStatusCode().value())
                    .as("%s", answer.getBody())
                    .isEqualTo(403);
            assertThat(answer.getBody().path("code").asText()).isEqualTo("own-work");
            assertThat(answer.getBody().path("message").asText()).isEqualTo(sentence);
        }
        JsonNode outcome = post(
                        user, "/api/tables/complete", List.of(Map.of("taskId", task.getId(), "inputs", APPROVE)))
                .getBody();
        assertThat(outcome.path("done")).isEmpty();
        assertThat(outcome.path("left")
                        .path(0)
                        .path("errors")
                        .path(0)
                        .path("message")
                        .asText())
                .isEqualTo(sentence);
        RuleViolation given = catchThrowableOfType(
                RuleViolation.class, () -> as("admin", () -> tasks.setAssignee(task.getId(), user)));
        assertThat(given).hasMessageStartingWith(people.nameOf(user) + "参与了");
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
                .isNull();
        return sentence;
    }

    private void becomes(String person, String group) {
        identity.createGroupQuery()
                .groupMember(person)
                .list()
                .forEach(old -> identity.deleteMembership(person, old.getId()));
        identity.createMembership(person, group);
        moved = person;
    }

    private void type(Task task, String user, Map<String, Object> values) {
        ResponseEntity<JsonNode> kept = http.withBasicAuth(user, PASSWORD)
                .exchange(
                        "/api/tasks/{id}/draft",
                        HttpMethod.PUT,
                        new HttpEntity<>(values),
                        JsonNode.class,
                        task.getId());
        assertThat(kept.getStatusCode().value()).as("%s", kept.getBody()).isEqualTo(200);
    }

    private List<String> colleagues(Task task) {
        return Objects.requireNonNull(http.withBasicAuth("transportleader", PASSWORD)
                        .getForEntity("/api/tasks/{id}/colleagues", JsonNode.class, task.getId())
                        .getBody())
                .findValuesAsText("id");
    }

    private String upload(String user, String unit, Object round) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        ResponseEntity<JsonNode> answer = http.withBasicAuth(user, PASSWORD)
                .postForEntity(
                        "/api/measures/{key}/evidence?unit={unit}&round={round}&name=proof.pdf",
                        new HttpEntity<>(PDF.getBytes(java.nio.charset.StandardCharsets.US_ASCII), headers),
                        JsonNode.class,
                        key,
                        unit,
                        round);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return answer.getBody().path("id").asText();
    }

    private int strike(String user, String file) {
        return post(user, "/api/evidence/" + file + "/strike", Map.of("reason", "重复。"))
                .getStatusCode()
                .value();
    }

    private ResponseEntity<JsonNode> post(String user, String path, Object body) {
        return http.withBasicAuth(user, PASSWORD).postForEntity(path, body, JsonNode.class);
    }
}
