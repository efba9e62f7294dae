package org.greenplan.cycle;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Coded;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 牵头审核: close, return to chosen units with an opinion each, or go on to the next period. */
@Component
class ReviewMeasureForm implements TaskForm<ReviewMeasureForm.Given, ReviewMeasureForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure,
            @JsonUnwrapped RoundFacts.Facts facts,
            boolean mayContinue,
            @Nullable String continueHint,
            @Nullable SentBack sentBack) {}

    /** What the lead may decide. */
    enum Decision implements Coded {
        CLOSE,
        RETURN,
        CONTINUE
    }

    /** What is taken. */
    record Given(
            @Input(label = "审核结论", rule = "必填：close 办结，return 退回，continue 继续推进（最后一期不可选）。") @Nullable Decision decision,
            @Input(label = "审核意见", max = 2000, rule = "尚有单位未完成而办结时必填。") @Nullable String opinion,
            @Input(label = "退回单位", max = Returns.MOST_UNITS, rule = Returns.RETURNS_RULE) List<Returns.Return> returns,
            @Input(label = "重新会签单位", max = Returns.MOST_UNITS, rule = Returns.RECONFIRM_RULE) List<String> reconfirm)
            implements Returns.Given {}

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);

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
        return Step.REVIEW_MEASURE.id();
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
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
    public View view(TaskContext task) {
        Round round = round(task);
        return new View(
                measureViews.of(round.measureKey()),
                facts.of(roundView(round)),
                !round.period().last(),
                round.period().last() ? "已是本计划最后一期，请办结或退回；确需延后的，请办理延期。" : null,
                sentBack(task));
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
    public void check(TaskContext task, Given input, Violations violations) {
        Round round = round(task);
        Measure measure = measures.get(round.measureKey());
        violations.addIf(input.decision() == null, "decision", "decision-missing", "请选择“办结”“退回”或“继续推进”。");
        if (input.decision() == Decision.CONTINUE) {
            violations.addIf(round.period().last(), "decision", "last-period", "已是本计划最后一期，请办结或退回；确需延后的，请办理延期。");
        }
        if (input.decision() == Decision.CLOSE) {
            conditions.stream()
                    .flatMap(condition -> condition.obstacle(round.measureKey()).stream())
                    .forEach(missing -> violations.add("decision", "closing-condition", missing));
            violations.addIf(
                    measure.ongoing() && !round.period().last(),
                    "decision",
                    "ongoing-closes-the-year",
                    "持续推进的措施只能在本年度最后一期办结。");
            violations.addIf(
                    !RoundFacts.notDone(roundView(round)).isEmpty() && input.opinion() == null,
                    "opinion",
                    "opinion-missing",
                    "尚有单位未报告完成，请说明办结的理由。");
        }
        if (input.decision() == Decision.RETURN) {
            returns.check(round.id(), input, violations);
        }
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        Round round = round(task);
        Decision decision = Objects.requireNonNull(input.decision());
        String opinion = input.opinion();
        String lead = measures.leadOf(round.measureKey());
        ReviewStore.Review review =
                reviews.add(round.id(), "review", decision.code(), opinion, task.user(), views.basis(round.id()));
        String said = opinion == null ? "" : "意见：" + opinion;
        switch (decision) {
            case RETURN -> {
                reviews.addReturns(review.id(), input.opinions());
                returns.ask(round, input, task.user());
                timeline.add(
                        round.measureKey(),
                        task.user(),
                        lead,
                        TimelineEvent.REVIEW_RETURNED,
                        "审核退回。" + returns.sentence(input));
            }
            case CLOSE ->
                timeline.add(round.measureKey(), task.user(), lead, TimelineEvent.REVIEW_CLOSING, "审核通过，提请办结。" + said);
            case CONTINUE ->
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
}
