package org.greenplan.cycle;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.greenplan.report.Signatures;
import org.greenplan.task.Authors;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 核对计划: the plan office picks the plan that came in, and confirms how it was read and with which period it starts. */
@Component
class CheckPlanForm implements TaskForm<CheckPlanForm.Given, CheckPlanForm.View> {

    /** What the form shows. */
    record View(List<PlanLaunch.PlanView> plans, @Nullable SentBack sentBack) {}

    /** What is taken. */
    record Given(
            @Input(label = "计划年度", rule = "必填，已导入、未下达的计划年度。") @Nullable Integer planYear,
            @Input(label = "我已核对导入结果", rule = "必填。") boolean confirmed) {}

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);

    private final PlanLaunch launch;
    private final Signatures signatures;
    private final Authors authors;
    private final Clock clock;

    CheckPlanForm(PlanLaunch launch, Signatures signatures, Authors authors, Clock clock) {
        this.launch = launch;
        this.signatures = signatures;
        this.authors = authors;
        this.clock = clock;
    }

    @Override
    public String taskKey() {
        return Step.CHECK_PLAN.id();
    }

    /** Under which key it is known who worked on the launch. */
    static String work(int year) {
        return "launch/" + year;
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
    }

    @Override
    public @Nullable Given initial(TaskContext task) {
        List<PlanLaunch.PlanView> plans = launch.imported();
        return plans.isEmpty() ? null : new Given(plans.get(0).year(), false);
    }

    @Override
    public View view(TaskContext task) {
        return new View(launch.imported(), sentBack(task));
    }

    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        Object year = task.variables().get(CycleVariables.PLAN_YEAR);
        return year == null
                ? null
                : signatures
                        .latest(Signatures.Subject.LAUNCH, ((Number) year).longValue())
                        .map(Signatures.Signed::sentBack)
                        .orElse(null);
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        Integer year = input.planYear();
        boolean known = year != null && launch.imported().stream().anyMatch(plan -> plan.year() == year);
        violations.addIf(!known, CycleVariables.PLAN_YEAR, "plan-not-imported", "请选择一份已导入、尚未下达的计划。");
        violations.addIf(!input.confirmed(), "confirmed", "not-confirmed", "请核对导入报告后勾选确认。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        int year = Objects.requireNonNull(input.planYear());
        launch.checked(year);
        authors.takeOver(draftKey(task), work(year));
        return Map.of(
                CycleVariables.PLAN_YEAR,
                year,
                CycleVariables.CHECKED_BY,
                task.user(),
                CycleVariables.CHECKED_AT,
                OffsetDateTime.now(clock).toString());
    }
}
