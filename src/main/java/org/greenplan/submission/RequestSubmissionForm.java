package org.greenplan.submission;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.Option;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 发起平台报送: the bureau opens a submission by hand. */
@Component
class RequestSubmissionForm implements TaskForm<RequestSubmissionForm.Given, RequestSubmissionForm.View> {

    /** What the form shows. */
    record View(List<Option> years, List<Option> tracks, List<String> opened) {}

    /** What is taken. */
    record Given(
            @Input(label = "报送年度", rule = "必填，在哪一年向平台报送；数据是上一年度的。") @Nullable Integer submissionYear,
            @Input(label = "报送类别", rule = "必填，同一年度同一类别只能发起一次。") @Nullable Track track) {}

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);
    private static final int YEARS_BACK = 1;

    private final SubmissionStore submissions;
    private final CatalogueStore catalogues;
    private final Clock clock;

    RequestSubmissionForm(SubmissionStore submissions, CatalogueStore catalogues, Clock clock) {
        this.submissions = submissions;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    @Override
    public String taskKey() {
        return Step.REQUEST_SUBMISSION.id();
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
    }

    @Override
    public View view(TaskContext task) {
        int thisYear = LocalDate.now(clock).getYear();
        return new View(
                List.of(thisYear - YEARS_BACK, thisYear, thisYear + 1).stream()
                        .map(year -> new Option(Integer.toString(year), "%d年报送（%d年度数据）".formatted(year, year - 1)))
                        .toList(),
                Arrays.stream(Track.values())
                        .map(track -> new Option(track.code(), track.label() + "（" + track.subject() + "）"))
                        .toList(),
                submissions.all().stream()
                        .map(submission ->
                                submission.subject() + "：" + submission.state().label())
                        .toList());
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        int thisYear = LocalDate.now(clock).getYear();
        Integer year = Optional.ofNullable(input.submissionYear())
                .filter(given -> given >= thisYear - YEARS_BACK && given <= thisYear + 1)
                .orElse(null);
        Track track = input.track();
        violations.addIf(year == null, SubmissionVariables.SUBMISSION_YEAR, "year-missing", "请选择报送年度。");
        violations.addIf(track == null, SubmissionVariables.TRACK, "track-missing", "请选择报送类别。");
        if (year == null || track == null) {
            return;
        }
        violations.addIf(
                submissions.find(track, year).isPresent(),
                SubmissionVariables.TRACK,
                "submission-opened",
                SubmissionStore.opened(track, year).getMessage());
        violations.addIf(
                catalogues.inForce(track, year).isEmpty(),
                SubmissionVariables.TRACK,
                "no-catalogue",
                "%s还没有指标目录，请先在“平台报送→指标目录”导入。".formatted(track.label()));
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        return Map.of(
                SubmissionVariables.SUBMISSION_YEAR,
                Objects.requireNonNull(input.submissionYear()),
                SubmissionVariables.TRACK,
                Objects.requireNonNull(input.track()).code());
    }
}
