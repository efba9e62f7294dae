package org.greenplan.submission;

import java.util.List;
import java.util.Set;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;

/**
 * A row of 指标分工: whether an item applies and who supplies it, or the same of each of its parts.
 *
 * @param parts empty where it is said of the item as a whole
 */
record ItemAssignment(@Nullable String number, boolean applies, List<String> units, List<Part> parts) {

    /** @param units codes of who supplies it, the first one answers for it */
    record Part(boolean applies, List<String> units) {

        private List<String> suppliers() {
            return applies ? units.stream().distinct().toList() : List.of();
        }
    }

    /** Whether any part applies. */
    boolean anyApplies() {
        return said().stream().anyMatch(Part::applies);
    }

    /** Each unit that supplies any part that applies. */
    List<String> suppliers() {
        return said().stream()
                .flatMap(part -> part.suppliers().stream())
                .distinct()
                .toList();
    }

    /** Who supplies a part, the first one answers for it; none where it does not apply. */
    List<String> suppliers(int part) {
        return said().get(parts.isEmpty() ? 0 : part).suppliers();
    }

    /**
     * @param field of the row
     * @param count how many parts the item has
     * @param known codes of all units
     */
    void check(String field, int count, Set<String> known, Violations violations) {
        if (!parts.isEmpty() && parts.size() != count) {
            violations.add(field + ".units", "parts-differ", "这项指标有%d个分项，请刷新页面后重新填写。".formatted(count));
            return;
        }
        for (int i = 0; i < said().size(); i++) {
            String place = field + (parts.isEmpty() ? "" : ".parts[" + i + "]") + ".units";
            Part part = said().get(i);
            violations.addIf(part.applies() && part.suppliers().isEmpty(), place, "no-supplier", "适用的至少要有一个提供单位。");
            violations.addIf(!known.containsAll(part.suppliers()), place, "unknown-unit", "有的单位不在名单里，请重新选择。");
        }
    }

    private List<Part> said() {
        return parts.isEmpty() ? List.of(new Part(applies, units)) : parts;
    }
}
