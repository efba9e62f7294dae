package org.greenplan.submission;

import java.util.List;
import java.util.Objects;

/**
 * How much of a submission is there, counted in items that apply, and in parts where a compound item has several.
 *
 * @param answered items for which the signed answers of all that were asked are there
 * @param pending parts whose figure is not published yet
 * @param open parts for which no unit gave a value, although each said another one would
 */
record Completeness(int applicable, int answered, int attained, int notAttained, int pending, int open) {

    static Completeness of(SubmissionContent content) {
        List<SubmissionContent.Item> items =
                content.items().stream().filter(SubmissionContent.Item::applies).toList();
        List<SubmissionContent.Part> parts = items.stream()
                .filter(item -> !item.sources().isEmpty())
                .flatMap(item -> item.parts().stream())
                .filter(part -> !part.inapplicable())
                .toList();
        return new Completeness(
                items.size(),
                (int) items.stream()
                        .filter(item ->
                                !item.sources().isEmpty() && item.silent().isEmpty())
                        .count(),
                count(parts, Attained.YES),
                count(parts, Attained.NO),
                (int) parts.stream()
                        .filter(part -> part.state() == DataState.PENDING)
                        .count(),
                (int) parts.stream()
                        .filter(part -> part.thisYear().isEmpty() && part.state() != DataState.PENDING)
                        .count());
    }

    private static int count(List<SubmissionContent.Part> parts, Attained wanted) {
        return (int) parts.stream()
                .filter(part -> Objects.equals(part.attained(), wanted))
                .count();
    }

    /** Items for which nothing came from somebody who was asked. */
    public int missing() {
        return applicable - answered;
    }

    /** Whether nothing is missing; a figure that is not published yet is. */
    public boolean whole() {
        return missing() == 0 && pending == 0 && open == 0;
    }
}
