package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.engine.Http.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Measures on their way through every task: at each one its rules from both sides, and that its form finds in the view
 * all that it reads. The rules are asked by the draft, which says what would be refused and changes nothing else.
 */
class FormRulesTest extends RestTest {

    /** Reported by its lead, the water bureau, alone; parks and city administration are asked. */
    private static final String MEASURE = "2026-19-03";

    /** Ongoing, without a deadline, reported by its lead alone. */
    private static final String ONGOING = "2026-36-03";

    private static final Pattern READ_BY_FORM = Pattern.compile("\\bv\\.([a-zA-Z]+)");

    private static final Map<String, Object> ELSEWHERE = Map.of(
            "state", "done",
            "elsewhere", "true",
            "elsewhereSystem", "市级平台",
            "elsewhereNumber", "HR-1",
            "elsewhereDate", TODAY.toString());

    @Test
    @DisplayName("从填报到核验：每项任务的规则")
    void everyTask_holdsItsRules() {
        complete(task(MEASURE, "userTask_assignMeasure"), "water1", Map.of());
        report();
        confirmations();
        coordination();
        review();
        closing();
        assertThat(jdbc.sql("select status from measure where measure_key = ?")
                        .param(MEASURE)
                        .query(String.class)
                        .single())
                .isEqualTo("closed");
    }

    private void report() {
        Task fill = task(MEASURE, "userTask_fillReport", "water");
        viewIsWhole(fill, "water1");
        assertThat(errors(fill, "water1", ELSEWHERE)).isEmpty();
        assertThat(errors(fill, "water1", Map.of("state", "on_track", "narrative", "x", "evidence", "[\"nosuch\"]")))
                .singleElement()
                .asString()
                .startsWith("evidence:evidence-");
        assertThat(errors(fill, "water1", Map.of("state", "on_track", "narrative", "<script>alert(1)</script>")))
                .isEmpty();
        complete(fill, "water1", Map.of("state", "on_track", "narrative", "<script>alert(1)</script>"));

        Task sign = task(MEASURE, "userTask_approveReport", "water");
        approvalRules(sign, "waterleader");
        complete(sign, "waterleader", Map.of("decision", "return", "opinion", "请补充水量数据。"));

        Task again = task(MEASURE, "userTask_fillReport", "water");
        JsonNode sentBack = viewIsWhole(again, "water1").path("sentBack");
        assertThat(sentBack.path("opinion").asText()).isEqualTo("请补充水量数据。");
        assertThat(again.getAssignee()).isEqualTo("water1");
        complete(again, "water1", Map.of("narrative", "水量数据已补充。"));

        Task signAgain = task(MEASURE, "userTask_approveReport", "water");
        JsonNode earlier = viewIsWhole(signAgain, "waterleader").path("earlier");
        assertThat(earlier).hasSize(1);
        assertThat(earlier.get(0).path("opinion").asText()).isEqualTo("请补充水量数据。");
        complete(signAgain, "waterleader", Map.of("decision", "approve"));
    }

    private void confirmations() {
        Task confirm = task(MEASURE, "userTask_confirmReport", "parks");
        viewIsWhole(confirm, "parks1");
        assertThat(errors(confirm, "parks1", Map.of())).containsExactly("decision:decision-missing");
        assertThat(errors(confirm, "parks1", Map.of("decision", "agree"))).isEmpty();
        assertThat(errors(confirm, "parks1", Map.of("decision", "dissent"))).containsExactly("opinion:opinion-missing");
        assertThat(errors(confirm, "parks1", Map.of("decision", "approve"))).contains("decision:unknown-choice");
        lengthOf(confirm, "parks1", Map.of("decision", "dissent"), "opinion", 2000);
        complete(confirm, "parks1", Map.of("decision", "dissent", "opinion", "绿地面积有误。"));
        complete(task(MEASURE, "userTask_confirmReport", "cityadmin"), "cityadmin1", Map.of("decision", "agree"));

        Task dissent = task(MEASURE, "userTask_approveDissent", "parks");
        approvalRules(dissent, "parksleader");
        complete(dissent, "parksleader", Map.of("decision", "approve"));
    }

