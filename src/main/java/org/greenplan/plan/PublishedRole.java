package org.greenplan.plan;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One name in one role of a measure, as the plan publishes it.
 *
 * @param position place within the role, from 0; the lead in first place coordinates
 * @param printedName as printed, broken lines joined
 * @param name the unit's full name; a collective name as printed, unexpanded; an unknown name as printed
 * @param unitCode null for a collective or unknown name
 * @param collectiveCode null for a unit or an unknown name
 * @param confirmedBy who confirmed how it was read; null while nobody did
 */
public record PublishedRole(
        String measureKey,
        Role role,
        int position,
        String printedName,
        String name,
        @Nullable String unitCode,
        @Nullable String collectiveCode,
        Basis basis,
        @Nullable String confirmedBy,
        @Nullable OffsetDateTime confirmedAt) {

    /** How certain the role is. */
    public enum Basis {
        /** The row has a cell of its own for it. */
        EXPLICIT("计划明示"),
        /** The row's cells are merged; the role follows from the order. */
        INFERRED("推断"),
        /** A person confirmed the reading. */
        CONFIRMED("已确认");

        private final String label;

        Basis(String label) {
            this.label = label;
        }

        /** What users read. */
        public String label() {
            return label;
        }

        /** The word in the tables and in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Basis ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
