package org.greenplan.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.directory.Directory;
import org.greenplan.file.KeptFile;
import org.greenplan.plan.Indicator;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.MeasureViews;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Authors;
import org.greenplan.task.Inputs;
import org.greenplan.task.Option;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 填报进展: a unit's clerk writes; completing freezes a version that waits for the supervisor. */
@Component
class FillReportForm implements TaskForm<ReportInput, FillReportForm.View> {

    /** What the form shows. */
    record View(
            MeasureViews.MeasureView measure,
            String unit,
            String unitName,
            long roundId,
            String periodName,
            @Nullable String contribution,
            boolean late,
            List<Option> states,
            List<Option> qualities,
            @Nullable ReportView previous,
            @Nullable SentBack sentBack,
            boolean takenBack,
            List<KeptFile> files) {}

    private final ReportStore store;
    private final ReportRounds rounds;
    private final Reports reports;
    private final Signatures signatures;
    private final EvidenceStore evidence;
    private final MeasureCatalogue measures;
    private final MeasureViews measureViews;
    private final Timeline timeline;
    private final Directory directory;
    private final SubstanceCheck substance;
    private final Authors authors;

    FillReportForm(
            ReportStore store,
            ReportRounds rounds,
            Reports reports,
            Signatures signatures,
            EvidenceStore evidence,
            MeasureCatalogue measures,
            MeasureViews measureViews,
            Timeline timeline,
            Directory directory,
            SubstanceCheck substance,
            Authors authors) {
        this.store = store;
        this.rounds = rounds;
        this.reports = reports;
        this.signatures = signatures;
        this.evidence = evidence;
        this.measures = measures;
        this.measureViews = measureViews;
        this.timeline = timeline;
        this.directory = directory;
        this.substance = substance;
        this.authors = authors;
    }

    @Override
    public String taskKey() {
        return Step.FILL_REPORT.id();
    }

    @Override
    public Inputs<ReportInput> inputs() {
        return ReportInput.INPUTS;
    }

    @Override
    public String draftKey(TaskContext task) {
        return work(task);
    }

    /** Under which key it is known who worked on it. */
    static String work(TaskContext task) {
        return work(task.id("roundId"), task.variable("unit"));
    }

    static String work(long roundId, String unitCode) {
        return "report/" + roundId + "/" + unitCode;
    }

    @Override
    public @Nullable ReportInput initial(TaskContext task) {
        return store.newest(task.id("roundId"), task.variable("unit"))
                .map(version -> ReportInput.of(version.content()))
                .orElse(null);
    }

    @Override
    public void readAhead(Collection<TaskContext> tasks) {
        reports.readAheadOf(tasks);
    }

    @Override
    public View view(TaskContext task) {
        ReportRounds.Request request = request(task);
        return new View(
                measureViews.of(request.measureKey()),
                request.unitCode(),
                directory.nameOf(request.unitCode()),
                request.roundId(),
                request.periodName(),
                rounds.contribution(request.measureKey(), request.unitCode()),
                isLate(task),
                Arrays.stream(ReportState.values())
                        .map(state -> new Option(state.code(), state.label()))
                        .toList(),
                Arrays.stream(DataQuality.values())
                        .map(quality -> new Option(quality.code(), quality.label()))
                        .toList(),
                store.previous(request.measureKey(), request.unitCode(), request.roundId())
                        .map(reports::view)
                        .orElse(null),
                sentBack(task),
                store.newest(request.roundId(), request.unitCode())
                        .filter(ReportStore.Version::takenBackByUnit)
                        .isPresent(),
                evidence.of(request.measureKey(), request.unitCode(), request.roundId()));
    }

    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        ReportRounds.Request request = request(task);
        Optional<ReportStore.Version> last = store.newestLeft(request.roundId(), request.unitCode());
        if (last.isPresent() && last.get().status().equals("sent_back")) {
            return signatures
                    .latest(Signatures.Subject.REPORT, last.get().id())
                    .map(Signatures.Signed::sentBack)
                    .orElse(null);
        }
        return request.returned();
    }

    @Override
    public void check(TaskContext task, ReportInput input, Violations violations) {
        ReportRounds.Request request = request(task);
        Set<Long> known = measures.indicators(request.measureKey()).stream()
                .map(Indicator::id)
                .collect(Collectors.toSet());
        input.check(known, violations);
        try {
            evidence.requireUsable(input.evidence(), request.measureKey(), request.unitCode());
        } catch (RuleViolation unusable) {
            unusable.errors().forEach(error -> violations.add("evidence", error.code(), error.message()));
        }
    }

    @Override
    public void advise(TaskContext task, ReportInput input, Violations warnings) {
        substance.advise(request(task), input, warnings);
    }

    @Override
    public Map<String, Object> complete(TaskContext task, ReportInput input) {
        ReportRounds.Request request = request(task);
        evidence.hold(input.evidence());
        List<KeptFile> files = input.evidence().stream()
                .map(id -> evidence.find(id).orElseThrow())
                .toList();
        files.stream().map(KeptFile::uploadedBy).distinct().forEach(person -> authors.add(work(task), person));
        List<String> hashes = files.stream().map(KeptFile::sha256).toList();
        ReportStore.Version version = store.freeze(request, input.content(hashes), isLate(task), task.user());
        timeline.add(
                request.measureKey(),
                task.user(),
                request.unitCode(),
                TimelineEvent.REPORT_WRITTEN,
                "填报%s进展（第%d稿），提交本单位分管领导审签。".formatted(request.periodName(), version.number()));
        return Map.of();
    }

    private ReportRounds.Request request(TaskContext task) {
        return rounds.request(task.id("roundId"), task.variable("unit"));
    }

    private static boolean isLate(TaskContext task) {
        return Boolean.TRUE.equals(task.variables().get("late"));
    }
}