    private void coordination() {
        Task task = task(MEASURE, "userTask_coordinate");
        viewIsWhole(task, "water1");
        assertThat(errors(task, "water1", Map.of())).containsExactly("decision:decision-missing");
        assertThat(errors(task, "water1", Map.of("decision", "close"))).contains("decision:unknown-choice");
        assertThat(errors(task, "water1", Map.of("decision", "continue"))).containsExactly("reason:reason-missing");
        lengthOf(task, "water1", Map.of("decision", "continue"), "reason", 2000);
        returnRules(task, Map.of("decision", "return"));
        complete(task, "water1", Map.of("decision", "continue", "reason", "已核对绿地面积，按现状填报。"));
    }

    private void review() {
        Task task = task(MEASURE, "userTask_reviewMeasure");
        viewIsWhole(task, "water1");
        assertThat(errors(task, "water1", Map.of())).containsExactly("decision:decision-missing");
        assertThat(errors(task, "water1", Map.of("decision", "continue"))).containsExactly("decision:last-period");
        assertThat(errors(task, "water1", Map.of("decision", "close"))).containsExactly("opinion:opinion-missing");
        lengthOf(task, "water1", Map.of("decision", "close"), "opinion", 2000);
        returnRules(task, Map.of("decision", "return"));
        complete(task, "water1", Map.of("decision", "close", "opinion", "年度目标已达到。"));
    }

    private void closing() {
        Task sign = task(MEASURE, "userTask_approveClosing");
        approvalRules(sign, "waterleader");
        complete(sign, "waterleader", Map.of("decision", "approve"));
        Task accept = task(MEASURE, "userTask_acceptClosing");
        approvalRules(accept, "planoffice");
        complete(accept, "planoffice", Map.of("decision", "approve"));
    }

    /** The same for review and coordination; the water bureau reported, parks and city administration were asked. */
    private void returnRules(Task task, Map<String, Object> decision) {
        Map<String, Object> one = Map.of("unit", "water", "opinion", "请更正。");
        assertThat(errors(task, "water1", decision)).containsExactly("returns:returns-missing");
        assertThat(errors(task, "water1", with(decision, "returns", List.of(one))))
                .isEmpty();
        assertThat(errors(task, "water1", with(decision, "returns", List.of(one, one))))
                .containsExactly("returns[1].unit:unknown-unit");
        assertThat(errors(task, "water1", with(decision, "returns", List.of(Map.of("unit", "parks", "opinion", "x")))))
                .containsExactly("returns[0].unit:unknown-unit");
        assertThat(errors(task, "water1", with(decision, "returns", List.of(Map.of("opinion", "x")))))
                .containsExactly("returns[0].unit:unknown-unit");
        for (Object opinion : List.of("", "  ", 7, "字".repeat(1001))) {
            Map<String, Object> row = Map.of("unit", "water", "opinion", opinion);
            assertThat(errors(task, "water1", with(decision, "returns", List.of(row))))
                    .containsExactly("returns[0].opinion:opinion-missing");
        }
        Map<String, Object> longest = Map.of("unit", "water", "opinion", "字".repeat(1000));
        Map<String, Object> right = with(decision, "returns", List.of(longest));
        assertThat(errors(task, "water1", right)).isEmpty();
        assertThat(errors(task, "water1", with(right, "reconfirm", "[\"cityadmin\"]")))
                .isEmpty();
        assertThat(errors(task, "water1", with(right, "reconfirm", "[\"water\"]")))
                .containsExactly("reconfirm:unknown-unit");
        assertThat(errors(task, "water1", with(right, "reconfirm", Collections.nCopies(61, "parks"))))
                .contains("reconfirm:too-many");
        assertThat(errors(task, "water1", with(right, "returns", "不是列表"))).contains("returns:wrong-type");
    }

    private void approvalRules(Task task, String supervisor) {
        viewIsWhole(task, supervisor);
        assertThat(errors(task, supervisor, Map.of())).containsExactly("decision:decision-missing");
        assertThat(errors(task, supervisor, Map.of("decision", "close"))).contains("decision:unknown-choice");
        assertThat(errors(task, supervisor, Map.of("decision", "approve"))).isEmpty();
        assertThat(errors(task, supervisor, Map.of("decision", "return"))).containsExactly("opinion:opinion-missing");
        lengthOf(task, supervisor, Map.of("decision", "return"), "opinion", 1000);
    }

