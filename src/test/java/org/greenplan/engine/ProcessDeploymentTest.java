package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reports and indicators were one process before they became two; a bare engine with the real files of both times. */
class ProcessDeploymentTest {

    private static final List<String> TASKS = List.of(
            "userTask_approveIndicators", "userTask_approveReport", "userTask_fillIndicators", "userTask_fillReport");

    private ProcessEngine engine;
    private RuntimeService runtime;

    /** What the processes ask; every report is signed. */
    public static final class Asked {

        public boolean asked(DelegateExecution execution) {
            return execution.getVariable("submissionId") != null;
        }

        public boolean approved(DelegateExecution execution) {
            return true;
        }

        public Date fillDue(DelegateExecution execution) {
            return new Date(1_800_000_000_000L);
        }

        public Date approveDue(DelegateExecution execution) {
            return new Date(1_900_000_000_000L);
        }

        public String returnedTo(DelegateExecution execution) {
            return execution.getVariable("unit") + "1";
        }
    }

    @BeforeEach
    void start() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:deployment;DB_CLOSE_DELAY=-1");
        configuration.setProcessEngineName("deployment");
        configuration.setBeans(new HashMap<>(Map.of("reports", new Asked(), "indicatorReports", new Asked())));
        engine = configuration.buildProcessEngine();
        runtime = engine.getRuntimeService();
        new ProcessDeployment(engine, "classpath:processes-before/*.bpmn").deployAndMigrate();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "caller.bpmn",
                        Bpmn.createExecutableProcess("caller")
                                .startEvent()
                                .callActivity()
                                .calledElement("unit-report")
                                .camundaIn("unit", "unit")
                                .camundaIn("submissionId", "submissionId")
                                .userTask("after")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    @DisplayName("升级：指标填报迁移到它自己的流程，报告留在原来的流程，任务、时限、办理人、变量不变，并能继续")
    void indicators_goOnInTheirOwnProcess() {
        for (String unit : List.of("water", "parks")) {
            runtime.startProcessInstanceByKey("caller", Map.of("unit", unit));
            runtime.startProcessInstanceByKey("caller", Map.of("unit", unit, "submissionId", 7L));
        }
        for (Task task : tasks()) {
            if (task.getAssignee().equals("parks1")) {
                engine.getTaskService().complete(task.getId());
            }
        }
        Map<String, String> before = described();
        assertThat(before).hasSize(4);
        assertThat(definitions()).containsOnly("unit-report:1");

        new ProcessDeployment(engine, "classpath:processes/*-report.bpmn").deployAndMigrate();

        assertThat(described()).isEqualTo(before);
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactlyInAnyOrderElementsOf(TASKS);
        assertThat(tasks()).allSatisfy(task -> assertThat(task.getProcessDefinitionId())
                .startsWith(
                        task.getTaskDefinitionKey().endsWith("Indicators") ? "indicator-report:1" : "unit-report:2"));
        assertThat(definitions()).containsExactly("indicator-report:1", "unit-report:2");

        // taken back from where it waits for its signature, then to its end, which its caller has waited for
        runtime.createMessageCorrelation("report-taken-back")
                .processInstanceVariableEquals("submissionId", 7L)
                .correlate();
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).doesNotContain("userTask_approveIndicators");
        while (!tasks().isEmpty()) {
            tasks().forEach(task -> engine.getTaskService().complete(task.getId()));
        }
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey("after")
                        .count())
                .isEqualTo(4);
    }

    private List<Task> tasks() {
        return engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKeyIn(TASKS.toArray(String[]::new))
                .list();
    }

    private Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        for (Task task : tasks()) {
            described.put(
                    task.getId(),
                    "%s %s %s %s %s"
                            .formatted(
                                    task.getTaskDefinitionKey(),
                                    task.getAssignee(),
                                    task.getDueDate(),
                                    task.getProcessInstanceId(),
                                    new TreeMap<>(runtime.getVariables(task.getExecutionId()))));
        }
        return described;
    }

    private Set<String> definitions() {
        return runtime.createProcessInstanceQuery().list().stream()
                .map(ProcessInstance::getProcessDefinitionId)
                .map(id -> id.substring(0, id.lastIndexOf(':')))
                .filter(id -> !id.startsWith("caller"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
