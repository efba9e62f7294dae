package org.greenplan.cycle;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.greenplan.calendar.Cadence;
import org.greenplan.directory.Directory;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.PublishedRole;
import org.greenplan.report.Signatures;
import org.greenplan.task.InputField;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 任务分解: the coordinating lead confirms how its row was read, picks towns, says who is asked and how often. */
@Component
class AssignMeasureForm implements TaskForm {

    private static final int MOST_UNITS = 120;
    private static final int NOTE_LENGTH = 1000;

    private final MeasureCatalogue catalogue;
    private final MeasureViews views;
    private final PublishedUnits published;
    private final AssignmentRules rules;
    private final AssignmentStore store;
    private final Assignments assignments;
    private final Signatures signatures;
    private final Directory directory;

    AssignMeasureForm(
            MeasureCatalogue catalogue,
            MeasureViews views,
            PublishedUnits published,
            AssignmentRules rules,
            AssignmentStore store,
            Assignments assignments,
            Signatures signatures,
            Directory directory) {
        this.catalogue = catalogue;
        this.views = views;
        this.published = published;
        this.rules = rules;
        this.store = store;
        this.assignments = assignments;
        this.signatures = signatures;
        this.directory = directory;
    }

    @Override
    public String taskKey() {
        return "userTask_assignMeasure";
    }

    @Override
    public List<InputField> inputs() {
        return List.of(
                InputField.rows(
                        "units",
                        "参与单位",
                        MOST_UNITS,
                        "预填；每行 unit（单位代码）、role（lead、responsible、assisting）、participation（coordinate 牵头统筹，report 填报，confirm 会签，inform 仅知会）、contribution（承担内容，选填，最多500字）。"),
                InputField.choice(
                        "cadence",
                        "报送频次",
                        Arrays.stream(Cadence.values())
                                .map(AssignMeasureForm::code)
                                .toList(),
                        "预填 quarterly（每季度）。"),
                InputField.flag("confirmEachPeriod", "每期都会签", "选填；否则只在报告完成或最后一期时会签。"),
                InputField.date("deadline", "提前完成时限", "选填；只能早于计划时限。"),
                InputField.flag("confirmed", "我已核对以上读法", "角色系推断、需人工确认的措施必填。"),
                InputField.text("note", "说明", NOTE_LENGTH, "与印发的计划不一致时必填。"));
    }

    @Override
    public String draftKey(TaskContext task) {
        return work(task);
    }

    /** Under which key it is known who worked on it. */
    static String work(TaskContext task) {
        return "assign/" + task.variable(CycleVariables.MEASURE_KEY);
    }

    @Override
    public Map<String, Object> initial(TaskContext task) {
        String key = task.variable(CycleVariables.MEASURE_KEY);
        return store.find(key)
                .map(last -> values(last.content()))
                .orElseGet(() -> Map.of(
                        "units",
                        catalogue.rolesInForce(key).stream()
                                .map(entry -> row(
                                        entry.unitCode(),
                                        entry.role().code(),
                                        entry.participation().code(),
                                        entry.contribution()))
                                .toList(),
                        "cadence",
                        code(catalogue.find(key).orElseThrow().cadence())));
    }

    private static Map<String, Object> values(Assignment last) {
        Map<String, Object> values = new HashMap<>();
        values.put(
                "units",
                last.units().stream()
                        .map(row -> row(row.unit(), row.role(), row.participation(), row.contribution()))
                        .toList());
        values.put("cadence", last.cadence().toLowerCase(Locale.ROOT));
        values.put("confirmEachPeriod", last.confirmEachPeriod());
        LocalDate deadline = last.deadline();
        if (deadline != null) {
            values.put("deadline", deadline.toString());
        }
        values.put("note", Objects.requireNonNullElse(last.note(), ""));
        return values;
    }

    private static Map<String, Object> row(String unit, String role, String participation, String contribution) {
        return Map.of(
                "unit", unit,
                "role", role,
                "participation", participation,
                "contribution", Objects.requireNonNullElse(contribution, ""));
    }

    @Override
    public void readAhead(Collection<TaskContext> tasks) {
        List<String> keys = tasks.stream()
                .map(task -> task.variable(CycleVariables.MEASURE_KEY))
                .toList();
        views.readAhead(keys);
        store.readAhead(keys);
    }

    @Override
    public Map<String, Object> view(TaskContext task) {
        String key = task.variable(CycleVariables.MEASURE_KEY);
        Measure measure = catalogue.find(key).orElseThrow();
        Map<String, Object> view = new HashMap<>();
        view.put("measure", views.of(key));
        view.put("needsConfirmation", measure.needsConfirmation());
        view.put("confirmationReason", measure.confirmationReason());
        view.put(
                "published",
                catalogue.publishedRoles(key).stream().map(this::publishedRow).toList());
        view.put(
                "choices",
                published.choices(key).stream()
                        .map(choice -> Map.of(
                                "role", choice.role().code(),
                                "roleText", choice.role().label(),
                                "collective", choice.collective(),
                                "name", choice.name(),
                                "candidates", choice.candidates()))
                        .toList());
        view.put("unkept", published.unkept(key));
        view.put("allUnits", directory.units());
        view.put(
                "cadences",
                Arrays.stream(Cadence.values())
                        .map(cadence -> Map.of("code", code(cadence), "label", cadence.label()))
                        .toList());
        view.put("sentBack", sentBack(task));
        return view;
    }

    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        return store.find(task.variable(CycleVariables.MEASURE_KEY))
                .filter(last -> last.status().equals("sent_back"))
                .flatMap(last -> signatures.latest(Signatures.Subject.ASSIGNMENT, last.id()))
                .map(Signatures.Signed::sentBack)
                .orElse(null);
    }

    private Map<String, Object> publishedRow(PublishedRole role) {
        Map<String, Object> row = new HashMap<>();
        row.put("role", role.role().code());
        row.put("roleText", role.role().label());
        row.put("name", role.name());
        row.put("basis", role.basis().code());
        row.put("basisText", role.basis().label());
        row.put("unit", role.unitCode());
        row.put("collective", role.collectiveCode());
        row.put(
                "collectiveKind",
                role.collectiveCode() == null
                        ? null
                        : directory
                                .collective(role.collectiveCode())
                                .orElseThrow()
                                .kind()
                                .name()
                                .toLowerCase(Locale.ROOT));
        return row;
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        rules.check(measure(task), input, violations);
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Measure measure = measure(task);
        LocalDate deadline = input.date("deadline").orElse(null);
        List<Assignment.UnitRow> units = AssignmentRules.units(input);
        Assignment proposal = new Assignment(
                units,
                AssignmentRules.cadence(input).name(),
                input.flag("confirmEachPeriod"),
                deadline,
                input.text("note").orElse(null),
                rules.differences(measure, units, deadline));
        assignments.propose(measure, proposal, task.user());
        return Map.of();
    }

    private Measure measure(TaskContext task) {
        return catalogue.find(task.variable(CycleVariables.MEASURE_KEY)).orElseThrow();
    }

    private static String code(Cadence cadence) {
        return cadence.name().toLowerCase(Locale.ROOT);
    }
}
