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
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.task.TaskDesk;
import org.greenplan.task.TaskDesk.Completion;
import org.greenplan.task.TaskSheet;
import org.springframework.context.ApplicationContext;

/** Brings the demo's plan to a full reporting day, by the people's own work: every measure assigned, reports wanted. */
final class ReportingDay {

    private static final String ASSIGN = "userTask_assignMeasure";
    private static final String FILL = "userTask_fillReport";
    private static final String SIGN = "userTask_approveReport";

    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    private final TaskService tasks;
    private final ManagementService management;
    private final IdentityService identity;
    private final TaskDesk desk;
    private final ObjectMapper json;
    private int next;

    ReportingDay(ApplicationContext application) {
        this.tasks = application.getBean(TaskService.class);
        this.management = application.getBean(ManagementService.class);
        this.identity = application.getBean(IdentityService.class);
        this.desk = application.getBean(TaskDesk.class);
        this.json = application.getBean(ObjectMapper.class);
    }

    /** @param reports how many stay open; the rest wait for signatures, opinions and the leads' reviews */
    void begin(int reports) {
        runJobs();
        for (Task task : tasks.createTaskQuery().taskDefinitionKey(ASSIGN).list()) {
            complete(task, assignment(sheet(task)));
        }
        runJobs();
        tasks.createTaskQuery()
                .taskDefinitionKey("userTask_approveAssignment")
                .list()
                .forEach(task -> complete(task, APPROVE));
        runJobs();
        assertThat(count(ASSIGN)).isZero();
        finishSmallMeasures(reports);
        List<Task> open = tasks.createTaskQuery().taskDefinitionKey(FILL).list();
        assertThat(open).as("reports wanted").hasSizeGreaterThanOrEqualTo(reports);
        open.subList(reports, open.size())
                .forEach(task -> complete(task, Map.of("state", "on_track", "narrative", "按计划推进，本期各项任务均已安排到位。")));
        runJobs();
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
                .forEach(task -> complete(
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
        runJobs();
        tasks.createTaskQuery().taskDefinitionKey(SIGN).list().forEach(task -> complete(task, APPROVE));
        runJobs();
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
        return desk.open(List.of(task.getTaskDefinitionKey()), person(task)).stream()
                .filter(sheet -> sheet.task().id().equals(task.getId()))
                .findFirst()
                .orElseThrow();
    }

    private void complete(Task task, Map<String, Object> inputs) {
        String person = person(task);
        identity.setAuthentication(
                person,
                identity.createGroupQuery().groupMember(person).list().stream()
                        .map(Group::getId)
                        .toList());
        try {
            TaskDesk.Outcome outcome = desk.complete(List.of(new Completion(task.getId(), null, inputs)), person);
            assertThat(outcome.left())
                    .as("%s of %s", task.getTaskDefinitionKey(), person)
                    .isEmpty();
        } finally {
            identity.clearAuthentication();
        }
    }

    private String person(Task task) {
        String group = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(id -> id != null)
                .findFirst()
                .orElseThrow();
        return identity.createUserQuery()
                .memberOfGroup(group)
                .orderByUserId()
                .asc()
                .list()
                .get(0)
                .getId();
    }

    private void runJobs() {
        List<Job> due;
        do {
            due = management.createJobQuery().executable().withRetriesLeft().list().stream()
                    .filter(job -> job.getProcessInstanceId() != null)
                    .toList();
            due.forEach(job -> management.executeJob(job.getId()));
        } while (!due.isEmpty());
    }
}
