package org.greenplan.plan;

import org.jspecify.annotations.Nullable;

/**
 * A role in force: one unit in one role of a measure, collective names expanded and picked.
 *
 * @param position place within the role, from 0; the lead in first place coordinates
 * @param contribution what the unit adds to the measure, as the lead wrote it
 */
public record RoleEntry(
        String measureKey,
        Role role,
        String unitCode,
        String unitName,
        int position,
        Participation participation,
        @Nullable String contribution) {}
