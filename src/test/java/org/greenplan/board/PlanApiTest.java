package org.greenplan.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.board.BoardRoom.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("计划措施接口")
class PlanApiTest {

    private static BoardRoom room;
    private static JsonNode measures;

    @BeforeAll
    static void ask() throws Exception {
        room = new BoardRoom();
        measures = new ObjectMapper()
                .readTree(room.mvc
                        .perform(as("water1", get("/api/plans/2026/measures")))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void everyone_readsAllMeasuresWithExactlyTheseFields() {
        assertThat(measures).hasSize(72);
        for (JsonNode measure : measures) {
            assertThat(measure.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "key",
                            "taskNo",
                            "taskTitle",
                            "part",
                            "section",
                            "text",
                            "deadlineText",
                            "deadline",
                            "cadence",
                            "lead",
                            "responsible",
                            "assisting",
                            "basis",
                            "needsConfirmation",
                            "indicators",
                            "status");
            assertThat(measure.get("basis").fieldNames())
                    .toIterable()
                    .containsExactly("lead", "responsible", "assisting");
        }
    }

    @Test
    void roles_areNamesAsThePlanWritesThemWithRepairs() {
        assertThat(texts("2026-01-01", "lead")).containsExactly("区发展改革委");
        assertThat(texts("2026-24-01", "responsible")).containsExactly("区生态环境局", "各镇乡街道");
        assertThat(texts("2026-24-01", "assisting")).containsExactly("市规划和自然资源委员会怀柔分局", "区园林绿化局", "区水务局");
        assertThat(texts("2026-36-01", "assisting")).containsExactly("区委生态文明委成员单位", "各镇乡街道");
        assertThat(texts("2026-05-01", "assisting")).isEmpty();
        assertThat(measure("2026-05-01").at("/basis/assisting").asText()).isEqualTo("inferred");
        assertThat(measure("2026-31-01").at("/basis/lead").asText()).isEqualTo("explicit");
    }

    @Test
    void deadlines_areDatesOrNull() {
        assertThat(measure("2026-02-02").get("deadline").asText()).isEqualTo("2026-12-31");
        assertThat(measure("2026-02-02").get("deadlineText").asText()).isEqualTo("年底前");
        assertThat(measure("2026-36-02").get("deadline").isNull()).isTrue();
        assertThat(measure("2026-36-02").get("cadence").asText()).isEqualTo("quarterly");
        assertThat(measure("2026-36-02").get("status").asText()).isEqualTo("planned");
    }

    @Test
    void targets_areNumbers() {
        JsonNode indicator = measure("2026-06-01").get("indicators").get(0);
        assertThat(indicator.fieldNames()).toIterable().containsExactly("name", "comparator", "target", "unit");
        assertThat(indicator.get("target").decimalValue()).isEqualByComparingTo("80");
        assertThat(indicator.get("comparator").asText()).isEqualTo("≥");
        assertThat(indicator.get("unit").asText()).isEqualTo("%");
    }

    @Test
    void otherYears_areNotFound() throws Exception {
        room.mvc.perform(as("water1", get("/api/plans/2025/measures"))).andExpect(status().isNotFound());
        room.mvc.perform(as("water1", get("/api/plans/abc/measures"))).andExpect(status().isNotFound());
    }

    private static List<String> texts(String key, String field) {
        List<String> texts = new ArrayList<>();
        measure(key).get(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode measure(String key) {
        for (JsonNode measure : measures) {
            if (measure.get("key").asText().equals(key)) {
                return measure;
            }
        }
        throw new AssertionError("no measure " + key);
    }
}
