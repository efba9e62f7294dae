package org.greenplan.submission;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.directory.Directory;
import org.greenplan.report.ReportInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the units signed, item by item, as it goes to the platform. */
@Component
class Compilation {

    private final CatalogueStore catalogues;
    private final AskStore asks;
    private final IndicatorReportStore reports;
    private final SubmissionFileStore files;
    private final LastYear lastYear;
    private final Directory directory;

    Compilation(
            CatalogueStore catalogues,
            AskStore asks,
            IndicatorReportStore reports,
            SubmissionFileStore files,
            LastYear lastYear,
            Directory directory) {
        this.catalogues = catalogues;
        this.asks = asks;
        this.reports = reports;
        this.files = files;
        this.lastYear = lastYear;
        this.directory = directory;
    }

    /**
     * @param order codes of the units whose texts come first, in this order; the others follow in theirs
     * @param incompleteReason why it goes up although something is missing
     */
    SubmissionContent of(Submission submission, List<String> order, @Nullable String incompleteReason) {
        Catalogue catalogue = catalogues.get(submission.catalogueId());
        List<AskStore.Ask> asked = asks.all(submission.id());
        Map<String, IndicatorReport> given = given(submission, asked);
        Optional<SubmissionContent> before = lastYear.content(submission);
        List<SubmissionContent.Item> items = asks.assigned(submission.id(), catalogue.items()).stream()
                .map(item -> item(item, asked, given, before))
                .toList();
        return new SubmissionContent(
                submission.track().code(),
                submission.year(),
                catalogue.source(),
                catalogue.sample(),
                incompleteReason,
                items,
                chapters(asked, given, order));
    }

    /** What one unit's report says, item by item, beside last year. */
    List<SubmissionContent.Item> of(Submission submission, String unit, IndicatorReport report) {
        List<AskStore.Ask> asked = asks.of(submission.id(), unit);
        Optional<SubmissionContent> before = lastYear.content(submission);
        return asks
                .assigned(
                        submission.id(),
                        catalogues.get(submission.catalogueId()).items())
                .stream()
                .filter(item -> asked.stream().anyMatch(ask -> ask.item().equals(item.number())))
                .map(item -> item(item, asked, Map.of(unit, report), before).suppliedBy(unit))
                .toList();
    }

    private Map<String, IndicatorReport> given(Submission submission, List<AskStore.Ask> asked) {
        Map<String, IndicatorReport> given = new HashMap<>();
        for (String unit : asked.stream().map(AskStore.Ask::unit).distinct().toList()) {
            reports.signed(submission.id(), unit).ifPresent(version -> given.put(unit, version.content()));
        }
        return given;
    }

    private SubmissionContent.Item item(
            CatalogueItem item,
            List<AskStore.Ask> asked,
            Map<String, IndicatorReport> given,
            Optional<SubmissionContent> before) {
        List<SubmissionContent.Source> sources = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        Map<String, IndicatorReport.Answer> answers = new LinkedHashMap<>();
        for (AskStore.Ask ask : asked) {
            if (item.applies() && ask.item().equals(item.number())) {
                Optional.ofNullable(given.get(ask.unit()))
                        .flatMap(report -> report.answer(item.number()))
                        .ifPresentOrElse(
                                answer -> {
                                    answers.put(ask.unit(), answer);
                                    sources.add(source(ask.unit(), answer));
                                },
                                () -> silent.add(directory.nameOf(ask.unit())));
            }
        }
        List<SubmissionContent.Part> parts = new ArrayList<>();
        Optional<SubmissionContent.Item> then = LastYear.item(before, item);
        for (int i = 0; i < item.parts().size(); i++) {
            parts.add(part(item, i, answers, then));
        }
        return new SubmissionContent.Item(
                item.number(),
                item.domain(),
                item.task(),
                item.name(),
                item.attribute(),
                item.applies(),
                parts,
                sources,
                silent);
    }

    /** The value of the first supplier that gives one; else what the first of them says of its absence. */
    private static SubmissionContent.Part part(
            CatalogueItem item,
            int position,
            Map<String, IndicatorReport.Answer> answers,
            Optional<SubmissionContent.Item> then) {
        CatalogueItem.Part part = item.parts().get(position);
        List<IndicatorReport.Value> given = part.suppliers().stream()
                .flatMap(unit -> Optional.ofNullable(answers.get(unit)).stream())
                .filter(answer -> position < answer.values().size())
                .map(answer -> answer.values().get(position))
                .toList();
        List<IndicatorReport.Value> values =
                given.stream().filter(value -> !value.elsewhere()).toList();
        Optional<IndicatorReport.Value> counts = values.stream()
                .filter(value -> !value.amount().isEmpty())
                .findFirst()
                .or(() -> values.stream().findFirst());
        String before = LastYear.value(then, part.name());
        if (before.isEmpty()) {
            before = given.stream()
                    .map(IndicatorReport.Value::lastYear)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        String lastYearsValue = before;
        return new SubmissionContent.Part(
                part.name(),
                part.unit(),
                part.target().text(),
                before,
                counts.map(IndicatorReport.Value::amount).orElse(""),
                counts.map(IndicatorReport.Value::state).orElse(null),
                counts.map(value -> attained(part.target(), value, ReportInput.amount(lastYearsValue)))
                        .orElse(null),
                counts.map(IndicatorReport.Value::reason).orElse(""),
                item.applies() && !part.applies(),
                part.conditional(),
                part.suppliers().containsAll(item.suppliers()) ? List.of() : part.suppliers());
    }

    /** Computed here too: what a unit ticked, or an earlier reading of the target said, does not count against a figure. */
    private static Attained attained(Target target, IndicatorReport.Value value, @Nullable BigDecimal lastYear) {
        if (value.amount().isEmpty()) {
            return value.attained();
        }
        return target.attained(
                value.number().orElse(null), lastYear, value.judged() == null ? value.attained() : value.judged());
    }

    private SubmissionContent.Source source(String unit, IndicatorReport.Answer answer) {
        return new SubmissionContent.Source(
                unit,
                directory.nameOf(unit),
                answer.origin(),
                answer.asOf(),
                answer.explanation(),
                answer.evidence().stream()
                        .flatMap(id -> files.find(id).stream())
                        .filter(file -> file.struck() == null)
                        .map(file -> new SubmissionContent.File(file.id(), file.name(), file.size(), file.sha256()))
                        .toList());
    }

    private List<SubmissionContent.Chapter> chapters(
            List<AskStore.Ask> asked, Map<String, IndicatorReport> given, List<String> order) {
        return asked.stream()
                .filter(AskStore.Ask::isNarrative)
                .map(AskStore.Ask::unit)
                .filter(unit -> given.containsKey(unit) && given.get(unit).narrative() != null)
                .sorted(Comparator.comparingInt(unit -> order.contains(unit) ? order.indexOf(unit) : Integer.MAX_VALUE))
                .map(unit -> new SubmissionContent.Chapter(
                        unit,
                        directory.nameOf(unit),
                        String.valueOf(given.get(unit).narrative()),
                        given.get(unit).cases()))
                .toList();
    }
}
