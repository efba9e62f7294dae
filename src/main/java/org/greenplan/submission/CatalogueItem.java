package org.greenplan.submission;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An item of the platform's catalogue.
 *
 * @param number as the catalogue prints it; unique in it
 * @param attribute e.g. 约束性; empty where the catalogue does not say
 * @param applies whether the district has to supply it
 * @param parts one without a name; several for a compound item
 * @param suppliers codes of the units that supply it, the first one answers for it
 */
record CatalogueItem(
        String number,
        String domain,
        String task,
        String name,
        String attribute,
        boolean applies,
        List<Part> parts,
        List<String> suppliers) {

    CatalogueItem {
        parts = List.copyOf(parts);
        suppliers = List.copyOf(suppliers);
    }

    /** The same item, supplied by these units. */
    CatalogueItem suppliedBy(List<String> units) {
        return new CatalogueItem(number, domain, task, name, attribute, applies, parts, units);
    }

    /** How a value is compared with its target. */
    enum Comparator {
        AT_LEAST,
        AT_MOST,
        EQUAL;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Comparator ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One value of an item.
     *
     * @param unit e.g. %; empty where there is none
     * @param target what to compare with; words only where {@code comparator} is null
     */
    record Part(String name, String unit, Target target) {

        /** Whether its value is a number, rather than words. */
        boolean numeric() {
            return target.comparator() != null || !unit.isEmpty();
        }

        /** The target with its unit, as people read it. */
        String targetText() {
            return target.comparator() == null ? target.text() : target.text() + unit;
        }
    }

    /**
     * @param comparator null for a qualitative target
     * @param amount null for a qualitative target
     * @param text as printed
     */
    record Target(@Nullable Comparator comparator, @Nullable BigDecimal amount, String text) {

        private static final Pattern QUANTIFIED =
                Pattern.compile("(≥|≤|>=|<=|=|＝|不低于|不少于|不高于|不超过)?\\s*(-?\\d{1,12}(?:\\.\\d{1,6})?)\\s*[%％]?");

        /** Whether a value meets it; empty where the target is words and somebody has to judge. */
        Optional<Boolean> met(BigDecimal value) {
            if (comparator == null || amount == null) {
                return Optional.empty();
            }
            int difference = value.compareTo(amount);
            return Optional.of(
                    switch (comparator) {
                        case AT_LEAST -> difference >= 0;
                        case AT_MOST -> difference <= 0;
                        case EQUAL -> difference == 0;
                    });
        }

        /** Reads {@code ≥80}, {@code 100} or words; a bare number has to be reached exactly. */
        static Target of(String printed) {
            Matcher quantified = QUANTIFIED.matcher(printed.strip());
            if (!quantified.matches()) {
                return new Target(null, null, printed.strip());
            }
            String sign = quantified.group(1) == null ? "=" : quantified.group(1);
            Comparator comparator =
                    switch (sign) {
                        case "≥", ">=", "不低于", "不少于" -> Comparator.AT_LEAST;
                        case "≤", "<=", "不高于", "不超过" -> Comparator.AT_MOST;
                        default -> Comparator.EQUAL;
                    };
            return new Target(comparator, new BigDecimal(quantified.group(2)), printed.strip());
        }
    }
}
