package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.greenplan.GreenplanTest;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Unit;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskForm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** What the drawn processes name is there: forms, beans, methods, groups, messages; and what the code names is drawn. */
class ProcessFilesTest extends GreenplanTest {

    private static final Pattern CALL = Pattern.compile("\\b([a-z][A-Za-z]+)\\.([a-z][A-Za-z]+)\\(([^)]*)\\)");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Set<String> ENGINE_OBJECTS = Set.of("execution", "task");

    @Autowired
    private TaskForms forms;

    @Autowired
    private ApplicationContext beans;

    @Autowired
    private Directory directory;

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(4);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends BaseElement> List<T> elements(Class<T> type) {
        List<T> found = files().stream()
                .map(file -> Bpmn.readModelFromFile(file.toFile()))
                .flatMap((BpmnModelInstance model) -> model.getModelElementsByType(type).stream())
                .toList();
        assertThat(found).as(type.getSimpleName()).isNotEmpty();
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path formOf(UserTask task) {
        assertThat(task.getCamundaFormKey()).as(task.getId()).startsWith("embedded:/forms/");
        return Path.of(task.getCamundaFormKey().substring("embedded:/".length()));
    }

    @Test
    @DisplayName("每个人工任务有表单程序，也有表单页面；反过来也一样")
    void everyUserTask_hasItsFormBothWays() {
        List<UserTask> tasks = elements(UserTask.class);

        assertThat(tasks).extracting(UserTask::getId).doesNotHaveDuplicates();
        assertThat(forms.all().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        tasks.stream().map(UserTask::getId).toList());
        assertThat(tasks).allSatisfy(task -> {
            assertThat(formOf(task)).exists();
            assertThat(task.getCamundaCandidateGroups()).as(task.getId()).isNotBlank();
            assertThat(task.getCamundaCandidateUsers()).as(task.getId()).isNull();
            assertThat(task.getCamundaDueDate()).as(task.getId()).isNotBlank();
        });
    }

    @Test
    @DisplayName("每一项内容在表单页面上都有栏目")
    void everyInput_isBoundInItsForm() {
        for (UserTask task : elements(UserTask.class)) {
            String html = text(formOf(task));
            for (InputField field : forms.get(task.getId()).inputs().fields()) {
                assertThat(isBound(html, field.name()))
                        .as("%s in %s", field.name(), formOf(task))
                        .isTrue();
            }
        }
        assertThat(isBound("<p>{{v.narrative}}</p>", "narrative")).isFalse();
    }

    private static boolean isBound(String html, String input) {
        boolean approval =
                html.contains("<gp-approval") && Set.of("decision", "opinion").contains(input);
        return approval || html.contains("field=\"" + input + "\"");
    }

    @Test
    @DisplayName("启动表单存在")
    void everyStartForm_exists() {
        List<String> keys = files().stream()
                .flatMap(file -> Pattern.compile("formKey=\"embedded:/([^\"]+)\"")
                        .matcher(text(file))
                        .results())
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(keys).hasSizeGreaterThan(14).allSatisfy(key -> assertThat(Path.of(key))
                .exists());
    }

    @Test
    @DisplayName("每个委托是公开的类")
    void everyDelegate_isAPublicClass() {
        for (ServiceTask task : elements(ServiceTask.class)) {
            if ("external".equals(task.getCamundaType())) {
                assertThat(task.getCamundaTopic()).as(task.getId()).isEqualTo("mail");
                continue;
            }
            String expression = task.getCamundaDelegateExpression();
            assertThat(expression).as(task.getId()).matches("\\$\\{[a-zA-Z]+}");
            Object bean = beans.getBean(expression.substring(2, expression.length() - 1));
            assertThat(bean).isInstanceOf(JavaDelegate.class);
            assertThat(Modifier.isPublic(ClassUtils.getUserClass(bean).getModifiers()))
                    .as(expression)
                    .isTrue();
        }
    }

    @Test
    @DisplayName("表达式里的每个方法存在，且可以调用")
    void everyCallInAnExpression_findsItsMethod() {
        Set<String> calls = new TreeSet<>();
        for (Path file : files()) {
            Matcher expression = EXPRESSION.matcher(text(file));
            while (expression.find()) {
                Matcher call = CALL.matcher(expression.group(1));
                while (call.find()) {
                    if (!ENGINE_OBJECTS.contains(call.group(1))) {
                        calls.add(call.group());
                        assertCallable(call.group(1), call.group(2), call.group(3));
                    }
                }
            }
        }
        assertThat(calls).hasSizeGreaterThan(25);
    }

    private void assertCallable(String bean, String method, String arguments) {
        assertThat(beans.containsBean(bean)).as(bean).isTrue();
        Class<?> type = ClassUtils.getUserClass(beans.getBean(bean));
        assertThat(Modifier.isPublic(type.getModifiers())).as(type.getName()).isTrue();
        int count = arguments.isBlank() ? 0 : arguments.split(",").length;
        assertThat(Arrays.stream(type.getMethods())
                        .filter(found -> found.getName().equals(method))
                        .filter(found -> found.getParameterCount() == count))
                .as("%s.%s(%s)", bean, method, arguments)
                .isNotEmpty();
    }

    @Test
    @DisplayName("全部措施、全部单位，任务落到的组都存在且有人")
    void everyCandidateGroup_existsAndHasSomebody() {
        Set<String> groups = identity.createGroupQuery().list().stream()
                .map(org.camunda.bpm.engine.identity.Group::getId)
                .collect(Collectors.toSet());
        Set<String> expected = new HashSet<>();
        for (Unit unit : directory.units()) {
            expected.add(unit.code() + "Staff");
            expected.add(unit.code() + "Supervisor");
        }
        assertThat(groups).containsAll(expected);
        assertThat(elements(UserTask.class))
                .extracting(UserTask::getCamundaCandidateGroups)
                .allSatisfy(expression -> assertThat(expression)
                        .matches(
                                "\\$\\{unit}(Staff|Supervisor)|\\$\\{measures\\.(leadStaff|leadSupervisors)\\(execution\\)}"
                                        + "|\\$\\{planOffice\\.(staff|supervisors)\\(\\)}"
                                        + "|\\$\\{submissions\\.(bureauStaff|bureauSupervisors|endorsers)\\(\\)}"));

        List<String> leads = jdbc.sql("select unit_code from measure_unit where participation = 'coordinate'")
                .query(String.class)
                .list();
        assertThat(leads).hasSize(72);
        List<String> units = new ArrayList<>(leads);
        units.addAll(jdbc.sql("select distinct unit_code from measure_unit")
                .query(String.class)
                .list());
        units.add("planoffice");
        assertThat(units).allSatisfy(unit -> {
            assertThat(groups).contains(unit + "Staff", unit + "Supervisor");
            assertThat(people.clerks(unit)).as(unit).isNotEmpty();
            assertThat(people.supervisors(unit)).as(unit).isNotEmpty();
        });
    }

    @Test
    @DisplayName("程序里写到的流程、消息、任务，图上都有")
    void whatTheCodeNames_isDrawn() throws Exception {
        Set<String> drawn = new HashSet<>();
        elements(Process.class).forEach(process -> drawn.add(process.getId()));
        elements(Message.class).forEach(message -> drawn.add(message.getName()));
        elements(UserTask.class).forEach(task -> drawn.add(task.getId()));
        String all = files().stream().map(ProcessFilesTest::text).collect(Collectors.joining());

        Class<?> names = Class.forName("org.greenplan.cycle.CycleVariables");
        Set<String> keys = new TreeSet<>();
        Set<String> variables = new TreeSet<>();
        for (Field field : names.getDeclaredFields()) {
            field.setAccessible(true);
            String value = (String) field.get(null);
            boolean isKey = value.contains("-") || value.contains("_");
            (isKey ? keys : variables).add(value);
        }
        assertThat(keys).hasSizeGreaterThanOrEqualTo(6);
        assertThat(drawn).containsAll(keys);
        assertThat(variables).hasSizeGreaterThanOrEqualTo(9);
        assertThat(elements(CallActivity.class))
                .allSatisfy(call -> assertThat(drawn).contains(call.getCalledElement()));
        for (String passed : List.of("measureKey", "taskTitle", "roundId", "periodName", "unit", "unitName")) {
            assertThat(variables).contains(passed);
            assertThat(all).contains("target=\"" + passed + "\"");
        }
    }

    @Test
    @DisplayName("各项内容的名称、说明、选项写全")
    void everyInput_saysWhatItIs() {
        for (TaskForm<?, ?> form : forms.all().values()) {
            assertThat(form.inputs().fields()).as(form.taskKey()).isNotEmpty();
            assertThat(form.inputs().fields()).extracting(InputField::name).doesNotHaveDuplicates();
            assertThat(form.inputs().fields()).allSatisfy(field -> {
                assertThat(field.label()).containsPattern("[\\u4e00-\\u9fff]");
                assertThat(field.rule()).as(field.name()).endsWith("。");
                assertThat(field.type() == InputField.Type.CHOICE)
                        .isEqualTo(!field.options().isEmpty());
            });
        }
    }
}
