package org.greenplan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.greenplan.calendar.Cadence;
import org.greenplan.calendar.Times;
import org.greenplan.plan.Participation;
import org.greenplan.plan.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that a measure's newest assignment puts into force, in the words of the pages: what is signed has to say it. */
final class SetByAssignment {

    private final JdbcClient jdbc;
    private final Set<String> words = new TreeSet<>();

    private SetByAssignment(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without blanks. */
    static List<String> words(JdbcClient jdbc, String measureKey) {
        SetByAssignment set = new SetByAssignment(jdbc);
        String content = jdbc.sql("select content from assignment where measure_key = ? order by id desc limit 1")
                .param(measureKey)
                .query(String.class)
                .single();
        try {
            JsonNode frozen = new ObjectMapper().readTree(content);
            // how it is written, nothing that anybody sets
            ((ObjectNode) frozen).remove("format");
            set.read("", frozen);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        return set.words.stream().map(word -> word.replaceAll("\\s|　", "")).toList();
    }

    private void read(String field, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(entry -> read(entry.getKey(), entry.getValue()));
        } else if (node.isArray()) {
            node.forEach(item -> read(field, item));
        } else if (!node.isNull()) {
            words.add(word(field, node.asText()));
        }
    }

    private String word(String field, String value) {
        return switch (field) {
            case "unit" ->
                jdbc.sql("select name from unit where code = ?")
                        .param(value)
                        .query(String.class)
                        .single();
            case "role" -> Role.valueOf(value.toUpperCase(Locale.ROOT)).label();
            case "participation" ->
                Participation.valueOf(value.toUpperCase(Locale.ROOT)).label();
            case "cadence" -> "报送频次：" + Cadence.valueOf(value).label();
            case "confirmEachPeriod" -> "会签时间：" + (Boolean.parseBoolean(value) ? "每期都会签" : "有单位报“已完成”或到最后一期时会签");
            case "deadline" -> "完成时限：" + Times.day(LocalDate.parse(value));
            case "contribution", "note" -> value;
            case "differences" -> "与印发的计划相比";
            default -> throw new AssertionError("an assignment sets " + field + ": say here how the signer reads it");
        };
    }
}
