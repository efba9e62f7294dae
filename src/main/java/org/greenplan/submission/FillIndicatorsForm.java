package org.greenplan.submission;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Signatures;
import org.greenplan.task.Authors;
import org.greenplan.task.Inputs;
import org.greenplan.task.Option;
import org.greenplan.task.SentBack;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 填报指标: a unit's clerk gives what the unit supplies; completing freezes a version that waits for the supervisor. */
@Component
class FillIndicatorsForm implements TaskForm<IndicatorInput, FillIndicatorsForm.View> {

    /** What the form shows. */
    record View(
            long submissionId,
            String subject,
            int dataYear,
            String unit,
            String unitName,
            String deadline,
            List<ItemsToFill.ItemToFill> items,
            boolean narrative,
            @Nullable SentBack narrativeReturned,
            @Nullable String narrativeBefore,
            List<Option> states,
            List<Option> judgements,
            @Nullable SentBack sentBack) {}

    private final SubmissionStore submissions;
    private final AskedItems askedItems;
    private final IndicatorReportStore store;
    private final SubmissionFileStore files;
    private final LastYear lastYear;
    private final ItemsToFill items;
    private final SubmissionCalendar calendar;
    private final SubmissionTimeline timeline;
    private final Signatures signatures;
    private final Directory directory;
    private final People people;
    private final Authors authors;
    private final Clock clock;

    FillIndicatorsForm(
            SubmissionStore submissions,
            AskedItems askedItems,
            IndicatorReportStore store,
            SubmissionFileStore files,
            LastYear lastYear,
            ItemsToFill items,
            SubmissionCalendar calendar,
            SubmissionTimeline timeline,
            Signatures signatures,
            Directory directory,
            People people,
            Authors authors,
            Clock clock) {
        this.submissions = submissions;
        this.askedItems = askedItems;
        this.store = store;
        this.files = files;
        this.lastYear = lastYear;
        this.items = items;
        this.calendar = calendar;
        this.timeline = timeline;
        this.signatures = signatures;
        this.directory = directory;
        this.people = people;
        this.authors = authors;
        this.clock = clock;
    }

    @Override
    public String taskKey() {
        return Step.FILL_INDICATORS.id();
    }

    @Override
    public Inputs<IndicatorInput> inputs() {
        return IndicatorInput.INPUTS;
    }

    @Override
    public String draftKey(TaskContext task) {
        return work(task);
    }

    /** Under which key it is known who worked on it. */
    static String work(TaskContext task) {
        return work(task.id(SubmissionVariables.SUBMISSION_ID), unit(task));
    }

    static String work(long submissionId, String unit) {
        return "indicators/" + submissionId + "/" + unit;
    }

    /** What the unit wrote last. */
    @Override
    public @Nullable IndicatorInput initial(TaskContext task) {
        Submission submission = submission(task);
        String unit = unit(task);
        AskedItems.Asked asked = askedItems.of(submission, unit);
        IndicatorReport own = store.newest(submission.id(), unit)
                .map(IndicatorReportStore.Version::content)
                .orElse(IndicatorReport.empty());
        List<IndicatorInput.Row> rows = asked.items().stream()
                .map(item -> own.answer(item.number())
                        .map(IndicatorInput.Row::of)
                        .orElseGet(() -> IndicatorInput.Row.of(item.number())))
                .toList();
        return asked.narrative()
                ? new IndicatorInput(
                        rows,
                        own.narrative(),
                        own.cases().stream().map(IndicatorInput.Case::of).toList())
                : new IndicatorInput(rows, null, List.of());
    }

