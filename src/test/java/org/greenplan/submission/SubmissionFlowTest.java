package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.task.Hashes;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

/** Every flow of open-platform-submission, platform-submission and indicator-report. */
class SubmissionFlowTest extends SubmissionTest {

    @Autowired
    private PackStore packs;

    @Autowired
    private VersionStore versions;

    @Autowired
    private Submissions asked;

    @Autowired
    private BuildPack buildPack;

    @Test
    @DisplayName("从指标分工到已报送：分管领导退回、单项退回、审签、报送、核对")
    void submission_goesFromAssignmentToReceipt() throws IOException {
        open(Track.DEMONSTRATION_ZONE, 2030);
        assertThat(submission().subject()).isEqualTo("生态文明建设示范区2030年报送（2029年度数据）");
        Task assign = step("userTask_assignItems");
        assertThat(assign.getName()).isEqualTo("指标分工：生态文明建设示范区2030年报送（2029年度数据）");
        assertThat(assign.getDueDate()).isEqualTo(endOf("2030-03-08"));
        assign();
        assertThat(unitsFilling()).containsExactly("agriculture", "parks", "water");
        assertThat(stepOf("water", "userTask_fillIndicators").getDueDate()).isEqualTo(endOf("2030-04-19"));
        fill("water", List.of(row("1", List.of(words("全面实施"))), row("2", List.of(figure("96.2")))));
        assertThat(stepOf("water", "userTask_approveIndicators").getDueDate()).isEqualTo(endOf("2030-04-23"));
        complete(stepOf("water", "userTask_approveIndicators"), "waterleader", sendBack("请核对数据来源。"));
        Task again = stepOf("water", "userTask_fillIndicators");
        assertThat(again.getAssignee()).isEqualTo("water1");
        assertThat(view(again, "water1")).extractingByKey("sentBack").asString().contains("请核对数据来源");
        complete(again, "water1", Map.of());
        signIndicators("water");
        agriculture();
        parks();

        Task verify = step("userTask_verifySubmission");
        assertThat(verify.getDueDate()).isEqualTo(endOf("2030-05-10"));
        assertThat(view(verify, BUREAU)).extractingByKey("count").asString().contains("applicable=3", "answered=3");
        verify(Map.of(
                "decision",
                "return",
                "returns",
                json(List.of(Map.of("unit", "water", "item", "2", "opinion", "请补充佐证。")))));
        assertThat(unitsFilling())
                .as("only the unit that something was sent back to")
                .containsExactly("water");
        Task returned = stepOf("water", "userTask_fillIndicators");
        assertThat(view(returned, "water1")).extractingByKey("items").asList().hasSize(1);
        assertThat(refusal(returned, "water1", items(List.of(row("1", List.of(words("别的")))))))
                .containsExactly("items-missing");
        complete(returned, "water1", items(List.of(row("2", List.of(figure("96.3"))))));
        signIndicators("water");
        verify(Map.of("decision", "submit"));
        SubmissionContent content = versions.newest(submissionId).orElseThrow().content();
        assertThat(content.items().get(0).parts().get(0).thisYear())
                .as("what was not asked again stays")
                .isEqualTo("全面实施");
        assertThat(content.items().get(1).parts().get(0).thisYear()).isEqualTo("96.3");

        assertThat(step("userTask_approveSubmission").getDueDate()).isEqualTo(endOf("2030-05-20"));
        approve();
        endorse();
        Pack pack = packs.ofVersion(versions.newest(submissionId).orElseThrow().id())
                .orElseThrow();
        assertThat(step("userTask_submitToPlatform").getDueDate()).isEqualTo(endOf("2030-05-30"));
        submit("STWM-1");
        assertThat(submission().state()).isEqualTo(Submission.State.CHECKING);
        check("accepted", "");

        assertThat(ended()).isTrue();
        assertThat(passed()).contains("endEvent_submitted");
        assertThat(submission().submitted()).isTrue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        packs.chunks().writeTo(pack, bytes);
        assertThat(PackWriterTest.opened(bytes.toByteArray())).containsKey(PackWriter.MANIFEST);
        assertThat(bytes.size()).isEqualTo((int) pack.size());
    }