    @Test
    @DisplayName("持续推进的措施不在年中办结；未到最后一期可以继续推进")
    void anOngoingMeasure_isNotClosedWithinTheYear() {
        Task assign = task(ONGOING, "userTask_assignMeasure");
        viewIsWhole(assign, "ecology1");
        List<Map<String, Object>> units =
                new ArrayList<>(List.of(row("ecology", "lead", "coordinate"), row("ecology", "responsible", "report")));
        JsonNode published = http.basic("ecology1")
                .get("/api/tasks/" + assign.getId() + "/form")
                .json()
                .path("values")
                .path("units");
        published.forEach(unit -> {
            if (unit.path("role").asText().equals("assisting")) {
                units.add(row(unit.path("unit").asText(), "assisting", "inform"));
            }
        });
        complete(assign, "ecology1", Map.of("units", json(units), "cadence", "monthly", "confirmed", "true"));
        complete(task(ONGOING, "userTask_fillReport", "ecology"), "ecology1", ELSEWHERE);
        complete(task(ONGOING, "userTask_approveReport", "ecology"), "ecologyleader", Map.of("decision", "approve"));

        Task review = task(ONGOING, "userTask_reviewMeasure");
        assertThat(errors(review, "ecology1", Map.of("decision", "close")))
                .containsExactly("decision:ongoing-closes-the-year");
        assertThat(errors(review, "ecology1", Map.of("decision", "continue"))).isEmpty();
    }

    @Test
    @DisplayName("分解与计划不一致：分管领导审签")
    void anAssignmentThatDiffers_isSigned() {
        String measure = "2026-25-02";
        Task assign = task(measure, "userTask_assignMeasure");
        JsonNode values = http.basic("ecology1")
                .get("/api/tasks/" + assign.getId() + "/form")
                .json()
                .path("values");
        List<Map<String, Object>> units = new ArrayList<>();
        values.path("units")
                .forEach(unit -> units.add(row(
                        unit.path("unit").asText(),
                        unit.path("role").asText(),
                        unit.path("participation").asText())));
        units.add(row("weather", "assisting", "confirm"));
        assertThat(errors(assign, "ecology1", Map.of("units", units))).containsExactly("note:note-missing");
        lengthOf(assign, "ecology1", Map.of("units", units), "note", 1000);
        complete(assign, "ecology1", Map.of("units", json(units), "note", "请气象部门协助。"));

        Task sign = task(measure, "userTask_approveAssignment");
        approvalRules(sign, "ecologyleader");
        complete(sign, "ecologyleader", Map.of("decision", "return", "opinion", "无需增加。"));
        JsonNode sentBack =
                viewIsWhole(task(measure, "userTask_assignMeasure"), "ecology1").path("sentBack");
        assertThat(sentBack.path("opinion").asText()).isEqualTo("无需增加。");
    }

    @Test
    @DisplayName("终止申请的规则")
    void aWithdrawal_namesAMeasureADocumentAndAReason() {
        Task request = started("measure-withdrawal", "userTask_requestWithdrawal");
        viewIsWhole(request, "planoffice");
        Map<String, Object> right =
                Map.of("measureKey", "2026-17-02", "documentNumber", "怀政发〔2026〕9号", "reason", "项目取消。");
        assertThat(errors(request, "planoffice", right)).isEmpty();
        assertThat(errors(request, "planoffice", Map.of()))
                .containsExactly(
                        "measureKey:measure-not-running", "documentNumber:document-missing", "reason:reason-missing");
        assertThat(errors(request, "planoffice", with(right, "measureKey", "2026-99-01")))
                .containsExactly("measureKey:measure-not-running");
        assertThat(errors(request, "planoffice", with(right, "measureKey", "<script>12345678")))
                .containsExactly("measureKey:measure-not-running");
        lengthOf(request, "planoffice", right, "documentNumber", 100);
        lengthOf(request, "planoffice", right, "reason", 2000);
        complete(request, "planoffice", right);

        Task second = started("measure-withdrawal", "userTask_requestWithdrawal");
        assertThat(errors(second, "planoffice", right)).containsExactly("measureKey:withdrawal-requested");
        runtime.deleteProcessInstance(second.getProcessInstanceId(), "test");

        Task sign = tasks.createTaskQuery()
                .processInstanceId(request.getProcessInstanceId())
                .singleResult();
        approvalRules(sign, "planofficeleader");
        complete(sign, "planofficeleader", Map.of("decision", "return", "opinion", "依据不足。"));
        assertThat(task("2026-17-02", "userTask_assignMeasure")).isNotNull();
    }

