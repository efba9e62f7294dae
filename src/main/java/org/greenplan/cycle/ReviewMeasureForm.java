package org.greenplan.cycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.InputField;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 牵头审核: close, return to chosen units with an opinion each, or go on to the next period. */
@Component
class ReviewMeasureForm implements TaskForm {

    private static final int OPINION_LENGTH = 2000;

    private final RoundStore rounds;
    private final RoundViews views;
    private final RoundFacts facts;
    private final ReviewStore reviews;
    private final Returns returns;
    private final MeasureViews measureViews;
    private final Measures measures;
    private final People people;
    private final Timeline timeline;
    private final List<ClosingCondition> conditions;

    ReviewMeasureForm(
            RoundStore rounds,
            RoundViews views,
            RoundFacts facts,
            ReviewStore reviews,
            Returns returns,
            MeasureViews measureViews,
            Measures measures,
            People people,
            Timeline timeline,
            List<ClosingCondition> conditions) {
        this.rounds = rounds;
        this.views = views;
        this.facts = facts;
        this.reviews = reviews;
        this.returns = returns;
        this.measureViews = measureViews;
        this.measures = measures;
        this.people = people;
        this.timeline = timeline;
        this.conditions = conditions;
    }

    @Override
    public String taskKey() {
        return "userTask_reviewMeasure";
    }

    @Override
    public List<InputField> inputs() {
        List<InputField> fields = new ArrayList<>();
        fields.add(InputField.choice(
                "decision",
                "审核结论",
                List.of("close", "return", "continue"),
                "必填：close 办结，return 退回，continue 继续推进（最后一期不可选）。"));
        fields.add(InputField.text("opinion", "审核意见", OPINION_LENGTH, "尚有单位未完成而办结时必填。"));
        fields.addAll(Returns.fields());
        return fields;
    }

    @Override
    public String draftKey(TaskContext task) {
        return work(task);
    }

    /** Under which key it is known who worked on it. */
    static String work(TaskContext task) {
        return "review/" + task.variable(CycleVariables.ROUND_ID);
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
        facts.addTo(view, roundView(round));
        view.put("mayContinue", !round.period().last());
        view.put("continueHint", round.period().last() ? "已是本计划最后一期，请办结或退回；确需延后的，请办理延期。" : null);
        view.put("sentBack", sentBack(task));
        return view;
    }

    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        Optional<ReviewStore.Review> last =
                reviews.all(task.id(CycleVariables.ROUND_ID)).stream().reduce((earlier, later) -> later);
        return last.filter(review ->
                        review.kind().equals("closing") || review.kind().equals("acceptance"))
                .filter(review -> review.decision().equals("return"))
                .map(review -> new SentBack(people.nameOf(review.decidedBy()), review.decidedAt(), review.opinion()))
                .orElse(null);
    }

    @Override
    public void check(TaskContext task, TaskInput input, Violations violations) {
        Round round = round(task);
        Measure measure = measures.get(round.measureKey());
        violations.addIf(!input.has("decision"), "decision", "decision-missing", "请选择“办结”“退回”或“继续推进”。");
        if (decides(input, "continue")) {
            violations.addIf(round.period().last(), "decision", "last-period", "已是本计划最后一期，请办结或退回；确需延后的，请办理延期。");
        }
        if (decides(input, "close")) {
            conditions.stream()
                    .flatMap(condition -> condition.obstacle(round.measureKey()).stream())
                    .forEach(missing -> violations.add("decision", "closing-condition", missing));
            violations.addIf(
                    measure.ongoing() && !round.period().last(),
                    "decision",
                    "ongoing-closes-the-year",
                    "持续推进的措施只能在本年度最后一期办结。");
            violations.addIf(
                    !RoundFacts.notDone(roundView(round)).isEmpty() && !input.has("opinion"),
                    "opinion",
                    "opinion-missing",
                    "尚有单位未报告完成，请说明办结的理由。");
        }
        if (decides(input, "return")) {
            returns.check(round.id(), input, violations);
        }
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Round round = round(task);
        String decision = input.text("decision").orElseThrow();
        String opinion = input.text("opinion").orElse(null);
        String lead = measures.leadOf(round.measureKey());
        ReviewStore.Review review =
                reviews.add(round.id(), "review", decision, opinion, task.user(), views.basis(round.id()));
        String said = opinion == null ? "" : "意见：" + opinion;
        switch (decision) {
            case "return" -> {
                reviews.addReturns(review.id(), returns.opinions(input));
                returns.ask(round, input, task.user());
                timeline.add(
                        round.measureKey(),
                        task.user(),
                        lead,
                        TimelineEvent.REVIEW_RETURNED,
                        "审核退回。" + returns.sentence(input));
            }
            case "close" ->
                timeline.add(round.measureKey(), task.user(), lead, TimelineEvent.REVIEW_CLOSING, "审核通过，提请办结。" + said);
            default ->
                timeline.add(round.measureKey(), task.user(), lead, TimelineEvent.REVIEW_CONTINUE, "审核通过，继续推进。" + said);
        }
        return Map.of();
    }

    private RoundViews.RoundView roundView(Round round) {
        return views.of(round.id(), Set.of(measures.leadOf(round.measureKey())));
    }

    private Round round(TaskContext task) {
        return rounds.get(task.id(CycleVariables.ROUND_ID));
    }

    private static boolean decides(TaskInput input, String decision) {
        return input.text("decision").filter(decision::equals).isPresent();
    }
}
