package org.greenplan.cycle;

import java.util.Collection;
import java.util.HashMap;
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
import org.greenplan.task.InputField;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 协办会签: an assisting unit agrees, or dissents with an opinion that its supervisor signs before it leaves. */
@Component
class ConfirmReportForm implements TaskForm {

    private static final String DISSENT = "dissent";
    private static final int OPINION_LENGTH = 2000;

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
        return "userTask_confirmReport";
    }

    @Override
    public List<InputField> inputs() {
        return List.of(
                InputField.choice("decision", "会签意见", List.of("agree", DISSENT), "必填：agree 无意见，dissent 有意见。"),
                InputField.text("opinion", "意见", OPINION_LENGTH, "有意见时必填。"));
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
    public Map<String, Object> initial(TaskContext task) {
        return unsent(task)
                .<Map<String, Object>>map(opinion -> Map.of("opinion", opinion))
                .orElse(Map.of());
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
    public Map<String, Object> view(TaskContext task) {
        long roundId = task.id(CycleVariables.ROUND_ID);
        String unit = task.variable(CycleVariables.UNIT);
        Round round = rounds.get(roundId);
        Map<String, Object> view = new HashMap<>();
        view.put("measure", measureViews.of(round.measureKey()));
        view.put("unitName", directory.nameOf(unit));
        view.put("contribution", reportRounds.contribution(round.measureKey(), unit));
        view.put("round", views.of(roundId, Set.of(unit)).withoutUnsigned());
        view.put("unsent", unsent(task).orElse(null));
        view.put("sentBack", sentBack(task));
        return view;
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
    public void check(TaskContext task, TaskInput input, Violations violations) {
        violations.addIf(!input.has("decision"), "decision", "decision-missing", "请选择“无意见”或“有意见”。");
        violations.addIf(dissents(input) && !input.has("opinion"), "opinion", "opinion-missing", "请写明具体意见，便于牵头部门协调。");
    }

    @Override
    public Map<String, Object> complete(TaskContext task, TaskInput input) {
        Round round = rounds.get(task.id(CycleVariables.ROUND_ID));
        String unit = task.variable(CycleVariables.UNIT);
        boolean dissents = dissents(input);
        rounds.moveConfirmer(round.id(), unit, List.of("expected"), dissents ? "dissenting" : "confirmed", dissents);
        confirmations.add(
                round.id(),
                unit,
                dissents ? "dissented" : "confirmed",
                dissents ? input.text("opinion").orElse(null) : null,
                task.user());
        if (!dissents) {
            timeline.add(round.measureKey(), task.user(), unit, TimelineEvent.CONFIRMED, "会签无意见。");
        } else {
            timeline.add(round.measureKey(), task.user(), unit, TimelineEvent.DISSENT_WRITTEN, "拟提出会签意见，提交本单位分管领导审签。");
        }
        return Map.of();
    }

    private static boolean dissents(TaskInput input) {
        return input.text("decision").filter(DISSENT::equals).isPresent();
    }
}