    @Test
    @DisplayName("核对计划的规则：已下达的不能再选，未核对不能提交")
    void aLaunch_takesAPlanThatWaitsForIt() {
        Task check = started("plan-launch", "userTask_checkPlan");
        viewIsWhole(check, "planoffice");
        assertThat(errors(check, "planoffice", Map.of("planYear", 2026, "confirmed", "true")))
                .containsExactly("planYear:plan-not-imported");
        jdbc.sql("update plan set status = 'imported' where plan_year = 2026").update();
        try {
            assertThat(errors(check, "planoffice", Map.of("planYear", "2026", "confirmed", "true")))
                    .isEmpty();
            assertThat(errors(check, "planoffice", Map.of("planYear", 2026)))
                    .containsExactly("confirmed:not-confirmed");
            assertThat(errors(check, "planoffice", Map.of("planYear", "明年", "confirmed", "true")))
                    .contains("planYear:wrong-type");
            assertThat(errors(check, "planoffice", Map.of("planYear", 2025, "confirmed", "true")))
                    .containsExactly("planYear:plan-not-imported");
            complete(check, "planoffice", Map.of("planYear", 2026, "confirmed", true));
            Task sign = tasks.createTaskQuery()
                    .processInstanceId(check.getProcessInstanceId())
                    .singleResult();
            approvalRules(sign, "planofficeleader");
        } finally {
            runtime.deleteProcessInstance(check.getProcessInstanceId(), "test");
            jdbc.sql("update plan set status = 'launched' where plan_year = 2026")
                    .update();
        }
    }

    private Task started(String process, String taskKey) {
        String instance = runtime.startProcessInstanceByKey(process).getId();
        return tasks.createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(taskKey)
                .singleResult();
    }

    private void lengthOf(Task task, String user, Map<String, Object> inputs, String field, int length) {
        assertThat(errors(task, user, with(inputs, field, "字".repeat(length)))).isEmpty();
        assertThat(errors(task, user, with(inputs, field, "字".repeat(length + 1))))
                .contains(field + ":too-long");
    }

    /** What the draft says is wrong; an empty one then stands in its place. */
    private List<String> errors(Task task, String user, Map<String, Object> inputs) {
        Answer answer = http.basic(user).put("/api/tasks/" + task.getId() + "/draft", inputs);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answer.json()
                .path("errors")
                .forEach(error -> assertThat(error.path("message").asText()).endsWith("。"));
        List<String> errors = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> errors.add(
                        error.path("field").asText() + ":" + error.path("code").asText()));
        assertThat(http.basic(user)
                        .put("/api/tasks/" + task.getId() + "/draft", Map.of())
                        .status())
                .isEqualTo(200);
        return errors;
    }

    /** The view has every part that the form's page reads. */
    private JsonNode viewIsWhole(Task task, String user) {
        Answer answer = http.basic(user).get("/api/tasks/" + task.getId() + "/form");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode view = answer.json().path("view");
        Set<String> given = new HashSet<>();
        view.fieldNames().forEachRemaining(given::add);
        Task whole = tasks.createTaskQuery()
                .taskId(task.getId())
                .initializeFormKeys()
                .singleResult();
        Path page = Path.of(whole.getFormKey().substring("embedded:/".length()));
        Set<String> read = READ_BY_FORM
                .matcher(text(page))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(read).as(page.toString()).isNotEmpty();
        assertThat(given).as(page.toString()).containsAll(read);
        return view;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> with(Map<String, Object> inputs, String name, Object value) {
        Map<String, Object> more = new HashMap<>(inputs);
        more.put(name, value);
        return more;
    }

    private static Map<String, Object> row(String unit, String role, String participation) {
        return Map.of("unit", unit, "role", role, "participation", participation);
    }

    private static String json(Object value) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
