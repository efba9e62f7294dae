package org.greenplan.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.greenplan.signing.FrozenJson;
import org.jspecify.annotations.Nullable;

/**
 * What is submitted for one track, as the bureau put it together from what the units signed. Its JSON is what is frozen,
 * hashed, signed by the leaders, and packed.
 *
 * @param track code of a {@link Track}
 * @param submissionYear the year in which it is submitted; the data are of the year before
 * @param catalogueSource where the catalogue came from
 * @param sample whether the catalogue is a sample that the bureau has not confirmed
 * @param incompleteReason why it goes up although something is missing; null when nothing is
 * @param items in the catalogue's order, those that do not apply included
 * @param chapters what units wrote (“两山”基地), in the order that the bureau gave them; none for the other track
 */
record SubmissionContent(
        String track,
        int submissionYear,
        String catalogueSource,
        boolean sample,
        @Nullable String incompleteReason,
        List<Item> items,
        List<Chapter> chapters) {

    private static final FrozenJson<SubmissionContent> JSON = new FrozenJson<>(SubmissionContent.class);

    /**
     * @param number as the catalogue prints it, e.g. 7 or 12-1
     * @param parts one without a name; several for a compound item
     * @param sources who supplied it, the first one answers for it; none where it does not apply or nothing came
     * @param silent names of units that were asked and have not answered
     */
    record Item(
            String number,
            String domain,
            String task,
            String name,
            String attribute,
            boolean applies,
            List<Part> parts,
            List<Source> sources,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> silent) {

        public Item {
            silent = silent == null ? List.of() : silent;
        }

        /** What one unit supplies of it. */
        Item suppliedBy(String unit) {
            return new Item(
                    number,
                    domain,
                    task,
                    name,
                    attribute,
                    applies,
                    parts.stream()
                            .filter(part -> !part.inapplicable())
                            .filter(part ->
                                    part.units().isEmpty() || part.units().contains(unit))
                            .toList(),
                    sources,
                    silent);
        }

        /** What units gave for one part of it: all that they gave, where all of them supply all of it. */
        List<Source> sources(Part part) {
            return part.units().isEmpty()
                    ? sources
                    : sources.stream()
                            .filter(source -> part.units().contains(source.unit()))
                            .toList();
        }
    }

    /**
     * One value of an item.
     *
     * @param name empty where the item has only this one
     * @param unit e.g. %; empty where there is none
     * @param target as printed
     * @param lastYear figure or words of last year; empty when not known
     * @param thisYear figure (plain digits) or words; empty when there is none
     * @param state null where the value is words, or nothing came
     * @param attained null where nothing came
     * @param reason why what cannot be computed was judged so; may be empty
     * @param inapplicable whether this part does not apply, although the item does
     * @param conditional whether it counts only where the thing exists (*)
     * @param units codes of those that supply it; empty where all of the item's suppliers do
     */
    record Part(
            String name,
            String unit,
            String target,
            String lastYear,
            String thisYear,
            @Nullable DataState state,
            @Nullable Attained attained,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean inapplicable,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean conditional,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> units) {

        public Part {
            reason = reason == null ? "" : reason;
            units = units == null ? List.of() : units;
        }

        /** With its mark, as the catalogue prints it. */
        String printedName() {
            return name + (conditional && !name.isEmpty() ? "*" : "");
        }
    }

    /**
     * What one unit gave for an item, beside the values.
     *
     * @param origin where the figure comes from, e.g. 2026年统计年鉴
     * @param asOf the day that the figure describes
     * @param explanation why it is (not) met, or when the figure comes; may be empty
     */
    record Source(
            String unit,
            String unitName,
            String origin,
            @Nullable LocalDate asOf,
            String explanation,
            List<File> evidence) {}

    /**
     * @param id of the file in the system
     * @param size in bytes
     * @param sha256 of its bytes, lower-case hex
     */
    record File(String id, String name, long size, String sha256) {}

    /** What one unit wrote on last year's progress. */
    record Chapter(String unit, String unitName, String narrative, List<Case> cases) {}

    /** A case (典型案例). */
    record Case(String title, String text) {}

    Track trackOf() {
        return Track.ofCode(track).orElseThrow();
    }

    /** The year that the data describe. */
    int dataYear() {
        return submissionYear - 1;
    }

    String toJson() {
        return JSON.write(this);
    }

    static SubmissionContent fromJson(String text) {
        return JSON.read(text);
    }
}
