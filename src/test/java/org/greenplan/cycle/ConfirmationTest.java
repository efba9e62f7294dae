package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfirmationTest extends ProcessTest {

    @Test
    @DisplayName("无意见；五个工作日未反馈，按无意见处理，另行统计")
    void silence_countsAsAgreement_apart() {
        take("2026-16-03");
        assign(Map.of());
        report("on_track", "health", "cityadmin", "ecology");
        assertThat(unitsAt("userTask_confirmReport")).containsExactly("market", "police");
        assertThat(taskOf("police", "userTask_confirmReport").getDueDate()).isEqualTo(endOf("2026-11-30"));
        assertThat(refusal(taskOf("market", "userTask_confirmReport"), "market1", Map.of()))
                .containsExactly("decision-missing");
        confirm("market");
        thatCycle().hasPassed("endEvent_confirmed").hasNotPassed("userTask_approveDissent");
        Job timer = timer("boundaryEvent_deemedConfirmed");
        assertThat(timer.getDuedate()).isEqualTo(endOf("2026-11-30"));

        passTo(timer);

        thatCycle()
                .hasPassed("boundaryEvent_deemedConfirmed", "serviceTask_recordDeemed", "endEvent_deemedConfirmed")
                .hasNotPassed("userTask_coordinate")
                .isWaitingAt("userTask_reviewMeasure");
        String silent = "会签：逾期未反馈，按无意见处理怀柔公安分局";
        assertThat(shown(task("userTask_reviewMeasure"), lead + "1")).contains(silent, "会签：无意见区市场监管局");
        close();
        assertThat(shown(task("userTask_approveClosing"), lead + "leader")).contains(silent, "会签：无意见区市场监管局");
        assertThat(confirmers()).containsExactly("market confirmed", "police deemed");
        assertThat(given()).containsExactly("market confirmed market1", "police deemed -");
    }

    @Test
    @DisplayName("逾期前填了一半的意见：再次会签时内容还在，选择须重新作出")
    void decisionInADraft_doesNotOutliveItsTask() {
        take("2026-29-01");
        assign(Map.of());
        report("on_track", "parks");
        confirm("market");
        confirm("enforcement");
        http.withBasicAuth("police1", PASSWORD)
                .put(
                        "/api/tasks/{id}/draft",
                        Map.of("decision", "agree", "opinion", "巡护情况属实。"),
                        taskOf("police", "userTask_confirmReport").getId());
        passTo(timer("boundaryEvent_deemedConfirmed"));
        review(Map.of(
                "decision",
                "return",
                "returns",
                List.of(Map.of("unit", "parks", "opinion", "请补充巡护次数。")),
                "reconfirm",
                List.of("police")));
        report("on_track", "parks");

        Task again = taskOf("police", "userTask_confirmReport");
        assertThat(form(again, "police1").get("values")).isEqualTo(Map.of("opinion", "巡护情况属实。"));
        assertThat(refusal(again, "police1", Map.of())).containsExactly("decision-missing");
        confirm("police");
        thatCycle().isWaitingAt("userTask_reviewMeasure");
    }

    /** A dissent that the supervisor has in hand, wherever others may look, and also once they have urged it. */
    private void looksAwaitedToOthers(Task dissent) {
        as("transportleader", () -> tasks.claim(dissent.getId(), "transportleader"));
        String urge = "/reminders/urge?measure=" + key;
        for (String address : List.of(urge, "/measures/" + key)) {
            assertThat(page(lead + "1", address))
                    .as(address)
                    .contains("协办会签", people.nameOf("transport1"))
                    .doesNotContain("会签意见审签", people.nameOf("transportleader"));
        }
        assertThat(page("transport1", "/measures/" + key)).contains("会签意见审签", people.nameOf("transportleader"));

        Pages.of(URI.create(http.getRootUri()).getPort(), "planoffice")
                .post(
                        "/reminders/urge",
                        Map.of("measure", key, "task", key + "/" + dissent.getId(), "sentence", "请尽快反馈。"));
        assertThat(page(lead + "1", "/measures/" + key))
                .contains("“协办会签”：请尽快反馈。")
                .doesNotContain("会签意见审签");
        jdbc.sql("delete from reminder_line").update();
        jdbc.sql("delete from urge").update();
        tasks.setAssignee(dissent.getId(), null);
    }

    @Test
    @DisplayName("有意见：本单位领导退回、再提、签发；牵头协调退回修改，只请有意见的和点名的单位再会签")
    void dissent_sendsTheMeasureBack_andOnlyDissentersAreAskedAgain() {
        take("2026-18-02");
        assign(Map.of());
        report("on_track", "ecology", "health");
        assertThat(refusal(taskOf("transport", "userTask_confirmReport"), "transport1", Map.of("decision", "dissent")))
                .containsExactly("opinion-missing");
        dissent("transport", "数据不对。");
        Task sign = taskOf("transport", "userTask_approveDissent");
        assertThat(sign.getDueDate()).isEqualTo(endOf("2026-11-25"));
        complete(sign, "transportleader", sendBack("请写明哪项数据。"));

        Task again = taskOf("transport", "userTask_confirmReport");
        assertThat(again.getAssignee()).as("back to its author").isEqualTo("transport1");
        assertThat(view(again, "transport1")).extracting("sentBack.opinion").isEqualTo("请写明哪项数据。");
        assertThat(form(again, "transport1").get("values")).isEqualTo(Map.of("opinion", "数据不对。"));
        assertThat(page("transport1", "/tables/confirm")).contains("原意见没有送出，改好后再提交", "数据不对。");
        assertThat(page("transport1", "/measures/" + key)).contains("没有送出的意见（仅本单位可见）（", "：数据不对。");
        assertThat(page("police1", "/measures/" + key)).doesNotContain("没有送出的意见", "数据不对。");
        dissent("transport", "低噪声路面里程应为12公里。");
        looksAwaitedToOthers(taskOf("transport", "userTask_approveDissent"));
        assertThat(shown(taskOf("transport", "userTask_approveDissent"), "transportleader"))
                .contains("此前退回原意见“数据不对。”", "请写明哪项数据。")
                .containsOnlyOnce("低噪声路面里程应为12公里。")
                .containsOnlyOnce("数据不对。");
        assertThat(shown(taskOf("police", "userTask_confirmReport"), "police1"))
                .as("what its supervisor has not signed")
                .contains("会签：待会签")
                .doesNotContain("低噪声路面里程应为12公里。", "有意见");
        thatCycle().hasNotPassed("endEvent_dissented");
        signDissent("transport");
        assertThat(page("transportleader", "/done")).contains("签发会签意见：低噪声路面里程应为12公里。");
        confirm("police");

        thatCycle()
                .hasPassed("endEvent_dissented", "endEvent_confirmed")
                .hasNotPassed("userTask_reviewMeasure")
                .isWaitingAt("userTask_coordinate");
        assertThat(task("userTask_coordinate").getDueDate()).isEqualTo(endOf("2026-11-26"));
        assertThat(status()).isEqualTo("coordinating");
        assertThat(refusal(task("userTask_coordinate"), "ecology1", Map.of("decision", "return")))
                .containsExactly("returns-missing");
        coordinateReturn(Map.of());

        assertThat(unitsAt("userTask_fillReport"))
                .as("only the named unit writes again")
                .containsExactly("health");
        report("on_track", "health");
        assertThat(unitsAt("userTask_confirmReport"))
                .as("only who dissented is asked again")
                .containsExactly("transport");
        dissent("transport", "里程仍不对。");
        signDissent("transport");
        coordinateReturn(Map.of("reconfirm", List.of("police")));
        report("on_track", "health");

        assertThat(unitsAt("userTask_confirmReport"))
                .as("and whom the lead names")
                .containsExactly("police", "transport");
        confirm("police");
        confirm("transport");
        thatCycle().isWaitingAt("userTask_reviewMeasure").hasNotPassed("serviceTask_recordDeemed");
        assertThat(confirmers()).containsExactly("police confirmed", "transport confirmed");
        assertThat(column(
                        "select decision from signature where measure_key = ? and subject = 'dissent' order by id",
                        key))
                .containsExactly("return", "approve", "approve");
    }

    @Test
    @DisplayName("牵头协调后维持报告，理由记录在案，进入审核")
    void coordination_goesOnWithARecordedReason() {
        take("2026-02-02");
        assign(Map.of());
        report("on_track", "devreform", "industry");
        assertThat(shown(taskOf("market", "userTask_confirmReport"), "market1"))
                .contains("区发展改革委正常推进", "按计划推进。", "会签：待会签（2026年11月30日前）区市场监管局");
        dissent("market", "产品目录未征求我局意见。");
        assertThat(shown(taskOf("market", "userTask_approveDissent"), "marketleader"))
                .startsWith("拟提出会签意见区市场监管局")
                .contains("产品目录未征求我局意见。", "区发展改革委正常推进", "按计划推进。", "会签：有意见，待本单位分管领导审签");
        signDissent("market");
        assertThat(shown(task("userTask_coordinate"), "ecology1")).contains("会签：有意见区市场监管局", "产品目录未征求我局意见。");
        assertThat(refusal(task("userTask_coordinate"), "ecology1", Map.of("decision", "continue")))
                .containsExactly("reason-missing");

        complete(
                task("userTask_coordinate"),
                "ecology1",
                Map.of("decision", "continue", "reason", "目录由市级印发，下一步请区市场监管局参与修订。"));

        thatCycle()
                .hasPassed("gateway_coordinationOutcome")
                .hasNotPassed("gateway_returned")
                .isWaitingAt("userTask_reviewMeasure");
        assertThat(task("userTask_reviewMeasure").getDueDate()).isEqualTo(endOf("2026-11-30"));
        assertThat(confirmers()).containsExactly("market settled");
        assertThat(shown(task("userTask_reviewMeasure"), "ecology1"))
                .contains("会签：有意见区市场监管局", "产品目录未征求我局意见。", "牵头协调维持报告", "目录由市级印发，下一步请区市场监管局参与修订。");
        assertThat(column(
                        "select v.opinion from review v join round r on r.id = v.round_id where r.measure_key = ? and v.kind = 'coordinate'",
                        key))
                .containsExactly("目录由市级印发，下一步请区市场监管局参与修订。");
    }

    @Test
    @DisplayName("意见两个工作日内未签发，按无意见处理")
    void dissentThatNobodySigns_countsAsSilence() {
        take("2026-21-02");
        assign(Map.of());
        report("on_track", "ecology");
        confirm("housing");
        dissent("industry", "企业名单有误。");
        Job timer = timer("boundaryEvent_dissentUnsigned");
        assertThat(timer.getDuedate()).isEqualTo(endOf("2026-11-25"));

        passTo(timer);

        thatCycle()
                .hasPassed("boundaryEvent_dissentUnsigned", "endEvent_deemedConfirmed")
                .hasNotPassed("endEvent_dissented", "userTask_coordinate")
                .isWaitingAt("userTask_reviewMeasure");
        assertThat(confirmers()).containsExactly("housing confirmed", "industry deemed");
        assertThat(page("industryleader", "/measures/" + key)).contains("没有送出的意见（仅本单位可见）（", "：企业名单有误。");
        assertThat(page(lead + "1", "/measures/" + key)).doesNotContain("没有送出的意见", "企业名单有误。");

        review(Map.of(
                "decision",
                "return",
                "returns",
                List.of(Map.of("unit", "ecology", "opinion", "请核对名单。")),
                "reconfirm",
                List.of("industry")));
        report("on_track", "ecology");
        Task again = taskOf("industry", "userTask_confirmReport");
        assertThat(form(again, "industry1").get("values")).isEqualTo(Map.of("opinion", "企业名单有误。"));
        complete(again, "industry1", Map.of("decision", "agree", "opinion", "企业名单有误。"));
        assertThat(shown(task("userTask_reviewMeasure"), lead + "1"))
                .contains("会签：无意见")
                .doesNotContain("企业名单有误。");
    }

    @Test
    @DisplayName("完成时限当天下班后才请会签的，仍有一个工作日，不立即按无意见处理")
    void askedAfterTheDeadlinesLastHour_silenceStillTakesAWorkday() {
        take("2026-29-02");
        assign(Map.of("deadline", "2026-11-24", "note", "提前完成。"));
        assertThat(shown(task("userTask_approveAssignment"), "agricultureleader"))
                .startsWith("任务分解与计划不一致")
                .contains("提出：", "→2026年11月24日", "说明：提前完成。");
        complete(task("userTask_approveAssignment"), "agricultureleader", APPROVE);
        write("agriculture", "on_track");
        setClock(LocalDate.of(2026, 11, 24).atTime(19, 0));
        sign("agriculture");

        assertThat(unitsAt("userTask_confirmReport")).containsExactly("market", "parks", "police");
        assertThat(taskOf("parks", "userTask_confirmReport").getDueDate()).isEqualTo(endOf("2026-11-24"));
        confirm("market");
        confirm("police");
        assertThat(timer("boundaryEvent_deemedConfirmed").getDuedate()).isEqualTo(endOf("2026-11-25"));
        dissent("parks", "河道绿化面积有误。");
        assertThat(timer("boundaryEvent_dissentUnsigned").getDuedate()).isEqualTo(endOf("2026-11-25"));
        signDissent("parks");
        thatCycle().isWaitingAt("userTask_coordinate").hasNotPassed("serviceTask_recordDeemed");
    }

    private String page(String user, String path) {
        return Pages.of(URI.create(http.getRootUri()).getPort(), user).get(path).text();
    }

    private void coordinateReturn(Map<String, Object> more) {
        Map<String, Object> inputs = new java.util.HashMap<>(more);
        inputs.put("decision", "return");
        inputs.put("returns", List.of(Map.of("unit", "health", "opinion", "请核对里程。")));
        complete(task("userTask_coordinate"), "ecology1", inputs);
    }

    private List<String> confirmers() {
        return column(
                """
                select c.unit_code || ' ' || c.state from round_confirmer c join round r on r.id = c.round_id
                where r.measure_key = ? order by c.unit_code""",
                key);
    }

    private List<String> given() {
        return column(
                """
                select c.unit_code || ' ' || c.outcome || ' ' || coalesce(c.given_by, '-')
                from confirmation c join round r on r.id = c.round_id where r.measure_key = ? order by c.id""",
                key);
    }
}
