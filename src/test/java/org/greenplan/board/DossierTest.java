package org.greenplan.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.board.BoardRoom.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.greenplan.task.TaskNotes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("事项档案")
class DossierTest {

    /** 区生态环境局 leads, 区卫生健康委 is responsible as well, six units assist, 区气象局 among them. */
    private static final String KEY = "2026-10-01";

    private BoardRoom room;
    private long round;

    @BeforeEach
    void openRound() {
        room = new BoardRoom(Map.of("task-1", KEY));
        round = room.openRound(KEY, "2026Q2", "ecology", "health");
    }

    @Test
    void signedReport_isSeenByEveryInvolvedUnit() throws Exception {
        room.version(round, KEY, "health", "signed", "开展培训三场", "healthleader");
        for (String user : new String[] {"health1", "ecology1", "weather1", "planoffice", "districtleader"}) {
            assertThat(page(user)).as(user).contains("开展培训三场", "尹占山", "0123456789ab", "完成", "40%");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting", "sent_back"})
    void unsignedReport_isSeenByItsOwnUnitAlone(String status) throws Exception {
        room.version(round, KEY, "health", "signed", "第一稿正文", "healthleader");
        long version = room.version(round, KEY, "health", status, "尚未审签的内容", null);
        if (status.equals("sent_back")) {
            room.sign(KEY, "report", version, "return", "请补充数字", "healthleader", "health");
        }
        for (String user : new String[] {"health1", "healthleader"}) {
            assertThat(page(user)).as(user).contains("尚未审签的内容", "仅本单位可见", "第一稿正文");
        }
        for (String user : new String[] {"ecology1", "ecologyleader", "weather1", "planoffice", "districtleader"}) {
            assertThat(page(user)).as(user).contains("第一稿正文").doesNotContain("尚未审签的内容", "仅本单位可见", "请补充数字");
        }
    }

    @Test
    void unsignedDissent_isSeenByItsOwnUnitAlone() throws Exception {
        room.tables
                .jdbc
                .sql(
                        "insert into confirmation (round_id, unit_code, outcome, opinion, given_by, given_at, sha256) values (?, 'weather', 'dissented', '数据口径不一致', 'weather1', ?, 'abc')")
                .params(round, BoardRoom.now())
                .update();
        long dissent = room.id("select max(id) from confirmation");
        confirmer("weather", "dissenting");
        measureIs("confirming");
        assertThat(words("ecology1")).contains("会签：待会签区气象局");
        assertThat(page("weather1")).contains("数据口径不一致", "仅本单位可见");
        assertThat(page("ecology1")).doesNotContain("数据口径不一致");
        room.sign(KEY, "dissent", dissent, "approve", null, "weatherleader", "weather");
        room.tables.jdbc.sql("update round_confirmer set state = 'dissented'").update();
        assertThat(page("ecology1")).contains("数据口径不一致", "有意见");
        assertThat(page("weather1")).doesNotContain("仅本单位可见");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assignment-proposed",
                "assignment-sent-back",
                "report-written",
                "report-taken-back",
                "report-sent-back",
                "unsigned-evidence-struck",
                "dissent-written",
                "dissent-sent-back",
                "dissent-lapsed",
                "review-closing",
                "closing-sent-back",
                "withdrawal-requested",
                "withdrawal-refused",
                "colleagues-urged",
                "indicators-written",
                "indicators-taken-back",
                "indicators-sent-back",
                "platform-verified",
                "platform-sent-back",
                "something-that-nobody-listed"
            })
    void whatHappensBeforeASignature_staysInItsUnit(String event) throws Exception {
        room.tables
                .jdbc
                .sql(
                        "insert into timeline (measure_key, happened_at, actor_name, unit_code, event, sentence) values (?, ?, '周洪亮', 'health', ?, '内部流转一句话')")
                .params(KEY, BoardRoom.now(), event)
                .update();
        assertThat(page("health1")).contains("内部流转一句话");
        assertThat(page("ecology1")).doesNotContain("内部流转一句话");
        assertThat(page("districtleader")).doesNotContain("内部流转一句话");
    }

    @Test
    void withdrawalThatIsNotSigned_isThePlanOfficesOwn() throws Exception {
        room.waits(KEY, "userTask_approveWithdrawal", "planoffice", "2026-06-29", null);
        assertThat(page("planoffice")).contains("终止审签");
        assertThat(page("ecology1")).doesNotContain("终止审签");
    }

    @Test
    void closingThatIsNotSigned_isTheLeadsOwn() throws Exception {
        decide("review", "close", "第一次拟办结的理由", "ecology1");
        decide("closing", "return", "请先核对数字", "ecologyleader");
        decide("review", "close", "第二次拟办结的理由", "ecology1");
        assertThat(page("ecology1")).contains("第一次拟办结的理由", "请先核对数字", "第二次拟办结的理由");
        for (String user : new String[] {"health1", "weather1", "planoffice"}) {
            assertThat(page(user)).as(user).doesNotContain("拟办结的理由", "请先核对数字");
        }
        decide("closing", "approve", "", "ecologyleader");
        assertThat(page("health1")).contains("第二次拟办结的理由").doesNotContain("第一次拟办结的理由", "请先核对数字");
        decide("acceptance", "return", "佐证不足", "planoffice");
        assertThat(page("health1")).contains("佐证不足");
    }

    private void decide(String kind, String decision, String opinion, String person) {
        room.tables
                .jdbc
                .sql(
                        "insert into review (round_id, kind, decision, opinion, decided_by, decided_at, sha256) values (?, ?, ?, ?, ?, ?, 'abc')")
                .params(round, kind, decision, opinion, person, BoardRoom.now())
                .update();
    }

    @Test
    void silence_isCountedApart() throws Exception {
        room.tables
                .jdbc
                .sql(
                        "insert into round_confirmer (round_id, unit_code, state, asked) values (?, 'weather', 'deemed', true), (?, 'water', 'confirmed', true)")
                .params(round, round)
                .update();
        assertThat(words("ecology1")).contains("会签：逾期未反馈，按无意见处理区气象局会签：无意见区水务局");
    }

    @ParameterizedTest
    @CsvSource({
        "reporting, false, 未到会签",
        "confirming, false, 待会签",
        "reviewing, false, 本期不需会签",
        "closing, false, 尚未征求意见",
        "waiting, true, 本期不需会签",
        "reporting, true, 本期不需会签",
        "closed, true, 本期不需会签",
        "withdrawn, true, '措施已终止，不再会签'",
        "withdrawn, false, '措施已终止，不再会签'"
    })
    @DisplayName("没有请过会签的单位，不说它没有反馈；办结、终止的措施不再待反馈")
    void whoIsNotAsked_isNotCalledUnanswered(String measure, boolean over, String word) throws Exception {
        confirmer("weather", "expected");
        measureIs(measure);
        room.tables
                .jdbc
                .sql("update round set state = ? where id = ?")
                .params(over ? "over" : "open", round)
                .update();
        assertThat(words("ecology1")).contains("会签：" + word + "区气象局").doesNotContain("未反馈", "待反馈");
    }

    @Test
    void whoIsAsked_isAskedUntilADay() throws Exception {
        confirmer("weather", "expected");
        measureIs("confirming");
        dueOf("userTask_confirmReport", "weather", "2026-06-30");
        assertThat(words("ecology1")).contains("会签：待会签（2026年6月30日前）区气象局");
    }

    private void confirmer(String unit, String state) {
        room.tables
                .jdbc
                .sql("insert into round_confirmer (round_id, unit_code, state, asked) values (?, ?, ?, true)")
                .params(round, unit, state)
                .update();
    }

    private void measureIs(String measure) {
        room.tables
                .jdbc
                .sql("update measure set status = ? where measure_key = ?")
                .params(measure, KEY)
                .update();
    }

    private String words(String user) throws Exception {
        return page(user).replaceAll("<[^>]+>|\\s|　", "");
    }

    @Test
    void textFromUsers_isEscaped() throws Exception {
        String attack = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        long version = room.version(round, KEY, "health", "signed", attack, "healthleader");
        room.sign(KEY, "report", version, "approve", attack, "healthleader", "health");
        room.tables
                .jdbc
                .sql(
                        "insert into kept_file (id, owner_kind, owner, unit_code, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at) values ('e1', 'evidence', ?, 'health', ?, 'application/pdf', 2048, 'abc', 'health1', ?)")
                .params(KEY + "/" + round, attack + ".pdf", BoardRoom.now())
                .update();
        room.tables
                .jdbc
                .sql("insert into report_evidence (report_version_id, evidence_id) values (?, 'e1')")
                .param(version)
                .update();
        room.tables
                .jdbc
                .sql("insert into timeline (measure_key, happened_at, event, sentence) values (?, ?, 'test', ?)")
                .params(KEY, BoardRoom.now(), attack)
                .update();
        assertThat(page("ecology1"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "/api/files/e1", "2 KB")
                .doesNotContain("<script>", "<img");
    }

    @Test
    void currentStep_namesTheUnitsThatStillOweAReport() throws Exception {
        room.waits(KEY, "userTask_fillReport", "ecology", "2026-06-25", "2026年第二季度");
        room.waits(KEY, "userTask_approveReport", "health", "2026-06-29", "2026年第二季度");
        assertThat(page("weather1").replaceAll("<[^>]+>|\\s", ""))
                .contains("当前环节单位填报区生态环境局填报进展2026年第二季度尚未认领，应在2026年6月25日前办理"
                        + "区卫生健康委分管领导审签2026年第二季度尚未认领，应在2026年6月29日前办理");
    }

    @Test
    void whatIsLate_isSaidInWorkdays_alsoOfAReportHandedInLate() throws Exception {
        room.waits(KEY, "userTask_fillReport", "health", "2026-03-20", "2026年第一季度（补报）");
        assertThat(page("weather1").replaceAll("<[^>]+>|\\s", ""))
                .contains("办理逾期", "区卫生健康委填报进展2026年第一季度（补报）尚未认领，应在2026年3月20日前办理逾期");
    }

    @Test
    void urging_standsWithTheTask_andStaysInsideWhereItWasSaidToColleagues() throws Exception {
        room.waits(KEY, "userTask_fillReport", "health", "2026-06-25", null);
        room.waits(KEY, "userTask_fillReport", "ecology", "2026-06-25", null);
        room.notes.put("task-0", new TaskNotes.Note("尹占山", "区卫生健康委", true, "2026-06-10 09:00", "内部催一次", 1));
        room.notes.put("task-1", new TaskNotes.Note("李静", "计划办", false, "2026-06-10 09:00", "请本周报送", 1));
        assertThat(page("health1")).contains("内部催一次", "请本周报送");
        assertThat(page("weather1")).contains("请本周报送").doesNotContain("内部催一次");
    }

    @Test
    void dissentThatIsNotSigned_looksLikeAskedToOthers() throws Exception {
        dueOf("userTask_confirmReport", "weather", "2026-06-30");
        dueOf("userTask_approveDissent", "weather", "2026-07-02");
        room.waits(KEY, "userTask_approveDissent", "weather", "2026-07-02", null);
        assertThat(words("ecology1"))
                .contains("协办会签", "应在2026年6月30日前办理")
                .doesNotContain("会签意见审签", "2026年7月2日", "2026-07-02");
        assertThat(words("weather1")).contains("会签意见审签", "应在2026年7月2日前办理", "2026-07-0218:00");
    }

    @Test
    void dueDatesInsideAUnit_areSeenByItAlone() throws Exception {
        dueOf("userTask_fillReport", "health", "2026-06-25");
        dueOf("userTask_approveReport", "health", "2026-06-12");
        dueOf("userTask_fillReport", "health", "2026-06-25");
        assertThat(words("health1")).contains("共3条").contains("分管领导审签区卫生健康委2026-06-1218:00");
        for (String user : List.of("weather1", "planoffice")) {
            assertThat(words(user)).as(user).contains("共1条").doesNotContain("2026-06-1218:00");
        }
    }

    @Test
    void periodWhoseReportsAreAllThere_isFilledInNoLonger() throws Exception {
        assertThat(words("ecology1")).contains("填报中").doesNotContain("已收齐");
        room.version(round, KEY, "health", "waiting", "待签的内容", null);
        assertThat(words("weather1")).contains("区卫生健康委待审签").doesNotContain("待签的内容");
        room.tables
                .jdbc
                .sql("update round_reporter set state = 'reported', asked = false where round_id = ?")
                .param(round)
                .update();
        room.tables
                .jdbc
                .sql("update report set status = 'signed' where round_id = ?")
                .param(round)
                .update();
        assertThat(words("ecology1")).contains("已收齐").doesNotContain("填报中");
    }

    private void dueOf(String task, String unit, String day) {
        room.tables
                .jdbc
                .sql(
                        """
                        insert into deadline_ledger (measure_key, task_id, task_key, unit_code, due, reason, set_at)
                        values (?, 'task-2', ?, ?, ?, '按规则计算', ?)""")
                .params(KEY, task, unit, OffsetDateTime.parse(day + "T18:00:00+08:00"), BoardRoom.now())
                .update();
    }

    @Test
    void whoHasNoRole_learnsNothing() throws Exception {
        room.mvc.perform(as("finance1", get("/measures/" + KEY))).andExpect(status().isNotFound());
        room.mvc.perform(as("ecology1", get("/measures/2026-99-01"))).andExpect(status().isNotFound());
        room.mvc.perform(as("planoffice", get("/measures/2026-99-01"))).andExpect(status().isNotFound());
    }

    @Test
    void embedded_hasNoHeaderAndATaskLeadsToItsMeasure() throws Exception {
        assertThat(page("ecology1")).contains("我的待办");
        assertThat(body("ecology1", "/measures/" + KEY + "?embedded=true"))
                .contains("深化适应气候变化基础能力建设")
                .doesNotContain("我的待办", "严禁处理涉密信息");
        assertThat(body("ecology1", "/measures/by-task/task-1?embedded=true")).contains(KEY);
        room.mvc.perform(as("ecology1", get("/measures/by-task/gone"))).andExpect(status().isNotFound());
        room.mvc.perform(as("finance1", get("/measures/by-task/task-1"))).andExpect(status().isNotFound());
    }

    @Test
    void sourceRow_isShownAsItWas() throws Exception {
        assertThat(body("planoffice", "/measures/2026-26-01"))
                .contains("由牵头部门在任务分解时选定", "按协办单位读取", "相关镇乡街道", "职责读取待确认");
        assertThat(body("planoffice", "/measures/2026-36-01")).contains("成员单位待计划办维护", "不设截止日期");
        assertThat(body("planoffice", "/measures/2026-02-02")).contains("沿用上一行");
    }

    private String page(String user) throws Exception {
        return body(user, "/measures/" + KEY);
    }

    private String body(String user, String path) throws Exception {
        return room.mvc
                .perform(as(user, get(path)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
