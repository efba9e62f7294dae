package org.greenplan.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A draft seen as the cells of its lines, and while cells are written into it. */
final class DraftCells {

    private static final String ELSEWHERE = "elsewhere";
    private static final Set<String> WHERE = Set.of("elsewhereSystem", "elsewhereNumber", "elsewhereDate");
    private static final String VALUES = "values";
    private static final String INDICATOR = "indicatorId";

    private final Map<String, Object> values = new HashMap<>();

    DraftCells(Map<String, ? extends @Nullable Object> draft) {
        draft.forEach((name, value) -> {
            if (value != null) {
                values.put(name, value);
            }
        });
    }

    /** What the draft says in this line under this name; empty when nothing. */
    static String text(WorkbookLine line, String input) {
        Map<String, ? extends @Nullable Object> draft = line.row().values();
        if (line.indicator() != null) {
            return valuesOf(draft).stream()
                    .filter(value -> isOf(value, line.indicator()))
                    .findFirst()
                    .map(value -> textOf(value.get(input)))
                    .orElse("");
        }
        return WHERE.contains(input) && !isElsewhere(draft) ? "" : textOf(draft.get(input));
    }

    void put(WorkbookLine line, String input, Object value) {
        if (line.indicator() != null) {
            putValue(line.indicator(), input, value);
            return;
        }
        if (WHERE.contains(input) && !isElsewhere(values)) {
            WHERE.forEach(name -> values.put(name, ""));
        }
        values.put(input, value);
        if (WHERE.contains(input)) {
            values.put(ELSEWHERE, WHERE.stream().anyMatch(name -> !textOf(values.get(name))
                    .isBlank()));
        }
    }

    Map<String, Object> values() {
        return values;
    }

    private void putValue(WorkbookIndicator indicator, String input, Object value) {
        List<Map<String, Object>> rows = new ArrayList<>(valuesOf(values));
        int at = 0;
        while (at < rows.size() && !isOf(rows.get(at), indicator)) {
            at++;
        }
        Map<String, Object> row = new HashMap<>(at < rows.size() ? rows.remove(at) : Map.of(INDICATOR, indicator.id()));
        row.put(input, value);
        rows.add(at, row);
        values.put(VALUES, rows);
    }

    private static boolean isElsewhere(Map<String, ? extends @Nullable Object> draft) {
        return textOf(draft.get(ELSEWHERE)).equals("true");
    }

    private static boolean isOf(Map<String, Object> value, WorkbookIndicator indicator) {
        return textOf(value.get(INDICATOR)).equals(String.valueOf(indicator.id()));
    }

    /** A draft may hold anything; what is no list of objects counts as none. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> valuesOf(Map<String, ? extends @Nullable Object> draft) {
        return draft.get(VALUES) instanceof List<?> rows
                ? rows.stream()
                        .filter(Map.class::isInstance)
                        .map(row -> (Map<String, Object>) row)
                        .toList()
                : List.of();
    }

    private static String textOf(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
