package org.greenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.task.TaskDesk;
import org.greenplan.task.TaskSheet;
import org.springframework.context.ApplicationContext;

/** Brings the demo's plan to a full reporting day, by the people's own work: every measure assigned, reports wanted. */
final class ReportingDay {

    private static final String ASSIGN = "userTask_assignMeasure";
    private static final String FILL = "userTask_fillReport";
    private static final String SIGN = "userTask_approveReport";

    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    private final TaskService tasks;
    private final Clerks clerks;
    private final TaskDesk desk;
    private final ObjectMapper json;
    private int next;

    ReportingDay(ApplicationContext application) {
        this.tasks = application.getBean(TaskService.class);
        this.clerks = new Clerks(application);
        this.desk = application.getBean(TaskDesk.class);
        this.json = application.getBean(ObjectMapper.class);
    }

    /** @param reports how many stay open; the rest wait for signatures, opinions and the leads' reviews */
    void begin(int reports) {
        clerks.runJobs();
        for (Task task : tasks.createTaskQuery().taskDefinitionKey(ASSIGN).list()) {
            clerks.complete(task, assignment(sheet(task)));
        }
        clerks.runJobs();
        tasks.createTaskQuery()
                .taskDefinitionKey("userTask_approveAssignment")
                .list()
                .forEach(task -> clerks.complete(task, APPROVE));
        clerks.runJobs();
        assertThat(count(ASSIGN)).isZero();
        finishSmallMeasures(reports);
        List<Task> open = tasks.createTaskQuery().taskDefinitionKey(FILL).list();
        assertThat(open).as("reports wanted").hasSizeGreaterThanOrEqualTo(reports);
        open.subList(reports, open.size())
                .forEach(
                        task -> clerks.complete(task, Map.of("state", "on_track", "narrative", "按计划推进，本期各项任务均已安排到位。")));
        clerks.runJobs();
    }

    long count(String taskKey) {
        return tasks.createTaskQuery().taskDefinitionKey(taskKey).count();
    }

    /** Some measures with few units report that they are done, so that others confirm and leads review. */
    private void finishSmallMeasures(int reports) {
        Map<String, List<Task>> byMeasure = new HashMap<>();
        for (Task task : tasks.createTaskQuery().taskDefinitionKey(FILL).list()) {
            byMeasure
                    .computeIfAbsent((String) tasks.getVariable(task.getId(), "measureKey"), none -> new ArrayList<>())
                    .add(task);
        }
        long spare = count(FILL) - reports;
        byMeasure.values().stream()
                .sorted(Comparator.comparing(List::size))
                .flatMap(List::stream)
                .limit(Math.max(0, spare / 2))
                .forEach(task -> clerks.complete(
                        task,
                        Map.of(
                                "state",
                                "done",
                                "elsewhere",
                                "true",
                                "elsewhereSystem",
                                "市级统计平台",
                                "elsewhereNumber",
                                "2026-118",
                                "elsewhereDate",
                                "2026-02-20")));
        clerks.runJobs();
        tasks.createTaskQuery().taskDefinitionKey(SIGN).list().forEach(task -> clerks.complete(task, APPROVE));
        clerks.runJobs();
    }

    private Map<String, Object> assignment(TaskSheet sheet) {
        List<Object> units = new ArrayList<>();
        JsonNode view = json.valueToTree(sheet.view());
        json.valueToTree(sheet.values().get("units")).forEach(units::add);
        for (JsonNode choice : view.path("choices")) {
            for (JsonNode town : choice.path("candidates")) {
                units.add(Map.of(
                        "unit",
                        town.path("code").asText(),
                        "role",
                        choice.path("role").asText(),
                        "participation",
                        choice.path("role").asText().equals("assisting") ? "confirm" : "report"));
            }
        }
        units.add(Map.of("unit", anotherUnit(view, units), "role", "responsible", "participation", "report"));
        Map<String, Object> inputs = new HashMap<>(Map.of("confirmed", "true", "note", "增加一个主责单位。"));
        inputs.put("units", json.convertValue(units, List.class));
        return inputs;
    }

    /** A department that takes no part yet, each time the next one. */
    private String anotherUnit(JsonNode view, List<Object> units) {
        Set<String> there = new HashSet<>();
        units.forEach(unit -> there.add(json.valueToTree(unit).path("unit").asText()));
        List<String> free = new ArrayList<>();
        for (JsonNode unit : view.path("allUnits")) {
            if (unit.path("kind").asText().equals("department")
                    && !there.contains(unit.path("code").asText())) {
                free.add(unit.path("code").asText());
            }
        }
        return free.get(next++ % free.size());
    }

    private TaskSheet sheet(Task task) {
        return desk.open(List.of(task.getTaskDefinitionKey()), clerks.person(task)).stream()
                .filter(sheet -> sheet.task().id().equals(task.getId()))
                .findFirst()
                .orElseThrow();
    }
}
