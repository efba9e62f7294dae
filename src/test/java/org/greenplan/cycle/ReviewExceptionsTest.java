package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What supervisor and lead are told first, over two periods of a measure of two reporting units with one target. */
class ReviewExceptionsTest extends ProcessTest {

    /** As published, with one town picked where the plan says 相关镇乡街道. */
    private static final String UNITS =
            """
            [{"unit": "agriculture", "role": "lead", "participation": "coordinate"},
             {"unit": "agriculture", "role": "responsible", "participation": "report"},
             {"unit": "parks", "role": "responsible", "participation": "report"},
             {"unit": "water", "role": "assisting", "participation": "confirm"},
             {"unit": "ecology", "role": "assisting", "participation": "confirm"},
             {"unit": "liulimiao", "role": "assisting", "participation": "inform"}]""";

    private static final Map<String, Object> COORDINATION = Map.of(
            "state", "needs_coordination",
            "narrative", "已完成外来入侵物种普查。",
            "coordination", "历史普查数据由市级部门掌握，尚未共享。",
            "coordinationWith", "区规划自然资源分局");

    private static final Map<String, Object> LAGGING =
            Map.of("state", "lagging", "narrative", "样地选址完成；正在办理手续。", "problems", "用地手续未办结。");

    private static final String MISSED = "agriculture target-missed 指标“监测样地”4个，未达到目标≥10个。";

    @Test
    @DisplayName("审签人先看到提醒和变化；牵头部门先看到滞后、需协调、有意见、未达到目标、没有佐证、没有变化；未报的单位只列一次")
    void supervisorAndLead_readFirstWhatIsUnusual() {
        take("2026-27-01");
        jdbc.sql(
                        """
                        insert into indicator (measure_key, position, name, comparator, target, unit, source_text)
                        values (?, 1, '监测样地', '≥', 10, '个', '建设监测样地10个')""")
                .param(key)
                .update();
        assign(Map.of("cadence", "monthly", "confirmEachPeriod", "true", "units", UNITS));
        Map<String, Object> lagging = withFigure(LAGGING, "4", "2026-11-20");
        handIn("agriculture", lagging);
        assertThat(view(taskOf("agriculture", "userTask_approveReport"), "agricultureleader"))
                .as("a first report has nothing to be compared with")
                .containsEntry("changes", null)
                .containsEntry("warnings", List.of());
        sign("agriculture");
        handIn("parks", COORDINATION);
        assertThat(warnings(view(taskOf("parks", "userTask_approveReport"), "parksleader")))
                .containsExactly("values[0].amount:figure-missing");
        sign("parks");
        confirm("water");
        confirm("ecology");
        assertThat(exceptions())
                .containsExactly(
                        "agriculture lagging 进展滞后：用地手续未办结。",
                        "parks needs-coordination 需区规划自然资源分局协调：历史普查数据由市级部门掌握，尚未共享。",
                        MISSED,
                        "agriculture no-evidence 没有佐证材料。");
        assertThat(shown(task("userTask_reviewMeasure"), lead + "1"))
                .contains("进展滞后：用地手续未办结。", "各单位没有佐证材料。", "会签：无意见区生态环境局");
        review(Map.of("decision", "continue"));
        passTo(timer("intermediateEvent_nextPeriodOpens"));

        Task fill = taskOf("agriculture", "userTask_fillReport");
        Map<String, Object> changed =
                withFigure(Map.of("state", "on_track", "narrative", "样地选址完成；已建成样地2个。"), "6.5", "2026-12-05");
        assertThat(draftWarnings(fill, "agriculture1", changed)).containsExactly("values[0].asOf:date-in-future");
        complete(fill, "agriculture1", changed);
        passTime(Duration.ofDays(10));
        Task approve = taskOf("agriculture", "userTask_approveReport");
        Map<String, Object> view = view(approve, "agricultureleader");
        assertThat(warnings(view))
                .as("what lay in the future when it was written")
                .containsExactly("values[0].asOf:date-in-future");
        assertThat(view)
                .extracting(
                        "changes.comparedWith",
                        "changes.stateBefore",
                        "changes.stateNow",
                        "changes.nothingNew",
                        "changes.figures",
                        "changes.narrative")
                .containsExactly(
                        "2026年11月",
                        "滞后",
                        "正常推进",
                        false,
                        List.of(Map.of(
                                "indicatorId",
                                indicator(),
                                "name",
                                "监测样地",
                                "targetText",
                                "≥10个",
                                "unit",
                                "个",
                                "before",
                                4,
                                "now",
                                6.5)),
                        List.of(Map.of("text", "样地选址完成；", "isNew", false), Map.of("text", "已建成样地2个。", "isNew", true)));
        complete(approve, "agricultureleader", sendBack("样地尚未验收，不能计入。"));
        handIn("agriculture", lagging);
        Map<String, Object> unchanged = view(taskOf("agriculture", "userTask_approveReport"), "agricultureleader");
        assertThat(unchanged).extracting("changes.nothingNew").isEqualTo(true);
        assertThat(warnings(unchanged)).containsExactly("narrative:text-unchanged");
        assertThat(shown(taskOf("agriculture", "userTask_approveReport"), "agricultureleader"))
                .contains(
                        "此前退回第1稿",
                        "样地尚未验收，不能计入。",
                        "与上一稿（第1稿）相比：状态正常推进→滞后；监测样地6.5个→4个；存在问题有变化；",
                        "与上期（2026年11月）相同：状态、数值、文字和佐证材料都没有变化，请核对。",
                        "带底色的是上一稿没有的句子",
                        "用地手续未办结。",
                        "填报：",
                        "第2稿校验码",
                        "上期报告（2026年11月）")
                .as("said once")
                .doesNotContain("进展情况与上期报告");
        sign("agriculture");
        passTo(timer("boundaryEvent_collectionTimedOut"));
        dissent("water", "样地在水源保护区内，须调整。");
        signDissent("water");
        confirm("ecology");
        complete(task("userTask_coordinate"), lead + "1", Map.of("decision", "continue", "reason", "已核对，样地不在保护区内。"));

        assertThat(exceptions())
                .containsExactly(
                        "agriculture lagging 进展滞后：用地手续未办结。",
                        "water dissented 会签有意见：样地在水源保护区内，须调整。",
                        MISSED,
                        "agriculture no-evidence 没有佐证材料。",
                        "agriculture unchanged 与上期报告相比没有新的内容。");
        String review = shown(task("userTask_reviewMeasure"), lead + "1");
        assertThat(review).contains("未报：区园林绿化局", "会签：有意见区水务局", "样地在水源保护区内，须调整。", "牵头协调维持报告", "已核对，样地不在保护区内。");
        assertThat(review).endsWith("已报告、尚未完成：区农业农村局");
        assertThat(review.split("区园林绿化局", -1))
                .as("a unit that did not report is named once")
                .hasSize(2);
        assertThat(view(task("userTask_reviewMeasure"), lead + "1")).containsEntry("weight", 0);

        review(Map.of("decision", "close", "opinion", "已完成年度任务。"));
        assertThat(shown(task("userTask_approveClosing"), lead + "leader"))
                .startsWith("拟办结牵头审核")
                .as("all that the lead saw")
                .contains(review.substring(0, review.indexOf("牵头协调维持报告")))
                .contains(
                        "已完成年度任务。",
                        "未报：区园林绿化局",
                        "用地手续未办结。",
                        "会签：有意见区水务局",
                        "样地在水源保护区内，须调整。",
                        "牵头协调维持报告",
                        "已核对，样地不在保护区内。");
    }

