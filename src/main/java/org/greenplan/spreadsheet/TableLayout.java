package org.greenplan.spreadsheet;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a table with a heading looks like.
 *
 * @param otherNames other words in the heading, and the column that each stands for
 * @param filledDown columns in which a cell may be merged over any rows
 * @param groups null where each row stands for itself
 */
public record TableLayout(
        List<String> columns, Map<String, String> otherNames, Set<String> filledDown, @Nullable Groups groups) {

    /**
     * Rows that belong together: a cell may be merged over those of one group in every column.
     *
     * @param by the column that tells a group
     * @param spread columns, each with the one right of it that its cells, and its heading, may be merged with; what is
     *     right is blank then
     */
    public record Groups(String by, Map<String, String> spread) {}

    static TableLayout plain(List<String> columns, Set<String> filledDown) {
        return new TableLayout(columns, Map.of(), filledDown, null);
    }

    /** The column that a word in the heading names; the word itself where it is none. */
    String column(String heading) {
        String word = Normalizer.normalize(heading, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]+", "");
        String column = otherNames.getOrDefault(word, word);
        return columns.contains(column) ? column : heading;
    }

    boolean isColumn(String heading) {
        return columns.contains(column(heading));
    }

    /** The column that may be right of this one under one heading; null where none may. */
    @Nullable
    String spreadOf(@Nullable String column) {
        return groups == null || column == null ? null : groups.spread().get(column);
    }
}
