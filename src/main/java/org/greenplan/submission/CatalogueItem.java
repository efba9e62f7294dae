package org.greenplan.submission;

import java.util.ArrayList;
import java.util.List;

/**
 * An item of the platform's catalogue.
 *
 * @param number as the catalogue prints it; unique in it
 * @param name unique too, since next year finds this year's answer by it
 * @param attribute e.g. 约束性; empty where the catalogue does not say
 * @param parts one without a name; several for a compound item
 */
record CatalogueItem(String number, String domain, String task, String name, String attribute, List<Part> parts) {

    CatalogueItem {
        parts = List.copyOf(parts);
    }

    /** Whether the district has to supply any of it. */
    boolean applies() {
        return parts.stream().anyMatch(Part::applies);
    }

    /** Codes of the units that supply any of it. */
    List<String> suppliers() {
        return parts.stream()
                .flatMap(part -> part.suppliers().stream())
                .distinct()
                .toList();
    }

    /** The same item, as it is assigned for a year: of each part whether it applies, and who supplies it. */
    CatalogueItem assigned(List<Boolean> applies, List<List<String>> suppliers) {
        List<Part> assigned = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            assigned.add(parts.get(i).assigned(applies.get(i), suppliers.get(i)));
        }
        return new CatalogueItem(number, domain, task, name, attribute, assigned);
    }

    /** What the catalogue says of a value beside its target: 指标解释, 计算公式, 数据来源; each may be empty. */
    record Notes(String meaning, String formula, String source) {

        static final Notes NONE = new Notes("", "", "");
    }

    /**
     * One value of an item.
     *
     * @param conditional whether it counts only where the thing exists (*)
     * @param unit e.g. %; empty where there is none
     * @param applies whether the district has to supply it
     * @param suppliers codes of the units that supply it, the first one answers for it
     */
    record Part(
            String name,
            boolean conditional,
            String unit,
            Target target,
            boolean applies,
            List<String> suppliers,
            Notes notes) {

        Part {
            suppliers = List.copyOf(suppliers);
        }

        Part assigned(boolean now, List<String> units) {
            return new Part(name, conditional, unit, target, now, units, notes);
        }

        /** Whether its value is a number, rather than words. */
        boolean numeric() {
            return target.computed() || !unit.isEmpty();
        }

        /** Whether this unit is asked for it. */
        boolean asks(String supplier) {
            return applies && suppliers.contains(supplier);
        }

        /** With its mark, as the catalogue prints it. */
        String printedName() {
            return name + (conditional ? "*" : "");
        }

        /** The target with its unit, as people read it. */
        public String targetText() {
            return target.shown(unit);
        }
    }
}
