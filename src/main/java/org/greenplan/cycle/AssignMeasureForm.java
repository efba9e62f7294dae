package org.greenplan.cycle;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.greenplan.calendar.Cadence;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Unit;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.PublishedRole;
import org.greenplan.report.Signatures;
import org.greenplan.task.Inputs;
import org.greenplan.task.Option;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 任务分解: the coordinating lead confirms how its row was read, picks towns, says who is asked and how often. */
@Component
class AssignMeasureForm implements TaskForm<AssignmentInput, AssignMeasureForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure,
            boolean needsConfirmation,
            @Nullable String confirmationReason,
            List<Published> published,
            List<Choice> choices,
            List<String> unkept,
            List<Unit> allUnits,
            List<Option> cadences,
            @Nullable SentBack sentBack) {}

    /** A unit as the plan names it. */
    record Published(
            String role,
            String roleText,
            String name,
            String basis,
            String basisText,
            @Nullable String unit,
            @Nullable String collective,
            @Nullable String collectiveKind) {}

    /** A collective name, behind which the lead picks. */
    record Choice(String role, String roleText, String collective, String name, List<Unit> candidates) {}

    private static final Inputs<AssignmentInput> INPUTS = Inputs.of(AssignmentInput.class);

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
        return Step.ASSIGN_MEASURE.id();
    }

    @Override
    public Inputs<AssignmentInput> inputs() {
        return INPUTS;
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
    public @Nullable AssignmentInput initial(TaskContext task) {
        String key = task.variable(CycleVariables.MEASURE_KEY);
        return store.find(key)
                .map(last -> again(last.content()))
                .orElseGet(() -> new AssignmentInput(
                        catalogue.rolesInForce(key).stream()
                                .map(entry -> new AssignmentInput.Row(
                                        entry.unitCode(), entry.role(), entry.participation(), entry.contribution()))
                                .toList(),
                        catalogue.find(key).orElseThrow().cadence(),
                        false,
                        null,
                        false,
                        null));
    }

    private static AssignmentInput again(Assignment last) {
        return new AssignmentInput(
                last.units().stream()
                        .map(row -> new AssignmentInput.Row(
                                row.unit(),
                                AssignmentRules.role(row.role()),
                                AssignmentRules.participation(row.participation()),
                                row.contribution()))
                        .toList(),
                Cadence.valueOf(last.cadence()),
                last.confirmEachPeriod(),
                last.deadline(),
                false,
                last.note());
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
    public View view(TaskContext task) {
        String key = task.variable(CycleVariables.MEASURE_KEY);
        Measure measure = catalogue.find(key).orElseThrow();
        return new View(
                views.of(key),
                measure.needsConfirmation(),
                measure.confirmationReason(),
                catalogue.publishedRoles(key).stream().map(this::publishedRow).toList(),
                published.choices(key).stream()
                        .map(choice -> new Choice(
                                choice.role().code(),
                                choice.role().label(),
                                choice.collective(),
                                choice.name(),
                                choice.candidates()))
                        .toList(),
                published.unkept(key),
                directory.units(),
                Arrays.stream(Cadence.values())
                        .map(cadence -> new Option(code(cadence), cadence.label()))
                        .toList(),
                sentBack(task));
    }

    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        return store.find(task.variable(CycleVariables.MEASURE_KEY))
                .filter(last -> last.status().equals("sent_back"))
                .flatMap(last -> signatures.latest(Signatures.Subject.ASSIGNMENT, last.id()))
                .map(Signatures.Signed::sentBack)
                .orElse(null);
    }

    private Published publishedRow(PublishedRole role) {
        return new Published(
                role.role().code(),
                role.role().label(),
                role.name(),
                role.basis().code(),
                role.basis().label(),
                role.unitCode(),
                role.collectiveCode(),
                role.collectiveCode() == null
                        ? null
                        : directory
                                .collective(role.collectiveCode())
                                .orElseThrow()
                                .kind()
                                .name()
                                .toLowerCase(Locale.ROOT));
    }

    @Override
    public void check(TaskContext task, AssignmentInput input, Violations violations) {
        rules.check(measure(task), input, violations);
    }

    @Override
    public Map<String, Object> complete(TaskContext task, AssignmentInput input) {
        Measure measure = measure(task);
        LocalDate deadline = input.deadline();
        List<Assignment.UnitRow> units = input.checked();
        Assignment proposal = new Assignment(
                units,
                Objects.requireNonNull(input.cadence()).name(),
                input.confirmEachPeriod(),
                deadline,
                input.note(),
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