    @Test
    @DisplayName("截止收报后未报的登记，局领导和区政府各退回一次，不经区政府也能走通")
    void collectionCut_recordsWhoIsMissing_andLeadersSendBack() {
        open(Track.DEMONSTRATION_ZONE, 2032);
        assign();
        water();
        fill("agriculture", List.of(row("3", List.of(figure("99"), figure("85")))));
        assertThatThrownBy(() -> collection.end(submissionId, "来不及", BUREAU))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("collection-not-due"));
        at("2032-04-21T09:00");
        assertThatThrownBy(() -> collection.end(submissionId, " ", BUREAU))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("reason-missing"));
        assertThatThrownBy(() -> collection.end(submissionId, "来不及", "water1"))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("not-the-bureau"));
        collection.end(submissionId, "已多次催办", BUREAU);
        runJobs();

        assertThat(passed()).contains("boundaryEvent_collectionCut", "serviceTask_recordUnanswered");
        assertThat(steps("userTask_approveIndicators")).isEmpty();
        Task verify = step("userTask_verifySubmission");
        assertThat(view(verify, BUREAU)).extractingByKey("findings").asString().contains("区农业农村局未报", "区园林绿化局未报");
        assertThat(refusal(verify, BUREAU, Map.of("decision", "submit"))).containsExactly("reason-missing");
        verify(Map.of("decision", "submit", "incompleteReason", "两个单位未报。"));
        complete(step("userTask_approveSubmission"), LEADER, sendBack("请催农业农村局补报。"));
        verify = step("userTask_verifySubmission");
        assertThat(view(verify, BUREAU)).extractingByKey("sentBack").asString().contains("请催农业农村局补报");
        verify(Map.of(
                "decision",
                "return",
                "returns",
                json(List.of(Map.of("unit", "agriculture", "item", "3", "opinion", "请补报。")))));
        assertThat(unitsFilling()).containsExactly("agriculture");
        complete(stepOf("agriculture", "userTask_fillIndicators"), "agriculture1", Map.of());
        signIndicators("agriculture");
        verify(Map.of("decision", "submit", "incompleteReason", "区园林绿化局无补充。"));
        approve();
        complete(step("userTask_endorseSubmission"), DISTRICT, sendBack("说明再精练些。"));
        assertThat(view(step("userTask_verifySubmission"), BUREAU))
                .extractingByKey("sentBack")
                .asString()
                .contains("说明再精练些");

        SubmissionSettings settings = (SubmissionSettings) ReflectionTestUtils.getField(asked, "settings");
        ReflectionTestUtils.setField(asked, "settings", withoutEndorsement(settings));
        try {
            verify(Map.of("decision", "submit", "incompleteReason", "区园林绿化局无补充。"));
            approve();
        } finally {
            ReflectionTestUtils.setField(asked, "settings", settings);
        }
        assertThat(steps("userTask_endorseSubmission")).isEmpty();
        assertThat(step("userTask_submitToPlatform")).isNotNull();
        assertThat(versions.all(submissionId)).hasSize(3);
    }

    @Autowired
    private SubmissionCollection collection;

    private static SubmissionSettings withoutEndorsement(SubmissionSettings of) {
        return new SubmissionSettings(
                of.bureau(),
                of.endorser(),
                false,
                of.start(),
                of.deadline(),
                of.unitsDays(),
                of.bureauDays(),
                of.leadersDays(),
                of.uploadWorkdays(),
                of.measure());
    }

    @Test
    @DisplayName("回执填错退回改，平台退回重新汇总成新版本，旧包原样保留；过了5月31日仍可办，写明晚几天")
    void rejectedByThePlatform_becomesANewVersion() throws IOException {
        open(Track.DEMONSTRATION_ZONE, 2034);
        assign();
        everybody();
        verify(Map.of("decision", "submit"));
        approve();
        endorse();
        Pack first = packs.ofVersion(versions.newest(submissionId).orElseThrow().id())
                .orElseThrow();
        submit("STWM-7");
        check("wrong", "编号少一位。");
        Task upload = step("userTask_submitToPlatform");
        assertThat(view(upload, BUREAU)).extractingByKey("sentBack").asString().contains("编号少一位");
        at("2034-06-03T10:00");
        submit("STWM-70");
        check("rejected", "指标2附件不清晰。");
        Task verify = step("userTask_verifySubmission");
        assertThat(view(verify, BUREAU)).extractingByKey("sentBack").asString().contains("指标2附件不清晰");
        assertThat(view(verify, BUREAU)).containsEntry("daysLate", 3);
        assertThat(verify.getDueDate())
                .as("counts from now, since its date has passed")
                .isEqualTo(endOf("2034-06-07"));
        verify(Map.of(
                "decision",
                "return",
                "returns",
                json(List.of(Map.of("unit", "water", "item", "2", "opinion", "请换清晰的附件。")))));
        complete(stepOf("water", "userTask_fillIndicators"), "water1", Map.of());
        signIndicators("water");
        verify(Map.of("decision", "submit"));
        approve();
        endorse();
        Pack second = packs.ofVersion(
                        versions.newest(submissionId).orElseThrow().id())
                .orElseThrow();
        assertThat(second.name()).contains("第2版");
        at("2034-06-04T10:00");
        submit("STWM-71");
        check("accepted", "");

        assertThat(ended()).isTrue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        packs.chunks().writeTo(packs.find(first.id()).orElseThrow(), bytes);
        assertThat(sha256(bytes.toByteArray())).isEqualTo(first.sha256());
        assertThat(overview.standing(submission()).daysLate()).isEqualTo(4);

        assertThatThrownBy(() -> start.correct(submissionId, "", BUREAU))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("reason-missing"));
        assertThatThrownBy(() -> start.correct(submissionId, "改", "water1"))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("not-the-bureau"));
        start.correct(submissionId, "指标2口径有误。", BUREAU);
        assertThatThrownBy(() -> start.correct(submissionId, "再改", BUREAU))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("not-submitted"));
        verify = step("userTask_verifySubmission");
        assertThat(view(verify, BUREAU)).extractingByKey("sentBack").asString().contains("指标2口径有误");
        verify(Map.of("decision", "submit"));
        approve();
        endorse();
        submit("STWM-72");
        check("accepted", "");
        assertThat(submission().submitted()).isTrue();
        assertThat(versions.all(submissionId))
                .hasSize(3)
                .allSatisfy(version -> assertThat(packs.ofVersion(version.id())).isPresent());
    }

    @Autowired
    private SubmissionOverview overview;

    @Autowired
    private SubmissionStart start;

    private static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("经办人撤回未打开的填报；分管领导打开后不能撤回")
    void takenBack_whileNobodyHasOpenedIt() {
        open(Track.DEMONSTRATION_ZONE, 2036);
        assign();
        fill("water", List.of(row("1", List.of(words("全面实施"))), row("2", List.of(figure("96.2")))));
        takeBack.takeBack(submissionId, "water", "water2");
        Task again = stepOf("water", "userTask_fillIndicators");
        assertThat(again.getAssignee()).isEqualTo("water1");
        assertThat(form(again, "water1")).extractingByKey("values").asString().contains("96.2");
        complete(again, "water1", Map.of());
        form(stepOf("water", "userTask_approveIndicators"), "waterleader");
        assertThatThrownBy(() -> takeBack.takeBack(submissionId, "water", "water1"))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("report-opened"));
        signIndicators("water");
        assertThatThrownBy(() -> takeBack.takeBack(submissionId, "water", "water1"))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("nothing-to-take-back"));
    }

    @Autowired
    private IndicatorTakeBack takeBack;

    @Test
    @DisplayName("3月1日定时发起两类报送，已发起的不重复；手动重复发起被拒绝")
    void timer_opensBothTracksOnce() {
        open(Track.TWO_MOUNTAINS_BASE, 2038);
        Job timer = management
                .createJobQuery()
                .processDefinitionKey("open-platform-submission")
                .timers()
                .singleResult();
        assertThat(timer.getDuedate()).isEqualTo("2027-03-01T08:00:00");
        at("2038-03-01T08:00");
        management.executeJob(timer.getId());

        assertThat(submissions.find(Track.DEMONSTRATION_ZONE, 2038)).isPresent();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey("platform-2038-two-mountains-base")
                        .count())
                .isEqualTo(1);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey("platform-2038-demonstration-zone")
                        .count())
                .isEqualTo(1);
        Task request = begin();
        assertThat(refusal(request, BUREAU, Map.of("submissionYear", 2038, "track", "demonstration-zone")))
                .containsExactly("submission-opened");
        assertThat(refusal(request, BUREAU, Map.of("submissionYear", 2050)))
                .containsExactly("year-missing", "track-missing");
        runtime.deleteProcessInstance(request.getProcessInstanceId(), "test");
        assertThatThrownBy(() -> submissions.create(
                        Track.DEMONSTRATION_ZONE,
                        2038,
                        submissions
                                .find(Track.DEMONSTRATION_ZONE, 2038)
                                .orElseThrow()
                                .catalogueId(),
                        null,
                        null))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("submission-opened"));
    }

    @Test
    @DisplayName("生成报送包的作业执行两次，只有一个包；签发内容与校验码一致")
    void packJob_runsTwice_andThePackIsOne() {
        open(Track.DEMONSTRATION_ZONE, 2040);
        assign();
        everybody();
        verify(Map.of("decision", "submit"));
        approve();
        endorse();
        VersionStore.Version version = versions.newest(submissionId).orElseThrow();
        Pack pack = packs.ofVersion(version.id()).orElseThrow();
        org.camunda.bpm.engine.delegate.DelegateExecution execution =
                org.mockito.Mockito.mock(org.camunda.bpm.engine.delegate.DelegateExecution.class);
        org.mockito.Mockito.when(execution.getVariable("submissionId")).thenReturn(submissionId);

        buildPack.execute(execution);

        assertThat(packs.ofVersion(version.id()).orElseThrow()).isEqualTo(pack);
        assertThat(jdbc.sql("select count(*) from submission_pack where version_id = ?")
                        .param(version.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(Hashes.sha256(version.content().toJson())).isEqualTo(version.sha256());
        assertThat(column(
                        "select distinct sha256 from signature where subject in ('submission', 'endorsement') and subject_id = ?",
                        version.id()))
                .containsExactly(version.sha256());
    }

    @Test
    @DisplayName("“两山”基地：各单位报工作进展和案例，按所定顺序汇总，第二年从上年的单位和答复开始")
    void base_collectsTexts_andNextYearStartsFromThem() {
        open(Track.TWO_MOUNTAINS_BASE, 2042);
        complete(step("userTask_assignItems"), BUREAU, Map.of("narrators", json(List.of("culture", "finance"))));
        assertThat(unitsFilling()).containsExactly("culture", "finance");
        Task culture = stepOf("culture", "userTask_fillIndicators");
        assertThat(refusal(culture, "culture1", Map.of("cases", json(List.of(Map.of("title", "某村"))))))
                .containsExactly("narrative-missing", "text-missing");
        complete(
                culture,
                "culture1",
                Map.of("narrative", "发展生态旅游。", "cases", json(List.of(Map.of("title", "某村", "text", "做法。")))));
        signIndicators("culture");
        String file = upload("finance1", "finance", "1", "决算.pdf");
        complete(
                stepOf("finance", "userTask_fillIndicators"),
                "finance1",
                Map.of(
                        "items",
                        json(List.of(row("1", List.of(figure("3.2")), "evidence", List.of(file)))),
                        "narrative",
                        "加大投入。"));
        signIndicators("finance");
        verify(Map.of("decision", "submit", "order", json(List.of("finance", "culture"))));
        assertThat(versions.newest(submissionId).orElseThrow().content().chapters())
                .extracting(SubmissionContent.Chapter::unitName)
                .containsExactly("区财政局", "区文化和旅游局");
        approve();
        endorse();
        submit("LS-1");
        check("accepted", "");

        at("2043-03-01T09:00");
        request(Track.TWO_MOUNTAINS_BASE, 2043);
        assertThat(form(step("userTask_assignItems"), BUREAU))
                .extractingByKey("values")
                .asString()
                .contains("narrators=[culture, finance]");
        assign();
        Task next = stepOf("finance", "userTask_fillIndicators");
        assertThat(form(next, "finance1")).extractingByKey("values").asString().doesNotContain("年鉴");
        assertThat(view(next, "finance1")).extractingByKey("items").asString().contains("lastYear=3.2", file);
        String reused = reuse("finance1", "finance", "1", file);
        assertThat(reuse("finance1", "finance", "1", file))
                .as("clicked twice, it is one file")
                .isEqualTo(reused);
        complete(
                next,
                "finance1",
                Map.of(
                        "items",
                        json(List.of(row("1", List.of(figure("3.4")), "evidence", List.of(reused)))),
                        "narrative",
                        "再加大。"));
        signIndicators("finance");
        complete(stepOf("culture", "userTask_fillIndicators"), "culture1", Map.of("narrative", "新的进展。"));
        signIndicators("culture");
        verify(Map.of("decision", "submit"));
        SubmissionContent content = versions.newest(submissionId).orElseThrow().content();
        assertThat(content.items().get(0).parts().get(0))
                .extracting(SubmissionContent.Part::lastYear, SubmissionContent.Part::thisYear)
                .containsExactly("3.2", "3.4");
        assertThat(content.items().get(0).sources().get(0).evidence())
                .extracting(SubmissionContent.File::name)
                .containsExactly("决算.pdf");
    }

    private String reuse(String user, String unit, String item, String file) {
        Map<?, ?> answer = http.withBasicAuth(user, PASSWORD)
                .postForEntity(
                        "/api/platform/{id}/files/reuse?unit={unit}&item={item}&file={file}",
                        null,
                        Map.class,
                        submissionId,
                        unit,
                        item,
                        file)
                .getBody();
        assertThat((Object) answer.get("id")).as("%s", answer).isNotNull();
        return (String) answer.get("id");
    }
}
