package org.greenplan.submission;

import java.util.List;
import java.util.Optional;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.report.ReportedFigures;
import org.greenplan.task.SentBack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The items a unit is asked for, as 填报指标 shows them: target, last year, what the plan has, why it came back. */
@Component
class ItemsToFill {

    /**
     * An item as the form shows it.
     *
     * @param others names of the units that supply it too
     * @param before last year's answer of any unit; null when there is none
     * @param returned why the bureau wants it again; null when it does not
     */
    record ItemToFill(
            String number,
            String domain,
            String name,
            String attribute,
            List<PartToFill> parts,
            List<String> others,
            @Nullable ItemView before,
            @Nullable List<String> ownFilesBefore,
            List<ReportedOnce.Offer> offers,
            @Nullable SentBack returned) {}

    /**
     * @param comparator code; null where somebody has to judge
     * @param amount of the target; null where somebody has to judge
     * @param lastYear figure or words; empty when the system does not know
     */
    record PartToFill(
            String name,
            String unit,
            String target,
            boolean numeric,
            @Nullable String comparator,
            @Nullable String amount,
            String lastYear) {}

    private final ReportedOnce reportedOnce;
    private final Directory directory;
    private final People people;

    ItemsToFill(ReportedOnce reportedOnce, Directory directory, People people) {
        this.reportedOnce = reportedOnce;
        this.directory = directory;
        this.people = people;
    }

    List<ItemToFill> of(
            Submission submission, String unit, AskedItems.Asked asked, Optional<SubmissionContent> lastYear) {
        List<ReportedFigures.Figure> reported = reportedOnce.of(submission, unit);
        return asked.items().stream()
                .map(item -> item(item, unit, asked, lastYear, reported))
                .toList();
    }

    private ItemToFill item(
            CatalogueItem item,
            String unit,
            AskedItems.Asked asked,
            Optional<SubmissionContent> lastYear,
            List<ReportedFigures.Figure> reported) {
        Optional<SubmissionContent.Item> before = LastYear.item(lastYear, item);
        return new ItemToFill(
                item.number(),
                item.domain(),
                item.name(),
                item.attribute(),
                item.parts().stream().map(part -> part(part, before)).toList(),
                item.suppliers().stream()
                        .filter(other -> !other.equals(unit))
                        .map(directory::nameOf)
                        .toList(),
                before.map(ItemView::of).orElse(null),
                before.stream()
                        .flatMap(then -> then.sources().stream())
                        .filter(source -> source.unit().equals(unit))
                        .flatMap(source -> source.evidence().stream())
                        .map(SubmissionContent.File::id)
                        .toList(),
                reportedOnce.offers(item, reported),
                returned(asked.asks().get(item.number())));
    }

    private static PartToFill part(CatalogueItem.Part part, Optional<SubmissionContent.Item> before) {
        return new PartToFill(
                part.name(),
                part.unit(),
                part.targetText(),
                part.numeric(),
                part.target().comparator() == null
                        ? null
                        : part.target().comparator().code(),
                part.target().amount() == null ? null : part.target().amount().toPlainString(),
                LastYear.value(before, part.name()));
    }

    /** Why the bureau wants it again; null when it does not. */
    @Nullable
    SentBack returned(AskStore.@Nullable Ask ask) {
        return ask == null || ask.opinion() == null
                ? null
                : new SentBack(people.nameOf(String.valueOf(ask.returnedBy())), ask.returnedAt(), ask.opinion());
    }
}
