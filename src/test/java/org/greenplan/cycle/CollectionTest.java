package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.greenplan.directory.Directory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

class CollectionTest extends ProcessTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Directory directory;

    private static final String DUE = "2026-12-17";

    @Test
    @DisplayName("牵头部门过期后截止收报：未报登记，可补报，补报有标记")
    void lead_endsCollectionAfterTheDueDate() {
        take("2026-13-01");
        assign(Map.of());
        report("on_track", "devreform");
        write("ecology", "on_track");
        assertThat(taskOf("industry", "userTask_fillReport").getDueDate()).isEqualTo(endOf(DUE));

        setClock(java.time.LocalDate.parse(DUE).atTime(20, 0));
        assertThat(endCollection("devreform1", "先行审核。")).isEqualTo("400 collection-not-due");
        setClock(java.time.LocalDate.parse("2026-12-18").atTime(9, 0));
        assertThat(endCollection("devreform1", " ")).isEqualTo("400 reason-missing");
        assertThat(endCollection("industry1", "先行审核。")).isEqualTo("403 not-the-lead");
        assertThat(endCollection("devreformleader", "先行审核。")).isEqualTo("403 not-the-lead");
        thatCycle().isWaitingAt("callActivity_unitReport");

        endOnThePage("2026-15-01", "年底前须汇总，先行审核。");
        runJobs();

        thatCycle()
                .hasPassed("boundaryEvent_collectionEnded", "serviceTask_recordMissing")
                .hasNotPassed("boundaryEvent_collectionTimedOut")
                .isWaitingAt("userTask_reviewMeasure");
        assertThat(endCollection("devreform1", "再次截止。")).isEqualTo("409 collection-ended");
        assertThat(reporters()).containsExactly("devreform reported", "ecology missing", "industry missing");
        assertThat(column("select collection_reason from round where measure_key = ? and state = 'collected'", key))
                .containsExactly("年底前须汇总，先行审核。");
        assertThat(view(task("userTask_reviewMeasure"), "devreform1"))
                .extracting("round.missing")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .extracting("unit")
                .containsExactlyInAnyOrder("ecology", "industry");

        assertThat(unitsAt("userTask_approveReport"))
                .as("what waited for its signature goes on waiting there")
                .containsExactly("ecology");
        assertThat(unitsAt("userTask_fillReport")).containsExactly("industry");
        Task late = taskOf("industry", "userTask_fillReport");
        assertThat(view(late, "industry1")).containsEntry("late", true);
        assertThat(status()).as("a late task does not move the measure").isEqualTo("reviewing");
        report("on_track", "industry");
        sign("ecology");

        assertThat(reporters()).containsExactly("devreform reported", "ecology late", "industry late");
        assertThat(column(
                        "select v.late from report_version v join report r on r.id = v.report_id where r.measure_key = ? and r.unit_code = 'industry'",
                        key))
                .containsExactly("TRUE");
        assertThat(status()).isEqualTo("reviewing");
        close();
        complete(task("userTask_approveClosing"), "devreformleader", APPROVE);
        thatCycle().isEnded().hasPassed("endEvent_measureClosed");

        String query = "/done?q=" + key;
        assertThat(Pages.of(port, "industry1").get(query).text())
                .as("what was handed in late still belongs to its period")
                .contains("共1项", "2026年第四季度（年度总结）", "（第1稿）");
        assertThat(Pages.of(port, "devreform1").get(query).text()).contains("截止收报：年底前须汇总，先行审核。");
        assertThat(Pages.of(port, "devreformleader").get(query).text()).contains("办结审签：同意办结。", "（第1稿）");
    }

    /** Together with another measure that is not this lead's to end. */
    private void endOnThePage(String other, String reason) {
        String ecology = directory.nameOf("ecology");
        String missing = ecology + "、" + directory.nameOf("industry");
        Pages lead = Pages.of(port, "devreform1");
        assertThat(lead.get("/tables/review").text()).contains("正在收报（", "只选已过报送截止日的", "待本单位审签" + ecology);
        String path = "/measures/end-collection";
        assertThat(lead.get(path + "?measure=" + key + "&measure=" + other).text())
                .contains("将登记为“未报”：" + missing + "（" + ecology + "已填报，尚待本单位审签）", "只有牵头部门可以截止收报。");
        assertThat(lead.get(path + "?measure=2026-99-01").status())
                .as("no such measure")
                .isEqualTo(404);

        Map<String, String> ticked = Map.of("shown", key + "," + other, "measure", key + "," + other);
        assertThat(lead.post(path, ticked).text()).contains("请写明截止收报的理由");
        assertThat(lead.post(path, Map.of("shown", key + "," + other, "reason", reason))
                        .text())
                .contains("请至少勾选一项", reason);
        Map<String, String> complete =
                Map.of("shown", key + "," + other, "measure", key + "," + other, "reason", reason);
        Pages.Page done = lead.get(lead.post(path, complete).location());
        assertThat(done.text()).contains("已截止收报1项", "已登记未报：" + missing, "1项没有截止", other, "只有牵头部门可以截止收报。");

        Pages.Page again = lead.get(lead.post(path, complete).location());
        assertThat(again.text()).doesNotContain("已截止收报").contains("2项没有截止", "现在没有正在收报的期次");
        assertThat(column("select sentence from timeline where measure_key = ? and event = 'collection-ended'", key))
                .hasSize(1)
                .first()
                .asString()
                .contains("未报：" + missing + "（可补报）");
    }

    @Test
    @DisplayName("逾期五个工作日自动截止；措施办结，补报任务随之撤销")
    void collection_endsByItself() {
        take("2026-15-01");
        assign(Map.of());
        report("on_track", "ecology");
        Job timer = timer("boundaryEvent_collectionTimedOut");
        assertThat(timer.getDuedate()).isEqualTo(endOf("2026-12-24"));
        write("devreform", "on_track");
        complete(taskOf("devreform", "userTask_approveReport"), "devreformleader", sendBack("请写明审核家数。"));
        urge("devreform", "请于本周五前报送。");
        Date due = taskOf("devreform", "userTask_fillReport").getDueDate();
        List<String> told = told();

        passTo(timer);

        thatCycle()
                .hasPassed("boundaryEvent_collectionTimedOut")
                .hasNotPassed("boundaryEvent_collectionEnded")
                .isWaitingAt("userTask_reviewMeasure");
        assertThat(reporters()).containsExactly("devreform missing", "ecology reported", "industry missing");
        assertThat(unitsAt("userTask_fillReport")).containsExactly("devreform", "industry");
        Task late = taskOf("devreform", "userTask_fillReport");
        assertThat(late.getDueDate()).as("the date that it had").isEqualTo(due);
        assertThat(told()).as("nobody sent anything back now").isEqualTo(told);
        assertThat(view(late, "devreform1"))
                .extracting("sentBack.opinion", "urged.sentence")
                .containsExactly("请写明审核家数。", "请于本周五前报送。");
        close();
        complete(task("userTask_approveClosing"), "ecologyleader", APPROVE);

        thatCycle().isEnded();
        assertThat(openTasks(key, "userTask_fillReport"))
                .as("late tasks end with the measure")
                .isEmpty();
        assertThat(status()).isEqualTo("closed");
    }

    @Test
    @DisplayName("补报稿正待审签时被牵头部门退回：原稿收回，本单位照常重报")
    void lateVersionThatWaits_givesWayToARegularReport() {
        take("2026-06-02");
        assign(Map.of());
        report("on_track", "industry", "ecology");
        write("devreform", "on_track");
        passTo(timer("boundaryEvent_collectionTimedOut"));
        assertThat(unitsAt("userTask_approveReport")).containsExactly("devreform");

        review(Map.of("decision", "return", "returns", List.of(Map.of("unit", "devreform", "opinion", "请补充节能改造的进度。"))));

        assertThat(unitsAt("userTask_approveReport")).isEmpty();
        Task again = taskOf("devreform", "userTask_fillReport");
        assertThat(view(again, "devreform1")).extracting("sentBack.opinion").isEqualTo("请补充节能改造的进度。");
        assertThat(view(again, "devreform1"))
                .extracting("sentBack.byName")
                .asString()
                .matches(".+（区.+）");
        assertThat(view(again, "devreform1")).extracting("sentBack.at").isNotNull();
        complete(again, "devreform1", Map.of("narrative", "节能改造完成八成。"));
        sign("devreform");

        thatCycle().isWaitingAt("userTask_reviewMeasure");
        assertThat(column(
                        "select v.number || ' ' || v.status from report_version v join report r on r.id = v.report_id where r.measure_key = ? and r.unit_code = 'devreform' order by v.number",
                        key))
                .containsExactly("1 taken_back", "2 signed");
        assertThat(reporters()).contains("devreform reported");
    }

    @Test
    @DisplayName("退回后未重报：沿用原报告，不算未报，仍可补报")
    void returnedReportThatIsNotRenewed_keepsTheEarlierOne() {
        take("2026-06-01");
        assign(Map.of());
        report("on_track", "cityadmin", "devreform", "industry");
        review(Map.of("decision", "return", "returns", List.of(Map.of("unit", "devreform", "opinion", "请补充储能项目。"))));
        Job timer = timer("boundaryEvent_collectionTimedOut");
        assertThat(timer.getDuedate()).isEqualTo(endOf("2026-12-03"));
        assertThat(endCollection("cityadmin1", "不再等待。")).isEqualTo("400 collection-not-due");

        passTo(timer);

        thatCycle().isWaitingAt("userTask_reviewMeasure");
        assertThat(reporters()).containsExactly("cityadmin reported", "devreform reported", "industry reported");
        assertThat(column("select sentence from timeline where measure_key = ? and event = 'collection-ended'", key))
                .containsExactly("2026年第四季度（年度总结）收报截止，退回后未重报：区发展改革委（沿用原报告，可补报）。");
        Task late = taskOf("devreform", "userTask_fillReport");
        assertThat(late.getDueDate()).as("the date that it had").isEqualTo(endOf("2026-11-26"));
        complete(late, "devreform1", Map.of("narrative", "储能项目2个。"));
        sign("devreform");
        assertThat(column(
                        "select v.number || ' ' || v.late from report_version v join report r on r.id = v.report_id where r.measure_key = ? and r.unit_code = 'devreform' order by v.number",
                        key))
                .containsExactly("1 FALSE", "2 TRUE");
    }

    private void urge(String unit, String sentence) {
        String task = key + "/" + taskOf(unit, "userTask_fillReport").getId();
        Pages.of(port, lead + "1").post("/reminders/urge", Map.of("measure", key, "task", task, "sentence", sentence));
        assertThat(view(taskOf(unit, "userTask_fillReport"), unit + "1"))
                .extracting("urged.sentence")
                .isEqualTo(sentence);
    }

    /** Mails that do not wait for the next morning. */
    private List<String> told() {
        return column(
                "select kind || ' ' || recipient from reminder_line where measure_key = ? and kind is not null order by id",
                key);
    }

    private List<String> reporters() {
        return column(
                """
                select p.unit_code || ' ' || p.state from round_reporter p join round r on r.id = p.round_id
                where r.measure_key = ? order by p.unit_code""",
                key);
    }

    /** Status, and the rule's code where it was refused. */
    private String endCollection(String user, String reason) {
        @SuppressWarnings("unchecked")
        ResponseEntity<Map<String, Object>> answer =
                (ResponseEntity<Map<String, Object>>) (ResponseEntity<?>) http.withBasicAuth(user, PASSWORD)
                        .postForEntity("/api/measures/{key}/end-collection", Map.of("reason", reason), Map.class, key);
        Map<String, Object> body = answer.getBody();
        return answer.getStatusCode().value() + (body == null ? "" : " " + body.get("code"));
    }
}
