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

/** Whoever worked on something, by however little, is refused when it is to be signed, at every door (ADR 0027). */
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
    @DisplayName("写过一句话的、提交过前一稿的，都不能审签：分解、报告、会签意见、办结审签和核验；旁人签得成")
    void whoeverTyped_signsNothingOfIt() {
        take("2026-25-01");
        assignment();
        report();
        dissent();
        closing();
        thatCycle().isEnded().hasPassed("endEvent_measureClosed");
    }

    private void assignment() {
        type(task("userTask_assignMeasure"), "ecology2", Map.of("note", "提前完成。"));
        assign(Map.of("deadline", "2026-12-18"));

        becomes("ecology2", "ecologySupervisor");
        assertThat(refusedEverywhere(task("userTask_approveAssignment"), "ecology2"))
                .startsWith("您参与了任务分解的填写");
        complete(task("userTask_approveAssignment"), "ecologyleader", APPROVE);
        movedBack();
    }

    private void report() {
        Task fill = taskOf("ecology", "userTask_fillReport");
        type(fill, "ecology2", Map.of("state", "on_track", "narrative", "初稿。"));
        complete(fill, "ecology1", reportOf("done"));

        Task approve = taskOf("ecology", "userTask_approveReport");
        becomes("ecology2", "ecologySupervisor");
        assertThat(refusedEverywhere(approve, "ecology2"))
                .isEqualTo("您参与了报告的填写，不能由您审签，请由本单位其他分管领导（%s）审签。".formatted(people.nameOf("ecologyleader")));
        assertThat(column(
                        "select opened_by from report_version v join report r on r.id = v.report_id"
                                + " where r.measure_key = ? and opened_by is not null",
                        key))
                .as("who does not sign keeps nobody from taking back")
                .isEmpty();
        assertThat(colleagues(approve)).contains("ecologyleader").doesNotContain("ecology2");
        assertInOwnWords(approve, "ecology2", "ecologyleader");
        assertRowWithoutABox(Pages.of(port, "ecology2").get("/tables/sign").body(), approve.getId());

        complete(approve, "ecologyleader", Map.of());
        complete(taskOf("ecology", "userTask_fillReport"), "ecology1", Map.of("narrative", "全部重写。"));
        Task again = taskOf("ecology", "userTask_approveReport");
        assertThat(refusedEverywhere(again, "ecology2")).startsWith("您参与了报告的填写");

        movedBack();
        becomes("ecology1", "ecologySupervisor");
        assertThat(refusedEverywhere(again, "ecology1")).startsWith("您参与了报告的填写");
        identity.deleteMembership("ecologyleader", "ecologySupervisor");
        try {
            assertThat(refusedEverywhere(again, "ecology1"))
                    .isEqualTo("您参与了报告的填写，不能由您审签；本单位现在没有其他分管领导，请系统管理员增设一位，由其审签。");
        } finally {
            identity.createMembership("ecologyleader", "ecologySupervisor");
        }
        complete(again, "ecologyleader", APPROVE);
        movedBack();
    }

    /** The row is counted and says who signs it; there is nothing to tick or press. */
    private static void assertRowWithoutABox(String page, String taskId) {
        int rows = page.split("data-task=\"", -1).length - 1;
        String row = page.substring(page.indexOf("data-task=\"" + taskId));
        row = row.substring(0, row.indexOf("</tbody>"));
        assertThat(page).contains("共<span>" + rows + "</span>项", "其中<span>");
        assertThat(row).contains("请由本单位其他分管领导", "data-held").doesNotContain("class=\"pick\"", "data-do", "data-open");
    }

    private void dissent() {
        for (String unit : List.of("planning", "parks", "agriculture")) {
            confirm(unit);
        }
        type(taskOf("water", "userTask_confirmReport"), "water2", Map.of("opinion", "数据不对。"));
        complete(taskOf("water", "userTask_confirmReport"), "water1", Map.of("decision", "dissent"));

        becomes("water2", "waterSupervisor");
        assertThat(refusedEverywhere(taskOf("water", "userTask_approveDissent"), "water2"))
                .startsWith("您参与了会签意见的填写");
        signDissent("water");
        movedBack();
        complete(task("userTask_coordinate"), "ecology1", Map.of("decision", "continue", "reason", "数据已核对。"));
    }

    private void closing() {
        Task review = task("userTask_reviewMeasure");
        type(review, "ecology2", Map.of("opinion", "年度目标已达到。"));
        complete(review, "ecology1", Map.of("decision", "close"));

        becomes("ecology2", "ecologySupervisor");
        assertThat(refusedEverywhere(task("userTask_approveClosing"), "ecology2"))
                .startsWith("您参与了办结意见的填写");
        complete(task("userTask_approveClosing"), "ecologyleader", APPROVE);

        becomes("ecology2", "planofficeStaff");
        assertThat(refusedEverywhere(task("userTask_acceptClosing"), "ecology2"))
                .isEqualTo("您参与了办结意见的填写，不能由您核对，请由本单位其他经办人（%s）核对。".formatted(people.nameOf("planoffice")));
        complete(task("userTask_acceptClosing"), "planoffice", APPROVE);
    }

    @Test
    @DisplayName("报告：上传或划除过佐证材料的，不能审签")
    void report_isNotSignedByWhoHandledItsFiles() {
        take("2026-23-02");
        assign(Map.of("confirmed", true));
        Object round = view(taskOf("parks", "userTask_fillReport"), "parks1").get("roundId");
        String file = upload("parks1", "parks", round);
        assertThat(upload("parks2", "parks", round)).isNotEqualTo(file);
        write("parks", "on_track");

        becomes("parks2", "parksSupervisor");
        Task approve = taskOf("parks", "userTask_approveReport");
        assertThat(refusedEverywhere(approve, "parks2")).startsWith("您参与了报告的填写");
        movedBack();

        complete(approve, "parksleader", sendBack("请划除多余的材料。"));
        becomes("market2", "parksStaff");
        assertThat(strike("market2", file)).isEqualTo(200);
        write("parks", "on_track");
        becomes("market2", "parksSupervisor");
        assertThat(refusedEverywhere(taskOf("parks", "userTask_approveReport"), "market2"))
                .startsWith("您参与了报告的填写");
        sign("parks");
    }

    /** Who may not sign writes no word of it either, and a colleague's draft is not the signer's decision. */
    private void assertInOwnWords(Task approve, String author, String signer) {
        ResponseEntity<JsonNode> refused = put(approve, author, sendBack("请重写。"));
        assertThat(refused.getStatusCode().value()).isEqualTo(403);
        assertThat(refused.getBody().path("code").asText()).isEqualTo("own-work");

        identity.createMembership("market2", "ecologySupervisor");
        try {
            type(approve, "market2", sendBack("请重写。"));
            assertThat(form(approve, "market2"))
                    .extractingByKey("values")
                    .asString()
                    .contains("请重写");
        } finally {
            identity.deleteMembership("market2", "ecologySupervisor");
        }
        assertThat(form(approve, signer)).extractingByKey("values").asString().doesNotContain("请重写");
        assertThat(refusal(approve, signer, Map.of())).containsExactly("decision-missing");
        assertThat(refusal(approve, signer, Map.of("decision", "return"))).containsExactly("opinion-missing");
        type(approve, signer, sendBack("请补充。"));
        assertThat(form(approve, signer)).extractingByKey("values").asString().contains("请补充");
    }

    @Test
    @DisplayName("终止：写过申请的不能审签")
    void withdrawal_isNotSignedByWhoeverTyped() {
        take("2026-34-02");
        String[] instance = new String[1];
        as(
                "planoffice",
                () -> instance[0] =
                        runtime.startProcessInstanceByKey("measure-withdrawal").getId());
        Task request = tasks.createTaskQuery().processInstanceId(instance[0]).singleResult();
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
        RuleViolation given = catchThrowableOfType(RuleViolation.class, () -> tasks.setAssignee(task.getId(), user));
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
        ResponseEntity<JsonNode> kept = put(task, user, values);
        assertThat(kept.getStatusCode().value()).as("%s", kept.getBody()).isEqualTo(200);
    }

    private ResponseEntity<JsonNode> put(Task task, String user, Map<String, ?> values) {
        return http.withBasicAuth(user, PASSWORD)
                .exchange(
                        "/api/tasks/{id}/draft",
                        HttpMethod.PUT,
                        new HttpEntity<>(values),
                        JsonNode.class,
                        task.getId());
    }

    private List<String> colleagues(Task task) {
        return Objects.requireNonNull(http.withBasicAuth("ecologyleader", PASSWORD)
                        .getForEntity("/api/tasks/{id}/colleagues", JsonNode.class, task.getId())
                        .getBody())
                .findValuesAsText("id");
    }

    private String upload(String user, String unit, Object round) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        ResponseEntity<JsonNode> answer = http.withBasicAuth(user, PASSWORD)
                .postForEntity(
                        "/api/files?kind=evidence&owner={key}/{round}&unit={unit}&name=proof.pdf",
                        new HttpEntity<>(PDF.getBytes(java.nio.charset.StandardCharsets.US_ASCII), headers),
                        JsonNode.class,
                        key,
                        round,
                        unit);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return answer.getBody().path("id").asText();
    }

    private int strike(String user, String file) {
        return post(user, "/api/files/" + file + "/strike", Map.of("reason", "重复。"))
                .getStatusCode()
                .value();
    }

    private ResponseEntity<JsonNode> post(String user, String path, Object body) {
        return http.withBasicAuth(user, PASSWORD).postForEntity(path, body, JsonNode.class);
    }
}
