package org.greenplan.cycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.springframework.stereotype.Component;

/** 牵头协调: the lead settles a dissent, back to named units, or on with a recorded reason. */
@Component
class CoordinateForm implements TaskForm {

    private static final int REASON_LENGTH = 2000;

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
        return "userTask_coordinate";
    }

    @Override
    public List<InputField> inputs() {
        List<InputField> fields = new ArrayList<>();
        fields.add(InputField.choice(
                "decision", "协调结果", List.of("return", "continue"), "必填：return 退回修改，continue 维持报告、说明理由。"));
        fields.add(InputField.text("reason", "协调情况说明", REASON_LENGTH, "维持报告（continue）时必填。"));
        fields.addAll(Returns.fields());
        return fields;
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
    public Map<String, Object> view(TaskContext task) {
        Round round = round(task);
        Map<String, Object> view = new HashMap<>();
        view.put("measure", measureViews.of(round.measureKey()));
        view.put("round", views.of(round.id(), Set.of(measures.leadOf(round.measureKey()))));
        view.put("weight", RoundExceptions.Kind.DISSENTED.ordinal());
        return view;
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        violations.addIf(!input.has("decision"), "decision", "decision-missing", "请选择“退回修改”或“维持报告”。");
        if (decides(input, "continue")) {
            violations.addIf(!input.has("reason"), "reason", "reason-missing", "请说明协调情况和未采纳意见的理由。");
        }
        if (decides(input, "return")) {
            returns.check(round(task).id(), input, violations);
        }
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Round round = round(task);
        boolean back = decides(input, "return");
        String reason = input.text("reason").orElse(null);
        String lead = measures.leadOf(round.measureKey());
        ReviewStore.Review review = reviews.add(
                round.id(), "coordinate", back ? "return" : "continue", reason, task.user(), views.basis(round.id()));
        if (back) {
            reviews.addReturns(review.id(), returns.opinions(input));
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

    private static boolean decides(TaskInput input, String decision) {
        return input.text("decision").filter(decision::equals).isPresent();
    }
}
