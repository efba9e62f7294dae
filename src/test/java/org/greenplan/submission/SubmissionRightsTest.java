package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

/** Who sees and does what in a submission: pages, files, packs, tasks. */
class SubmissionRightsTest extends SubmissionTest {

    @LocalServerPort
    private int port;

    @Autowired
    private VersionStore versions;

    @Autowired
    private PackStore packs;

    private String page() {
        return "/platform/submissions/" + submissionId;
    }

    private String strike(String user, String file) {
        ResponseEntity<String> answer = http.withBasicAuth(user, PASSWORD)
                .postForEntity("/api/files/" + file + "/strike", Map.of("reason", "换一份"), String.class);
        return answer.getStatusCode().value() + " " + answer.getBody();
    }

    @Test
    @DisplayName("单位只看自己的指标和材料，审签前不出单位；局里和计划办看全部；无关单位看不到")
    void everybody_seesWhatIsTheirs() {
        open(Track.DEMONSTRATION_ZONE, 2044);
        assign();
        String own = upload("water1", "water", "2", "检测报告.pdf");
        assertThat(get("water2", "/api/files/" + own)).isEqualTo(200);
        assertThat(get(BUREAU, "/api/files/" + own))
                .as("unsigned, it stays in the unit")
                .isEqualTo(404);
        assertThat(get("planoffice", "/api/files/" + own)).isEqualTo(404);
        assertThat(get("finance1", "/api/files/" + own)).isEqualTo(404);
        assertThat(uploaded("water1", "agriculture", "3", "x.pdf")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(uploaded("water1", "water", "3", "x.pdf").getStatusCode().value())
                .isEqualTo(403);
        assertThat(uploaded("waterleader", "water", "2", "x.pdf")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(uploaded("water1", "ecology", "receipt", "x.pdf")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(uploaded(BUREAU, "ecology", "receipt", "x.docx")
                        .getStatusCode()
                        .value())
                .as("pages and pictures only")
                .isEqualTo(400);

        Task fill = stepOf("water", "userTask_fillIndicators");
        assertThat(refusal(
                        fill,
                        "water1",
                        items(List.of(
                                row("1", List.of(words("好")), "evidence", List.of(own)),
                                row("2", List.of(figure("96")), "evidence", List.of("nothing"))))))
                .as("a file of another item, and none at all")
                .containsExactly("evidence-not-found", "evidence-not-found");
        assertForbidden(fill, "agriculture1", Map.of());
        complete(
                fill,
                "water1",
                items(List.of(
                        row("1", List.of(words("好"))), row("2", List.of(figure("96")), "evidence", List.of(own)))));
        assertThat(strike("water1", own))
                .as("a supervisor is asked to sign it")
                .contains("409", "evidence-awaits-signature");
        signIndicators("water");
        assertThat(get(BUREAU, "/api/files/" + own)).isEqualTo(200);
        assertThat(get("planoffice", "/api/files/" + own)).isEqualTo(200);
        assertThat(get("agriculture1", "/api/files/" + own)).isEqualTo(404);

        assertThat(Pages.of(port, "finance1").get(page()).status()).isEqualTo(404);
        assertThat(Pages.of(port, "finance1").get("/platform").text()).contains("还没有发起的报送");
        String water = Pages.of(port, "water1").get(page()).text();
        assertThat(water).contains("本单位提供的指标", "城镇污水处理率").doesNotContain("区农业农村局", "农业废弃物", "报送包");
        assertThat(Pages.of(port, "planoffice").get(page()).text()).contains("区农业农村局", "填报中", "农业废弃物");
        assertThat(Pages.of(port, DISTRICT).get(page()).text()).contains("区农业农村局");
    }

    @Test
    @DisplayName("谁写的谁不能签；汇总的人不能自己签发；报送包只有看全部的人能下载")
    void nobody_signsTheirOwn_andPacksAreForThoseWhoSeeAll() {
        open(Track.DEMONSTRATION_ZONE, 2046);
        assign();
        everybody();
        Task verify = step("userTask_verifySubmission");
        assertThat(refusal(verify, BUREAU, Map.of())).containsExactly("decision-missing");
        assertThat(refusal(verify, BUREAU, Map.of("decision", "return"))).containsExactly("returns-missing");
        assertThat(refusal(
                        verify,
                        BUREAU,
                        Map.of(
                                "decision",
                                "return",
                                "returns",
                                json(List.of(
                                        Map.of("unit", "finance", "item", "1", "opinion", "?"),
                                        Map.of("unit", "water", "item", "1"))))))
                .containsExactlyInAnyOrder("unknown-answer", "opinion-missing");
        identity.createMembership(LEADER, "ecologyStaff");
        try {
            complete(verify, LEADER, Map.of("decision", "submit"));
            assertThat(refusal(step("userTask_approveSubmission"), LEADER, APPROVE))
                    .containsExactly("own-work");
        } finally {
            identity.deleteMembership(LEADER, "ecologyStaff");
        }
        assertForbidden(step("userTask_approveSubmission"), BUREAU, APPROVE);
        identity.createMembership(SECOND, "ecologySupervisor");
        try {
            complete(step("userTask_approveSubmission"), SECOND, APPROVE);
        } finally {
            identity.deleteMembership(SECOND, "ecologySupervisor");
        }
        assertForbidden(step("userTask_endorseSubmission"), LEADER, APPROVE);
        endorse();
        Task upload = step("userTask_submitToPlatform");
        at("2046-03-01T10:00");
        Map<String, Object> early = new java.util.HashMap<>(receipt("X-1"));
        early.put("submittedTime", "08:30");
        assertThat(refusal(upload, BUREAU, early)).containsExactly("before-signature");

        String pack = "/platform/packs/"
                + packs.ofVersion(versions.newest(submissionId).orElseThrow().id())
                        .orElseThrow()
                        .id();
        assertThat(Pages.of(port, BUREAU).get(pack).status()).isEqualTo(200);
        assertThat(Pages.of(port, "planoffice").get(pack).status()).isEqualTo(200);
        assertThat(Pages.of(port, "water1").get(pack).status()).isEqualTo(404);
        assertThat(Pages.ofNobody(port).get(pack).status()).isNotEqualTo(200);
    }

    @Test
    @DisplayName("写过一句话的、传过材料的也不能签：单位的指标、汇总、回执")
    void whoeverWorkedOnIt_signsNothingOfIt() {
        open(Track.DEMONSTRATION_ZONE, 2050);
        assign();
        type(stepOf("water", "userTask_fillIndicators"), "water2", items(List.of(row("1", List.of(words("初稿"))))));
        fill("water", List.of(row("1", List.of(words("全面实施"))), row("2", List.of(figure("96.2")))));
        assertOwnWork("water2", "waterSupervisor", stepOf("water", "userTask_approveIndicators"), APPROVE);
        signIndicators("water");
        upload("agriculture2", "agriculture", "3", "名录.pdf");
        fill("agriculture", List.of(row("3", List.of(figure("99"), figure("85")))));
        assertOwnWork(
                "agriculture2", "agricultureSupervisor", stepOf("agriculture", "userTask_approveIndicators"), APPROVE);
        signIndicators("agriculture");
        parks();
        type(step("userTask_verifySubmission"), SECOND, Map.of("incompleteReason", "略。"));
        verify(Map.of("decision", "submit"));
        assertOwnWork(SECOND, "ecologySupervisor", step("userTask_approveSubmission"), APPROVE);
        approve();
        assertOwnWork(SECOND, "districtSupervisor", step("userTask_endorseSubmission"), APPROVE);
        endorse();
        type(step("userTask_submitToPlatform"), SECOND, Map.of("accountHolder", "林建军"));
        submit("X-2050");
        Task check = step("userTask_checkReceipt");
        assertThat(refusal(check, SECOND, Map.of("decision", "accepted"))).containsExactly("own-work");
        assertThat(refusal(check, BUREAU, Map.of("decision", "accepted"))).containsExactly("own-work");
    }

    @Test
    @DisplayName("沿用的材料：原上传人也不能签，再沿用一次也一样；指标和回执都是")
    void whoeverUploadedTheOriginal_signsNoCopyOfIt() {
        open(Track.DEMONSTRATION_ZONE, 2056);
        assign();
        String first = upload("water1", "water", "1", "检测报告.pdf");
        String scan = upload(SECOND, "ecology", "receipt", "平台回执.pdf");
        everybody();
        verify(Map.of("decision", "submit"));
        approve();
        endorse();
        submit("X-2056");
        check("accepted", "");

        open(Track.DEMONSTRATION_ZONE, 2057);
        assign();
        String copy = reuse("water2", "water", "2", first);
        String again = reuse("water2", "water", "1", copy);
        complete(
                stepOf("water", "userTask_fillIndicators"),
                "water2",
                items(List.of(
                        row("1", List.of(words("全面实施")), "evidence", List.of(again)),
                        row("2", List.of(figure("96.2"))))));
        assertOwnWork("water1", "waterSupervisor", stepOf("water", "userTask_approveIndicators"), APPROVE);
        signIndicators("water");
        agriculture();
        parks();
        verify(Map.of("decision", "submit"));
        approve();
        endorse();
        Map<String, Object> receipt = new java.util.HashMap<>(receipt("X-2057"));
        receipt.put("files", json(List.of(reuse(BUREAU, "ecology", "receipt", scan))));
        complete(step("userTask_submitToPlatform"), BUREAU, receipt);
        assertThat(refusal(step("userTask_checkReceipt"), SECOND, Map.of("decision", "accepted")))
                .containsExactly("own-work");
    }

    private String reuse(String user, String unit, String item, String file) {
        return String.valueOf(http.withBasicAuth(user, PASSWORD)
                .postForObject(
                        "/api/platform/{id}/files/reuse?unit={unit}&item={item}&file={file}",
                        null,
                        Map.class,
                        submissionId,
                        unit,
                        item,
                        file)
                .get("id"));
    }

    private void type(Task task, String user, Map<String, Object> values) {
        http.withBasicAuth(user, PASSWORD).put("/api/tasks/{id}/draft", values, task.getId());
    }

    /** While the person is in the group. */
    private void assertOwnWork(String person, String group, Task task, Map<String, Object> inputs) {
        identity.createMembership(person, group);
        try {
            assertThat(refusal(task, person, inputs)).containsExactly("own-work");
        } finally {
            identity.deleteMembership(person, group);
        }
    }

    private void assertForbidden(Task task, String user, Map<String, Object> inputs) {
        assertThatThrownBy(() -> as(user, () -> tasks.complete(task.getId(), inputs)))
                .isInstanceOfAny(RuleViolation.class, AuthorizationException.class);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isEqualTo(1);
    }

    @Test
    @DisplayName("截止收报只有局里经办人能做，页面上写明为什么不行")
    void endCollection_isForTheBureau() {
        open(Track.DEMONSTRATION_ZONE, 2048);
        assign();
        at("2048-04-22T09:00");
        assertThat(Pages.of(port, "water1")
                        .post(page() + "/end-collection", Map.of("reason", "x"))
                        .status())
                .isEqualTo(403);
        Pages.Page refused = Pages.of(port, BUREAU).post(page() + "/end-collection", Map.of("reason", " "));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("请写明截止收报的理由");
        assertThat(Pages.of(port, BUREAU)
                        .post(page() + "/end-collection", Map.of("reason", "已催办"))
                        .status())
                .isEqualTo(302);
        runJobs();
        assertThat(step("userTask_verifySubmission")).isNotNull();
        assertThat(Pages.of(port, BUREAU).get(page()).text()).contains("已截止收报，理由：已催办", "未报");
        fillTooLate();
    }

    private void fillTooLate() {
        assertThat(steps("userTask_fillIndicators")).isEmpty();
        assertThat(uploaded("finance1", "finance", "1", "x.pdf").getStatusCode().value())
                .isEqualTo(403);
    }
}
