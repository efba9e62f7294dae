package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.rest.impl.NamedProcessEngineRestServiceImpl;
import org.greenplan.GreenplanTest;
import org.greenplan.engine.RestRules.Audience;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody deletes what was, also not the administrator, through whichever door. */
class HistoryStaysTest extends GreenplanTest {

    private static final Pattern ENDS_HISTORY =
            Pattern.compile("(Delete.*(Histor|OperationLog|Metrics|Deployment|ProcessDefinitions|Comment|Attachment).*"
                    + "|HistoryCleanup|SetRemovalTime.*|Update.*TimeToLive)Cmd");

    @Autowired
    private RepositoryService repository;

    @Test
    @DisplayName("引擎中凡是删除、清理历史的命令，都在拒绝之列")
    void everyCommandThatEndsHistory_isRefused() throws Exception {
        List<Class<?>> commands = new ArrayList<>();
        Path jar = Path.of(Command.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        for (String name : classes(jar)) {
            if (ENDS_HISTORY.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
                commands.add(Class.forName(name));
            }
        }

        assertThat(commands).hasSizeGreaterThan(25);
        assertThat(commands).allSatisfy(command -> assertThat(HistoryEnders.include(command))
                .as(command.getName())
                .isTrue());
    }

    private static List<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith("Cmd.class") && !name.contains("$"))
                    .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                    .toList();
        }
    }

    @Test
    @DisplayName("管理员也不能删除历史")
    void administrator_deletesNoHistory() {
        HistoricProcessInstance some =
                history.createHistoricProcessInstanceQuery().listPage(0, 1).get(0);
        String log = history.createUserOperationLogQuery().listPage(0, 1).stream()
                .map(entry -> entry.getId())
                .findFirst()
                .orElse("none");
        String deployment =
                repository.createDeploymentQuery().listPage(0, 1).get(0).getId();

        as("admin", () -> Stream.<Runnable>of(
                        () -> history.deleteHistoricProcessInstance(some.getId()),
                        () -> history.deleteHistoricProcessInstancesAsync(List.of(some.getId()), "aufräumen"),
                        () -> history.deleteUserOperationLogEntry(log),
                        () -> history.cleanUpHistoryAsync(true),
                        () -> repository.deleteDeployment(deployment, true))
                .forEach(deletion -> assertThatThrownBy(deletion::run)
                        .isInstanceOf(RuleViolation.class)
                        .hasMessage("办理历史任何人都不能删除。")));

        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(some.getId())
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("接口中历史之下的一切改动：对任何人都不开放")
    void everyOperationOnHistoryThatIsNoQuery_isForNobody() {
        RestRules rules = new RestRules();
        List<String> changes = RestOperations.of(List.of(NamedProcessEngineRestServiceImpl.class)).stream()
                .filter(key -> key.contains(" /history/"))
                .filter(key -> !key.startsWith("GET ") && !key.startsWith("OPTIONS "))
                .filter(key -> key.startsWith("DELETE ")
                        || key.startsWith("PUT ")
                        || key.matches(".*/(delete|cleanup|set-removal-time|set-annotation|clear-annotation).*"))
                .toList();

        assertThat(changes).hasSizeGreaterThan(10).contains("POST /history/cleanup");
        assertThat(changes)
                .allSatisfy(key -> assertThat(rules.audience(key)).as(key).contains(Audience.NOBODY));
    }
}
