package org.greenplan.cycle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenplan.directory.Directory;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.ReportRounds;
import org.greenplan.report.Signatures;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 协办会签: an assisting unit agrees, or dissents with an opinion that its supervisor signs before it leaves. */
@Component
class ConfirmReportForm implements TaskForm<ConfirmReportForm.Given, ConfirmReportForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure,
            String unitName,
            @Nullable String contribution,
            RoundViews.RoundView round,
            @Nullable String unsent,
            @Nullable SentBack sentBack) {}

    /** What an assisting unit may say. */
    enum Decision {
        AGREE,
        DISSENT
    }

    /** What is taken. */
    record Given(
            @Input(label = "会签意见", rule = "必填：agree 无意见，dissent 有意见。") @Nullable Decision decision,
            @Input(label = "意见", max = 2000, rule = "有意见时必填。") @Nullable String opinion) {

        boolean dissents() {
            return decision == Decision.DISSENT;
        }
    }

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);

    private final RoundStore rounds;
    private final RoundViews views;
    private final ConfirmationStore confirmations;
    private final MeasureViews measureViews;
    private final ReportRounds reportRounds;
    private final Signatures signatures;
    private final Directory directory;
    private final Timeline timeline;

    ConfirmReportForm(
            RoundStore rounds,
            RoundViews views,
            ConfirmationStore confirmations,
            MeasureViews measureViews,
            ReportRounds reportRounds,
            Signatures signatures,
            Directory directory,
            Timeline timeline) {
        this.rounds = rounds;
        this.views = views;
        this.confirmations = confirmations;
        this.measureViews = measureViews;
        this.reportRounds = reportRounds;
        this.signatures = signatures;
        this.directory = directory;
        this.timeline = timeline;
    }

    @Override
    public String taskKey() {
        return Step.CONFIRM_REPORT.id();
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
        return "confirm/" + task.variable(CycleVariables.ROUND_ID) + "/" + task.variable(CycleVariables.UNIT);
    }

    /** What the unit wrote last and its supervisor did not sign is there to be written anew. */
    @Override
    public @Nullable Given initial(TaskContext task) {
        return unsent(task).map(opinion -> new Given(null, opinion)).orElse(null);
    }

    /** The wording of the unit's last answer, if it was a dissent that never left the unit. */
    private Optional<String> unsent(TaskContext task) {
        return confirmations.all(task.id(CycleVariables.ROUND_ID)).stream()
                .filter(given -> given.unitCode().equals(task.variable(CycleVariables.UNIT)) && given.givenBy() != null)
                .reduce((earlier, later) -> later)
                .filter(given -> given.outcome().equals("dissented"))
                .filter(given -> signatures
                        .latest(Signatures.Subject.DISSENT, given.id())
                        .filter(Signatures.Signed::approved)
                        .isEmpty())
                .map(ConfirmationStore.Confirmation::opinion);
    }

    @Override
    public void readAhead(Collection<TaskContext> tasks) {
        views.readAheadOf(tasks);
    }

    @Override
    public View view(TaskContext task) {
        long roundId = task.id(CycleVariables.ROUND_ID);
        String unit = task.variable(CycleVariables.UNIT);
        Round round = rounds.get(roundId);
        return new View(
                measureViews.of(round.measureKey()),
                directory.nameOf(unit),
                reportRounds.contribution(round.measureKey(), unit),
                views.of(roundId, Set.of(unit)).withoutUnsigned(),
                unsent(task).orElse(null),
                sentBack(task));
    }

    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        return confirmations
                .latest(task.id(CycleVariables.ROUND_ID), task.variable(CycleVariables.UNIT))
                .flatMap(last -> signatures.latest(Signatures.Subject.DISSENT, last.id()))
                .filter(signed -> !signed.approved())
                .map(Signatures.Signed::sentBack)
                .orElse(null);
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        violations.addIf(input.decision() == null, "decision", "decision-missing", "请选择“无意见”或“有意见”。");
        violations.addIf(
                input.dissents() && input.opinion() == null, "opinion", "opinion-missing", "请写明具体意见，便于牵头部门协调。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        Round round = rounds.get(task.id(CycleVariables.ROUND_ID));
        String unit = task.variable(CycleVariables.UNIT);
        boolean dissents = input.dissents();
        rounds.moveConfirmer(round.id(), unit, List.of("expected"), dissents ? "dissenting" : "confirmed", dissents);
        confirmations.add(
                round.id(), unit, dissents ? "dissented" : "confirmed", dissents ? input.opinion() : null, task.user());
        if (!dissents) {
            timeline.add(round.measureKey(), task.user(), unit, TimelineEvent.CONFIRMED, "会签无意见。");
        } else {
            timeline.add(round.measureKey(), task.user(), unit, TimelineEvent.DISSENT_WRITTEN, "拟提出会签意见，提交本单位分管领导审签。");
        }
        return Map.of();
    }
}
