package org.greenplan.directory;

import java.util.List;

/**
 * A name that stands for several units, such as 各镇乡街道.
 *
 * @param members in the order of the units; of a chosen one, those from which the lead may pick
 */
public record Collective(String code, String name, Kind kind, List<Unit> members) {

    /** Who decides which units it means. */
    public enum Kind {
        /** Always these units. */
        FIXED,
        /** The lead picks some of them for each measure. */
        CHOSEN,
        /** The plan office keeps the list. */
        GROUP;

        static Kind ofCode(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public Collective {
        members = List.copyOf(members);
    }

    /** The units it means by itself; none where a lead has to pick. */
    public List<Unit> unitsInForce() {
        return kind == Kind.CHOSEN ? List.of() : members;
    }

    /** Whether the plan office has yet to say which units it means. */
    public boolean isUnkept() {
        return kind == Kind.GROUP && members.isEmpty();
    }
}
