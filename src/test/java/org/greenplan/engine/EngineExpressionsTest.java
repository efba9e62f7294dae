package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.greenplan.GreenplanTest;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an expression in a process reaches, as if somebody had deployed one of their own. */
class EngineExpressionsTest extends GreenplanTest {

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private RepositoryService repository;

    private Object value(String expression, VariableScope scope) {
        return engine.getCommandExecutorTxRequired().execute(context -> engine.getExpressionManager()
                .createExpression(expression)
                .getValue(scope));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${''.class}",
                "${'x'.concat('y')}",
                "${planOffice.getClass()}",
                "${planOffice.class}",
                "${planOffice.staff().getClass().forName('java.lang.Runtime')}",
                "${now().getTime()}",
                "${dateTime().toDate()}",
                "${execution.processEngineServices}",
                "${execution.setVariable('a', 'b')}",
                "${execution.class}"
            })
    @DisplayName("流程里的表达式够不到 Java 本身")
    void whatIsJavas_isRefused(String expression) {
        assertThatThrownBy(() -> value(expression, new ExecutionEntity()))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("表达式中不能使用");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${dataSource}", "${identityService.createUserQuery()}", "${environment}", "${jdbcClient}"})
    @DisplayName("别人的组件不存在")
    void beansOfOthers_areUnknown(String expression) {
        assertThatThrownBy(() -> value(expression, StartProcessVariableScope.getSharedInstance()))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("Cannot resolve identifier");
    }

    @Test
    void whatOurProcessesSay_goesOn() {
        VariableScope scope = StartProcessVariableScope.getSharedInstance();
        assertThat(value("${planOffice.staff()}", scope)).isEqualTo("planofficeStaff");
        assertThat(value("${planOffice.staff() == 'x'}", scope)).isEqualTo(false);
        assertThat(value("${dateTime().plusDays(8)}", scope)).isNotNull();
    }

    @Test
    @DisplayName("查询之外没有范围的表达式：只认本系统列表所用的几句")
    void withoutAProcess_onlyTheTextsOfOurLists() {
        for (String text : List.of("${planOffice.staff()}", "${now().time}", "${currentUser() }")) {
            assertThatThrownBy(() -> value(text, null)).as(text).isInstanceOf(RuleViolation.class);
        }
        assertThat(value(EngineExpressions.NOW, null)).isNotNull();
        assertThat(value(EngineExpressions.TODAY, null)).isNotNull();
        assertThat(value(EngineExpressions.IN_A_WEEK, null)).isNotNull();
    }

    @Test
    @DisplayName("带脚本的流程部署不了")
    void aProcessWithAScript_isNotDeployed() {
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .addModelInstance(
                                "script.bpmn",
                                Bpmn.createExecutableProcess("scripted")
                                        .camundaHistoryTimeToLive(1)
                                        .startEvent()
                                        .scriptTask()
                                        .scriptFormat("juel")
                                        .scriptText("${''.getClass()}")
                                        .endEvent()
                                        .done())
                        .deploy())
                .hasStackTraceContaining("no scripts are run here");
    }
}
