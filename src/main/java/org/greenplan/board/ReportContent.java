package org.greenplan.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a unit wrote, as a frozen version holds it; empty where it wrote nothing.
 *
 * @param state in Chinese
 * @param percent with its sign
 * @param elsewhere that it was handed in to another system, which, number and date; then there is no narrative
 */
record ReportContent(
        String state,
        String stateCode,
        String percent,
        List<String> narrative,
        List<String> problems,
        List<String> nextSteps,
        List<String> coordination,
        String coordinationWith,
        String elsewhere) {

    private static final Map<String, String> STATES = Map.of(
            "not_started", "未启动",
            "on_track", "正常推进",
            "lagging", "滞后",
            "done", "已完成",
            "done_pending_data", "已完成·数据待核定",
            "needs_coordination", "需协调");

    /** @throws IllegalStateException when the version is no JSON object: a fault of ours */
    static ReportContent read(ObjectMapper json, String content) {
        JsonNode node;
        try {
            node = json.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("report_version.content is not JSON", e);
        }
        String state = text(node, "state");
        String percent = text(node, "percent");
        return new ReportContent(
                STATES.getOrDefault(state, state),
                state,
                percent.isEmpty() ? "" : percent + "%",
                paragraphs(node, "narrative"),
                paragraphs(node, "problems"),
                paragraphs(node, "nextSteps"),
                paragraphs(node, "coordination"),
                names(node.path("coordinationWith")),
                elsewhere(node));
    }

    private static String elsewhere(JsonNode node) {
        String system = text(node, "elsewhereSystem");
        if (system.isEmpty()) {
            return "";
        }
        String number = text(node, "elsewhereNumber");
        String date = text(node, "elsewhereDate");
        return system + (number.isEmpty() ? "" : "，编号" + number) + (date.isEmpty() ? "" : "，报送日期" + date);
    }

    private static String names(JsonNode node) {
        if (!node.isArray()) {
            return node.isNull() || node.isMissingNode() ? "" : node.asText();
        }
        List<String> names = new ArrayList<>();
        node.forEach(name -> names.add(name.asText()));
        return String.join("、", names);
    }

    private static List<String> paragraphs(JsonNode node, String field) {
        return text(node, field).lines().filter(line -> !line.isBlank()).toList();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asText().strip();
    }
}
