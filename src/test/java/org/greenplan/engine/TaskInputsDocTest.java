package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.greenplan.GreenplanTest;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskForm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code docs/task-inputs.md} says what the tasks accept; when it no longer does, the right text lies under target/. */
class TaskInputsDocTest extends GreenplanTest {

    private static final Path KEPT = Path.of("docs/task-inputs.md");
    private static final Path GENERATED = Path.of("target/task-inputs.md");
    private static final List<String> PROCESSES = List.of(
            "plan-launch",
            "measure-cycle",
            "unit-report",
            "measure-withdrawal",
            "open-platform-submission",
            "platform-submission",
            "indicator-report");

    private static final Map<InputField.Type, String> TYPES = Map.of(
            InputField.Type.TEXT, "文字，最多%d字",
            InputField.Type.CHOICE, "选项",
            InputField.Type.FLAG, "是否（true、false）",
            InputField.Type.INTEGER, "整数",
            InputField.Type.DATE, "日期（yyyy-MM-dd）",
            InputField.Type.LIST, "列表（JSON数组，元素为文字），最多%d项",
            InputField.Type.ROWS, "多行（JSON数组，元素为对象），最多%d行");

    private static final String BEFORE =
            """
            # 各项任务接受的内容

            本页由程序生成（`TaskInputsDocTest`），与程序保持一致，请勿手工修改。

            每项任务只接受下表所列的名称；名称不在表中、类型不符、超过长度，都会退回，任务和数据不变。内容可以先保存为草稿
            （`PUT /api/tasks/{id}/draft`），也可以在提交时作为变量一并送来；送来的内容经核对后写入本系统的表，不成为流程变量。
            多行和列表以JSON文本送来。保存草稿的答复中，`errors`是提交时会退回的，`warnings`是提醒核对的，不妨碍提交。

            ## 用REST办理一项任务

            以填报进展为例（示例中的任务编号先用`GET /engine-rest/task`查得；人员和口令为演示数据）：

            ```
            curl -u water1:greenplan -H 'Content-Type: application/json' \\
              -d '{"variables": {
                    "state":     {"value": "on_track"},
                    "narrative": {"value": "管网改造已完成六成。"},
                    "percent":   {"value": 60},
                    "values":    {"value": "[{\\"indicatorId\\": 3, \\"amount\\": \\"12.5\\", \\"asOf\\": \\"2026-11-20\\", \\"quality\\": \\"preliminary\\"}]"}
                  }}' \\
              http://localhost:8080/engine-rest/task/{id}/complete
            ```

            办成时答204，没有内容。有不合要求之处时答400，说明错在哪一栏、应如何修改：

            ```
            {
              "type": "RuleViolation",
              "code": "too-long",
              "message": "“进展情况”最多4000字，现有4001字，请精简。",
              "errors": [
                {"field": "narrative", "code": "too-long", "message": "“进展情况”最多4000字，现有4001字，请精简。"}
              ]
            }
            ```

            `code`固定不变，供程序判断；`message`是给人看的；`errors`一次列出全部问题，多行内容的栏目写作`values[0].amount`。
            其他答复：403 不属于本单位本岗位的任务；404 任务已不在；408 内容没有在规定时间内收全；409 已由同事认领，或有人同时办理；
            413 发送的内容过大（一次不超过1MB，文件不超过50MB）；415 内容经过压缩；429、503 暂时不能办理（`database-away`：数据库没有及时答复），请等`Retry-After`所说的秒数后再试。
            """;

    @Autowired
    private TaskForms forms;

    @Autowired
    private RepositoryService repository;

    @Test
    @DisplayName("docs/task-inputs.md 与程序一致")
    void thePage_saysWhatTheTasksAccept() throws IOException {
        String generated = page();
        Files.writeString(GENERATED, generated);

        assertThat(Files.exists(KEPT))
                .as(KEPT + " is missing; copy " + GENERATED)
                .isTrue();
        assertThat(Files.readString(KEPT))
                .as("copy " + GENERATED + " to " + KEPT)
                .isEqualTo(generated);
        assertThat(forms.all()).hasSizeGreaterThanOrEqualTo(14);
        assertThat(forms.all().keySet()).allSatisfy(key -> assertThat(generated).contains("`" + key + "`"));
    }

    private String page() {
        StringBuilder page = new StringBuilder(BEFORE);
        for (String key : PROCESSES) {
            String id = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(key)
                    .latestVersion()
                    .singleResult()
                    .getId();
            BpmnModelInstance model = repository.getBpmnModelInstance(id);
            page.append("\n## %s（`%s`）\n"
                    .formatted(repository.getProcessDefinition(id).getName(), key));
            model.getModelElementsByType(UserTask.class).stream()
                    .filter(task -> forms.all().containsKey(task.getId()))
                    .forEach(task -> page.append(section(task.getName(), forms.get(task.getId()))));
        }
        return page.toString();
    }

    private static String section(String name, TaskForm<?, ?> form) {
        StringBuilder section = new StringBuilder("\n### %s（`%s`）\n\n".formatted(name, form.taskKey()));
        section.append("| 名称 | 栏目 | 类型 | 要求 |\n|---|---|---|---|\n");
        for (InputField field : form.inputs().fields()) {
            String type = TYPES.get(field.type()).formatted(field.max());
            String options = field.options().isEmpty() ? "" : "：" + String.join("、", field.options());
            section.append(
                    "| `%s` | %s | %s | %s |\n".formatted(field.name(), field.label(), type + options, field.rule()));
        }
        return section.toString();
    }
}