    @Override
    public View view(TaskContext task) {
        Submission submission = submission(task);
        String unit = unit(task);
        AskedItems.Asked asked = askedItems.of(submission, unit);
        Optional<SubmissionContent> before = lastYear.content(submission);
        return new View(
                submission.id(),
                submission.subject(),
                submission.dataYear(),
                unit,
                directory.nameOf(unit),
                Times.day(calendar.of(submission.year()).deadline()),
                items.of(submission, unit, asked, before),
                asked.narrative(),
                asked.narrative() ? items.returned(asked.asks().get(AskStore.NARRATIVE)) : null,
                before.map(SubmissionContent::chapters).orElse(List.of()).stream()
                        .filter(chapter -> chapter.unit().equals(unit))
                        .map(SubmissionContent.Chapter::narrative)
                        .findFirst()
                        .orElse(null),
                Arrays.stream(DataState.values())
                        .map(state -> new Option(state.code(), state.label()))
                        .toList(),
                Arrays.stream(Attained.values())
                        .map(attained -> new Option(attained.code(), attained.label()))
                        .toList(),
                sentBack(task));
    }

    /** The supervisor's opinion; else that the bureau wants something again. */
    @Override
    public @Nullable SentBack sentBack(TaskContext task) {
        Submission submission = submission(task);
        Optional<IndicatorReportStore.Version> newest = store.newest(submission.id(), unit(task));
        Optional<SentBack> bySupervisor = newest.filter(version -> version.is("sent_back"))
                .flatMap(version -> signatures.latest(Signatures.Subject.INDICATORS, version.id()))
                .map(Signatures.Signed::sentBack);
        if (bySupervisor.isPresent()) {
            return bySupervisor.get();
        }
        if (newest.filter(version -> version.is("taken_back")).isPresent()) {
            return null;
        }
        List<AskStore.Ask> again = askedItems.of(submission, unit(task)).asks().values().stream()
                .filter(ask -> ask.opinion() != null)
                .toList();
        return again.isEmpty()
                ? null
                : new SentBack(
                        people.nameOf(String.valueOf(again.get(0).returnedBy())),
                        again.get(0).returnedAt(),
                        again.stream()
                                .map(ask -> (ask.isNarrative() ? "工作进展" : "指标" + ask.item()) + "：" + ask.opinion())
                                .collect(Collectors.joining("\n")));
    }

    @Override
    public void check(TaskContext task, IndicatorInput input, Violations violations) {
        Submission submission = submission(task);
        AskedItems.Asked asked = askedItems.of(submission, unit(task));
        new IndicatorRules(input, unit(task), asked.items(), lastYear.content(submission), violations)
                .check(asked.narrative());
        input.rowOf()
                .forEach((number, row) -> files.check(
                        input.items().get(row).evidence(),
                        new SubmissionFileStore.Place(submission.id(), unit(task), number),
                        "items[" + row + "].evidence",
                        violations));
    }

    @Override
    public void advise(TaskContext task, IndicatorInput input, Violations warnings) {
        Submission submission = submission(task);
        String unit = unit(task);
        new IndicatorRules(input, unit, askedItems.of(submission, unit).items(), lastYear.content(submission), warnings)
                .advise(submission.dataYear(), LocalDate.now(clock));
    }

    @Override
    public Map<String, Object> complete(TaskContext task, IndicatorInput input) {
        Submission submission = submission(task);
        String unit = unit(task);
        AskedItems.Asked asked = askedItems.of(submission, unit);
        IndicatorReport before = store.signed(submission.id(), unit)
                .map(IndicatorReportStore.Version::content)
                .orElse(IndicatorReport.empty());
        IndicatorReport report = input.report(
                unit, asked.items(), lastYear.content(submission), asked.narrative(), before, id -> files.find(id)
                        .orElseThrow()
                        .sha256());
        List<String> evidence = input.rowOf().values().stream()
                .flatMap(row -> input.items().get(row).evidence().stream())
                .toList();
        files.hold(evidence);
        files.uploaders(evidence).forEach(person -> authors.add(work(task), person));
        IndicatorReportStore.Version version = store.freeze(submission.id(), unit, report, task.user());
        timeline.add(
                submission,
                task.user(),
                unit,
                TimelineEvent.INDICATORS_WRITTEN,
                "填报%d项指标（第%d稿），提交本单位分管领导审签。".formatted(asked.items().size(), version.number()));
        return Map.of();
    }

    private Submission submission(TaskContext task) {
        return submissions.get(task.id(SubmissionVariables.SUBMISSION_ID));
    }

    private static String unit(TaskContext task) {
        return task.variable(SubmissionVariables.UNIT);
    }
}
