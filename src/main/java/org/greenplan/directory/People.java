package org.greenplan.directory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who belongs to which unit, as clerk (经办人) or supervisor (分管领导). Kept in the engine's identity tables. */
public interface People {

    /** The plan office's unit code. */
    String PLAN_OFFICE = "planoffice";

    /** The district government's unit code; its supervisors are district leaders. */
    String DISTRICT = "district";

    Optional<Person> find(String id);

    /** The person's name; the id itself for somebody who is no longer there. */
    String nameOf(String id);

    /** The names of several people by their ids, asked for at once; the id itself for somebody who is no longer there. */
    default Map<String, String> namesOf(Collection<String> ids) {
        return ids.stream().distinct().collect(Collectors.toMap(Function.identity(), this::nameOf));
    }

    /** Codes of the units in which the person is a clerk. */
    Set<String> clerkOf(String id);

    /** Codes of the units in which the person is a supervisor. */
    Set<String> supervisorOf(String id);

    List<Person> clerks(String unitCode);

    List<Person> supervisors(String unitCode);

    /** The plan office and district leaders see what every unit does. */
    boolean seesAll(String id);

    /** Who sees all sees every measure, and so do administrators: the plan, how far it is and what was signed, no more. */
    default boolean seesEveryMeasure(String id) {
        return seesAll(id) || isAdministrator(id);
    }

    /** Whether the person keeps people, groups and calendars (系统管理员). */
    boolean isAdministrator(String id);

    /** Whether the person reads the audit, and therefore nothing else (安全审计员). */
    default boolean isAuditor(String id) {
        return false;
    }

    /** Codes of all units of the person. */
    default Set<String> unitsOf(String id) {
        Set<String> units = new java.util.TreeSet<>(clerkOf(id));
        units.addAll(supervisorOf(id));
        return units;
    }

    /** Codes of all units of several people by their ids, asked for at once. */
    default Map<String, Set<String>> unitsOf(Collection<String> ids) {
        return ids.stream().distinct().collect(Collectors.toMap(Function.identity(), this::unitsOf));
    }

    default boolean isPlanOffice(String id) {
        return unitsOf(id).contains(PLAN_OFFICE);
    }
}
