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
     * @param before last year's answer of any unit; null when there is none
     * @param returned why the bureau wants it again; null when it does not
     */
    record ItemToFill(
            String number,
            String domain,
            String name,
            String attribute,
            List<PartToFill> parts,
            @Nullable ItemView before,
            @Nullable List<String> ownFilesBefore,
            List<ReportedOnce.Offer> offers,
            @Nullable SentBack returned) {}

    /**
     * @param asked whether the unit supplies this part
     * @param others names of the units that supply it too; where the unit is not asked, instead
     * @param bound a part of the target that is computed; null where there is none
     * @param trend a part of the target that is computed against last year; null where there is none
     * @param judged the words that somebody has to judge; empty where there are none
     * @param needsReason whether what is judged needs a reason
     * @param lastYear figure or words; empty when the system does not know
     */
    record PartToFill(
            String name,
            boolean conditional,
            String unit,
            String target,
            boolean asked,
            List<String> others,
            boolean numeric,
            @Nullable Bound bound,
            Target.@Nullable Trend trend,
            String judged,
            boolean needsReason,
            CatalogueItem.Notes notes,
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
                item.parts().stream().map(part -> part(part, unit, before)).toList(),
                before.map(ItemView::of).orElse(null),
                before.stream()
                        .flatMap(then -> then.sources().stream())
                        .filter(source -> source.unit().equals(unit))
                        .flatMap(source -> source.evidence().stream())
                        .map(SubmissionContent.File::id)
                        .toList(),
                reportedOnce.offers(item, reported).stream()
                        .filter(offer -> item.parts().get(offer.part()).asks(unit))
                        .toList(),
                returned(asked.asks().get(item.number())));
    }

    private PartToFill part(CatalogueItem.Part part, String unit, Optional<SubmissionContent.Item> before) {
        Target target = part.target();
        return new PartToFill(
                part.name(),
                part.conditional(),
                part.unit(),
                part.targetText(),
                part.asks(unit),
                part.suppliers().stream()
                        .filter(other -> !other.equals(unit))
                        .map(directory::nameOf)
                        .toList(),
                part.numeric(),
                target.bound(),
                target.trend(),
                target.judged(),
                IndicatorRules.needsReason(target),
                part.notes(),
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
