package org.greenplan.submission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.directory.Directory;
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
        Map<String, Boolean> applies = asks.applies(submission.id());
        List<AskStore.Ask> asked = asks.all(submission.id());
        Map<String, IndicatorReport> given = given(submission, asked);
        Optional<SubmissionContent> before = lastYear.content(submission);
        List<SubmissionContent.Item> items = catalogue.items().stream()
                .map(item -> item(item, applies.getOrDefault(item.number(), item.applies()), asked, given, before))
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
        return catalogues.get(submission.catalogueId()).items().stream()
                .filter(item -> asked.stream().anyMatch(ask -> ask.item().equals(item.number())))
                .map(item -> item(item, true, asked, Map.of(unit, report), before))
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
            boolean applies,
            List<AskStore.Ask> asked,
            Map<String, IndicatorReport> given,
            Optional<SubmissionContent> before) {
        List<SubmissionContent.Source> sources = new ArrayList<>();
        List<IndicatorReport.Answer> answers = new ArrayList<>();
        for (AskStore.Ask ask : asked) {
            if (applies && ask.item().equals(item.number()) && given.containsKey(ask.unit())) {
                given.get(ask.unit()).answer(item.number()).ifPresent(answer -> {
                    answers.add(answer);
                    sources.add(source(ask.unit(), answer));
                });
            }
        }
        List<SubmissionContent.Part> parts = new ArrayList<>();
        Optional<SubmissionContent.Item> then = LastYear.item(before, item);
        for (int i = 0; i < item.parts().size(); i++) {
            parts.add(part(item.parts().get(i), i, answers, then));
        }
        return new SubmissionContent.Item(
                item.number(), item.domain(), item.task(), item.name(), item.attribute(), applies, parts, sources);
    }

    /** The value of the first supplier that gives one; else what the first of them says of its absence. */
    private static SubmissionContent.Part part(
            CatalogueItem.Part part,
            int position,
            List<IndicatorReport.Answer> answers,
            Optional<SubmissionContent.Item> then) {
        List<IndicatorReport.Value> values = answers.stream()
                .filter(answer -> position < answer.values().size())
                .map(answer -> answer.values().get(position))
                .filter(value -> !value.elsewhere())
                .toList();
        Optional<IndicatorReport.Value> counts = values.stream()
                .filter(value -> !value.amount().isEmpty())
                .findFirst()
                .or(() -> values.stream().findFirst());
        String before = LastYear.value(then, part.name());
        if (before.isEmpty()) {
            before = answers.stream()
                    .filter(answer -> position < answer.values().size())
                    .map(answer -> answer.values().get(position).lastYear())
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        return new SubmissionContent.Part(
                part.name(),
                part.unit(),
                part.target().text(),
                before,
                counts.map(IndicatorReport.Value::amount).orElse(""),
                counts.map(IndicatorReport.Value::state).orElse(null),
                counts.map(IndicatorReport.Value::attained).orElse(null));
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
