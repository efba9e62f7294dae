package org.greenplan.plan;

import org.jspecify.annotations.Nullable;

/**
 * One name in one role of a measure, as read.
 *
 * @param name as the plan prints it, broken lines joined; a collective name is not expanded
 * @param unitCode code of the unit; null for a collective or unknown name
 * @param collectiveCode code of the collective name; null for a unit or an unknown name
 * @param position place within the role, from 1; the lead in first place coordinates
 */
public record RoleDraft(
        Role role, String name, @Nullable String unitCode, @Nullable String collectiveCode, int position, Basis basis) {

    /** What a unit has to do in a measure. */
    public enum Role {
        /** 牵头部门. */
        LEAD,
        /** 主责单位. */
        RESPONSIBLE,
        /** 协办单位. */
        ASSISTING
    }

    /** How certain the role is. */
    public enum Basis {
        /** The row has a cell of its own for each role. */
        EXPLICIT,
        /** The row's cells are merged; the role follows from the order. */
        INFERRED
    }

    /** Whether no unit and no collective name is known under this name. */
    public boolean unknown() {
        return unitCode == null && collectiveCode == null;
    }
}
