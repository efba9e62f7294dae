package org.greenplan.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.greenplan.report.ReportState;

/**
 * What a unit wrote, as a frozen version holds it; empty where it wrote nothing.
 *
 * @param state in Chinese
 * @param percent with its sign
 * @param elsewhere that it was handed in to another system, which, number and date; then there is no narrative
 */
record ReportText(
        String state,
        String stateCode,
        String percent,
        List<String> narrative,
        List<String> problems,
        List<String> nextSteps,
        List<String> coordination,
        String coordinationWith,
        String elsewhere) {

    /** @throws IllegalStateException when the version is no JSON object: a fault of ours */
    static ReportText read(ObjectMapper json, String content) {
        JsonNode node;
        try {
            node = json.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("report_version.content is not JSON", e);
        }
        String state = text(node, "state");
        String percent = text(node, "percent");
        return new ReportText(
                ReportState.ofCode(state).label(),
                state,
                percent.isEmpty() ? "" : percent + "%",
                paragraphs(node, "narrative"),
                paragraphs(node, "problems"),
                paragraphs(node, "nextSteps"),
                paragraphs(node, "coordination"),
                text(node, "coordinationWith"),
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

    private static List<String> paragraphs(JsonNode node, String field) {
        return text(node, field).lines().filter(line -> !line.isBlank()).toList();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asText().strip();
    }
}
