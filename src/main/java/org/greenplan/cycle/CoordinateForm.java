package org.greenplan.cycle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 牵头协调: the lead settles a dissent, back to named units, or on with a recorded reason. */
@Component
class CoordinateForm implements TaskForm<CoordinateForm.Given, CoordinateForm.View> {

    /** What the form shows. */
    record View(MeasureViews.MeasureView measure, RoundViews.RoundView round, int weight) {}

    /** What the lead may decide. */
    enum Decision {
        RETURN,
        CONTINUE
    }

    /** What is taken. */
    record Given(
            @Input(label = "协调结果", rule = "必填：return 退回修改，continue 维持报告、说明理由。") @Nullable Decision decision,
            @Input(label = "协调情况说明", max = 2000, rule = "维持报告（continue）时必填。") @Nullable String reason,
            @Input(label = "退回单位", max = Returns.MOST_UNITS, rule = Returns.RETURNS_RULE) List<Returns.Return> returns,
            @Input(label = "重新会签单位", max = Returns.MOST_UNITS, rule = Returns.RECONFIRM_RULE) List<String> reconfirm)
            implements Returns.Given {}

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);

    private final RoundStore rounds;
    private final RoundViews views;
    private final ReviewStore reviews;
    private final Returns returns;
    private final MeasureViews measureViews;
    private final Measures measures;
    private final Timeline timeline;

    CoordinateForm(
            RoundStore rounds,
            RoundViews views,
            ReviewStore reviews,
            Returns returns,
            MeasureViews measureViews,
            Measures measures,
            Timeline timeline) {
        this.rounds = rounds;
        this.views = views;
        this.reviews = reviews;
        this.returns = returns;
        this.measureViews = measureViews;
        this.measures = measures;
        this.timeline = timeline;
    }

    @Override
    public String taskKey() {
        return Step.COORDINATE.id();
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
    }

    @Override
    public String draftKey(TaskContext task) {
        return "coordinate/" + task.variable(CycleVariables.ROUND_ID);
    }

    @Override
    public void readAhead(Collection<TaskContext> tasks) {
        views.readAheadOf(tasks);
    }

    @Override
    public View view(TaskContext task) {
        Round round = round(task);
        return new View(
                measureViews.of(round.measureKey()),
                views.of(round.id(), Set.of(measures.leadOf(round.measureKey()))),
                RoundExceptions.Kind.DISSENTED.ordinal());
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        violations.addIf(input.decision() == null, "decision", "decision-missing", "请选择“退回修改”或“维持报告”。");
        if (input.decision() == Decision.CONTINUE) {
            violations.addIf(input.reason() == null, "reason", "reason-missing", "请说明协调情况和未采纳意见的理由。");
        }
        if (input.decision() == Decision.RETURN) {
            returns.check(round(task).id(), input, violations);
        }
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        Round round = round(task);
        boolean back = input.decision() == Decision.RETURN;
        String reason = input.reason();
        String lead = measures.leadOf(round.measureKey());
        ReviewStore.Review review = reviews.add(
                round.id(), "coordinate", back ? "return" : "continue", reason, task.user(), views.basis(round.id()));
        if (back) {
            reviews.addReturns(review.id(), input.opinions());
            returns.ask(round, input, task.user());
            timeline.add(
                    round.measureKey(),
                    task.user(),
                    lead,
                    TimelineEvent.COORDINATED_RETURN,
                    "协调后退回修改。" + returns.sentence(input));
        } else {
            rounds.settleDissents(round.id());
            timeline.add(round.measureKey(), task.user(), lead, TimelineEvent.COORDINATED, "协调后维持报告：" + reason);
        }
        return Map.of();
    }

    private Round round(TaskContext task) {
        return rounds.get(task.id(CycleVariables.ROUND_ID));
    }
}
