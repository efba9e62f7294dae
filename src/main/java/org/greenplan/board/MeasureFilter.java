package org.greenplan.board;

import java.util.Arrays;
import java.util.Locale;
import org.greenplan.plan.MeasureStatus;
import org.greenplan.plan.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to see of the list of measures; whatever is not understood filters nothing.
 *
 * @param role in which the unit takes part; null for any
 * @param unit code of the unit; empty for one's own, or for all where a person sees all
 * @param status null for any
 * @param part heading of a part; empty for all
 * @param late only those with an open task past its due date, or past their own deadline
 * @param words searched in key, task title and text, all of them; empty for none
 */
record MeasureFilter(
        @Nullable Role role, String unit, @Nullable MeasureStatus status, String part, boolean late, String words) {

    static MeasureFilter of(
            @Nullable String role,
            @Nullable String unit,
            @Nullable String status,
            @Nullable String part,
            @Nullable String late,
            @Nullable String words) {
        return new MeasureFilter(
                Arrays.stream(Role.values())
                        .filter(value -> value.code().equals(role))
                        .findFirst()
                        .orElse(null),
                text(unit),
                Arrays.stream(MeasureStatus.values())
                        .filter(value -> value.code().equals(status))
                        .findFirst()
                        .orElse(null),
                text(part),
                "true".equals(late),
                text(words));
    }

    /** Whether every searched word occurs in one of the texts. */
    boolean finds(String... texts) {
        String all = String.join("\n", texts).toLowerCase(Locale.ROOT);
        return Arrays.stream(words.toLowerCase(Locale.ROOT).split("[\\s\\u3000]+"))
                .allMatch(all::contains);
    }

    public String roleCode() {
        return role == null ? "" : role.code();
    }

    public String statusCode() {
        return status == null ? "" : status.code();
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
