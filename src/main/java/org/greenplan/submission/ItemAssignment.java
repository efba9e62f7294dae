package org.greenplan.submission;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.task.Violations;

/** A row of 指标分工 as it is typed: whether an item applies and who supplies it, or the same of each of its parts. */
record ItemAssignment(Map<String, Object> row) {

    String number() {
        return String.valueOf(row.get("number"));
    }

    /** Whether any part applies. */
    boolean applies() {
        return said().stream().anyMatch(ItemAssignment::applies);
    }

    /** Each unit that supplies any part that applies. */
    List<String> units() {
        return said().stream().flatMap(part -> asked(part).stream()).distinct().toList();
    }

    /** Who supplies a part, the first one answers for it; none where it does not apply. */
    List<String> units(int part) {
        List<Map<String, Object>> parts = parts();
        return asked(parts.isEmpty() ? row : parts.get(part));
    }

    /**
     * @param field of the row
     * @param parts how many the item has
     * @param known codes of all units
     */
    void check(String field, int parts, Set<String> known, Violations violations) {
        List<Map<String, Object>> rows = parts();
        if (!rows.isEmpty() && rows.size() != parts) {
            violations.add(field + ".units", "parts-differ", "这项指标有%d个分项，请刷新页面后重新填写。".formatted(parts));
            return;
        }
        for (int i = 0; i < said().size(); i++) {
            String place = field + (rows.isEmpty() ? "" : ".parts[" + i + "]") + ".units";
            List<String> units = asked(said().get(i));
            violations.addIf(applies(said().get(i)) && units.isEmpty(), place, "no-supplier", "适用的至少要有一个提供单位。");
            violations.addIf(!known.containsAll(units), place, "unknown-unit", "有的单位不在名单里，请重新选择。");
        }
    }

    private List<Map<String, Object>> said() {
        return parts().isEmpty() ? List.of(row) : parts();
    }

    /** What is said of each part; empty where it is said of the item as a whole. */
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> parts() {
        return row.get("parts") instanceof List<?> parts
                ? parts.stream()
                        .map(part ->
                                part instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.<String, Object>of())
                        .toList()
                : List.of();
    }

    private static boolean applies(Map<String, Object> said) {
        return Boolean.TRUE.equals(said.get("applies")) || "true".equals(said.get("applies"));
    }

    private static List<String> asked(Map<String, Object> said) {
        return applies(said) && said.get("units") instanceof List<?> units
                ? units.stream().map(String::valueOf).distinct().toList()
                : List.of();
    }
}