    private void handIn(String unit, Map<String, Object> inputs) {
        complete(taskOf(unit, "userTask_fillReport"), unit + "1", inputs);
    }

    private Map<String, Object> withFigure(Map<String, Object> inputs, String amount, String asOf) {
        Map<String, Object> whole = new HashMap<>(inputs);
        whole.put(
                "values",
                "[{\"indicatorId\": %d, \"amount\": \"%s\", \"asOf\": \"%s\", \"quality\": \"final\"}]"
                        .formatted(indicator(), amount, asOf));
        return whole;
    }

    private int indicator() {
        return jdbc.sql("select id from indicator where measure_key = ?")
                .param(key)
                .query(Integer.class)
                .single();
    }

    @SuppressWarnings("unchecked")
    private List<String> exceptions() {
        List<Map<String, Object>> items = (List<Map<String, Object>>)
                view(task("userTask_reviewMeasure"), lead + "1").get("exceptions");
        return items.stream()
                .map(item -> item.get("unit") + " " + item.get("code") + " " + item.get("sentence"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<String> draftWarnings(Task task, String user, Map<String, Object> inputs) {
        Map<String, Object> kept = http.withBasicAuth(user, PASSWORD)
                .exchange(
                        "/api/tasks/{id}/draft",
                        org.springframework.http.HttpMethod.PUT,
                        new org.springframework.http.HttpEntity<>(inputs),
                        Map.class,
                        task.getId())
                .getBody();
        assertThat(kept).containsEntry("errors", List.of());
        assertThat(form(task, user).get("warnings")).isEqualTo(kept.get("warnings"));
        return warnings(kept);
    }

    @SuppressWarnings("unchecked")
    private static List<String> warnings(Map<String, Object> from) {
        return ((List<Map<String, Object>>) from.get("warnings"))
                .stream()
                        .map(warning -> warning.get("field") + ":" + warning.get("code"))
                        .toList();
    }
}
