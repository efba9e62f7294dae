package org.greenplan.cycle;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.report.Signatures;
import org.greenplan.task.Authors;
import org.greenplan.task.InputField;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 核对计划: the plan office picks the plan that came in, and confirms how it was read and with which period it starts. */
@Component
class CheckPlanForm implements TaskForm {

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
        return "userTask_checkPlan";
    }

    /** Under which key it is known who worked on the launch. */
    static String work(int year) {
        return "launch/" + year;
    }

    @Override
    public List<InputField> inputs() {
        return List.of(
                InputField.integer(CycleVariables.PLAN_YEAR, "计划年度", "必填，已导入、未下达的计划年度。"),
                InputField.flag("confirmed", "我已核对导入结果", "必填。"));
    }

    @Override
    public Map<String, Object> initial(TaskContext task) {
        List<PlanLaunch.PlanView> plans = launch.imported();
        return plans.isEmpty()
                ? Map.of()
                : Map.of(CycleVariables.PLAN_YEAR, plans.get(0).year());
    }

    @Override
    public Map<String, Object> view(TaskContext task) {
        Map<String, Object> view = new HashMap<>();
        view.put("plans", launch.imported());
        view.put("sentBack", sentBack(task));
        return view;
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
    public void check(TaskContext task, TaskInput input, Violations violations) {
        boolean known = input.integer(CycleVariables.PLAN_YEAR)
                .filter(year -> launch.imported().stream().anyMatch(plan -> plan.year() == year))
                .isPresent();
        violations.addIf(!known, CycleVariables.PLAN_YEAR, "plan-not-imported", "请选择一份已导入、尚未下达的计划。");
        violations.addIf(!input.flag("confirmed"), "confirmed", "not-confirmed", "请核对导入报告后勾选确认。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        int year = input.integer(CycleVariables.PLAN_YEAR).orElseThrow();
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
