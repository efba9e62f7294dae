package org.greenplan.submission;

import java.util.List;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.jspecify.annotations.Nullable;

/**
 * An item with its values as people read it, in forms and on pages.
 *
 * @param standing in a word where there are no values: 不适用 or 未报; empty else
 */
record ItemView(
        String number,
        String domain,
        String name,
        String attribute,
        String standing,
        List<PartView> parts,
        List<SourceView> sources) {

    /**
     * @param target with its unit
     * @param thisYear with its unit; words where there is no figure
     * @param attained code; empty where there is no value
     * @param reason why what cannot be computed was judged so
     * @param units names of those that gave it, where others gave other parts; empty else
     */
    public record PartView(
            String name,
            String target,
            String lastYear,
            String thisYear,
            String stateText,
            String attained,
            String attainedText,
            String reason,
            String units) {}

    /** What one unit gave beside the values. */
    public record SourceView(
            String unit, String unitName, String origin, String asOf, String explanation, List<FileView> files) {}

    /** To be had at {@code /api/files/<id>}. */
    public record FileView(String id, String name, long size) {}

    static ItemView of(SubmissionContent.Item item) {
        return new ItemView(
                item.number(),
                item.domain(),
                item.name(),
                item.attribute(),
                !item.applies() ? "不适用" : item.sources().isEmpty() ? "未报" : "",
                item.parts().stream().map(part -> part(item, part)).toList(),
                item.sources().stream().map(ItemView::source).toList());
    }

    private static PartView part(SubmissionContent.Item item, SubmissionContent.Part part) {
        return new PartView(
                part.printedName(),
                Target.of(part.target(), part.unit()).shown(part.unit()),
                withUnit(part.lastYear(), part),
                part.inapplicable()
                        ? "不适用"
                        : part.thisYear().isEmpty() && part.state() != null
                                ? part.state().label()
                                : withUnit(part.thisYear(), part),
                part.state() == null || !part.state().hasFigure()
                        ? ""
                        : part.state().label(),
                part.attained() == null ? "" : part.attained().code(),
                part.attained() == null ? "" : part.attained().label(),
                part.reason(),
                part.units().isEmpty()
                        ? ""
                        : item.sources(part).stream()
                                .map(SubmissionContent.Source::unitName)
                                .collect(Collectors.joining("、")));
    }

    private static String withUnit(@Nullable String value, SubmissionContent.Part part) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return value + (value.matches("-?[0-9.]+") ? part.unit() : "");
    }

    private static SourceView source(SubmissionContent.Source source) {
        return new SourceView(
                source.unit(),
                source.unitName(),
                source.origin(),
                Times.day(source.asOf()),
                source.explanation(),
                source.evidence().stream()
                        .map(file -> new FileView(file.id(), file.name(), file.size()))
                        .toList());
    }
}
