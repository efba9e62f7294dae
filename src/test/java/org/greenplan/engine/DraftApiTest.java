package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.greenplan.engine.Http.Answer;
import org.greenplan.engine.Http.Client;
import org.greenplan.task.Drafts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code PUT /api/tasks/{id}/draft} keeps, and the list of what it refuses. */
class DraftApiTest extends RestTest {

    private static final String MEASURE = "2026-16-04";
    private static final String CLERK = "cityadmin1";

    private String id() {
        return task(MEASURE, "userTask_assignMeasure").getId();
    }

    private String draft() {
        return "/api/tasks/" + id() + "/draft";
    }

    @AfterEach
    void unclaim() {
        tasks.setAssignee(id(), null);
        jdbc.sql("delete from draft where draft_key = ?")
                .param("assign/" + MEASURE)
                .update();
    }

    @Test
    @DisplayName("填写的内容留在服务器上，同单位同事看得到")
    void whatIsTyped_isKeptForTheUnit() {
        Answer kept = http.basic(CLERK).put(draft(), Map.of("note", "与计划一致<script>alert(1)</script>"));

        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.json().path("errors")).isEmpty();
        JsonNode form =
                http.basic("cityadmin2").get("/api/tasks/" + id() + "/form").json();
        assertThat(form.path("values").path("note").asText()).isEqualTo("与计划一致<script>alert(1)</script>");
        assertThat(form.path("values").path("cadence").asText()).isEqualTo("quarterly");
        assertThat(form.path("user").asText()).isEqualTo("cityadmin2");
    }

    @Test
    @DisplayName("错误按栏目一次说清，内容照样保留")
    void whatIsWrong_isSaidByFieldAndKept() {
        Answer kept = http.basic(CLERK)
                .put(draft(), Map.of("cadence", "daily", "deadline", "2027-01-01", "note", "字".repeat(1001)));

        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.json().findValuesAsText("code")).contains("unknown-choice", "too-long", "deadline-later");
        assertThat(jdbc.sql("select content from draft where draft_key = ?")
                        .param("assign/" + MEASURE)
                        .query(String.class)
                        .single())
                .contains("2027-01-01");
    }

    @Test
    void namesThatTheTaskDoesNotKnow_areNotKept() {
        http.basic(CLERK).put(draft(), Map.of("note", "x", "decision", "close", "measureKey", "2026-01-01"));

        assertThat(jdbc.sql("select content from draft where draft_key = ?")
                        .param("assign/" + MEASURE)
                        .query(String.class)
                        .single())
                .isEqualTo("{\"note\":\"x\"}");
    }

    @Test
    @DisplayName("别的单位的任务、没有的任务：404，一句话")
    void aForeignTask_isNotThere() {
        Map<String, List<String>> before = rows();

        for (String user : List.of("market1", "cityadminleader", "planoffice", "planofficeleader", "districtleader")) {
            assertRule(http.basic(user).put(draft(), Map.of("note", "x")), 404, "task-gone");
            assertRule(http.basic(user).get("/api/tasks/" + id() + "/form"), 404, "task-gone");
        }
        assertRule(http.basic(CLERK).put("/api/tasks/nosuchtask/draft", Map.of()), 404, "task-gone");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("已由同事认领：409，说出是谁，不保存")
    void aTaskThatAColleagueClaimed_isNotWrittenTo() {
        tasks.setAssignee(id(), "cityadmin2");
        Map<String, List<String>> before = rows();

        Answer refused = http.basic(CLERK).put(draft(), Map.of("note", "x"));

        assertRule(refused, 409, "task-claimed");
        assertThat(refused.message()).contains("蓝秀芬");
        assertThat(rows()).isEqualTo(before);
        assertThat(http.basic("cityadmin2").put(draft(), Map.of("note", "x")).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("系统管理员看不到任务，也不能代填")
    void anAdministrator_neitherReadsNorWrites() {
        Map<String, List<String>> before = rows();

        assertRule(http.basic("admin").get("/api/tasks/" + id() + "/form"), 404, "task-gone");
        assertRule(http.basic("admin").put(draft(), Map.of("note", "x")), 404, "task-gone");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("过长：400；刚好：保存")
    void aDraft_hasALength() {
        int frame = "{\"note\":\"\"}".length();
        Client clerk = http.basic(CLERK);

        assertThat(clerk.put(draft(), Map.of("note", "a".repeat(Drafts.MAX_LENGTH - frame)))
                        .status())
                .isEqualTo(200);
        Map<String, List<String>> before = rows();
        assertRule(
                clerk.put(draft(), Map.of("note", "a".repeat(Drafts.MAX_LENGTH - frame + 1))), 400, "draft-too-long");
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{不是JSON", "[]", "\"text\"", "null", "{\"note\":"})
    @DisplayName("不是JSON：400，一句话")
    void whatIsNotJson_isRefused(String body) {
        Map<String, List<String>> before = rows();

        assertRule(http.basic(CLERK).put(draft(), body), 400, "not-json");
        assertThat(rows()).isEqualTo(before);
    }
}
