package org.greenplan.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.greenplan.directory.People;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may see a measure: the units that have a role in it, and those who see all. Files, pages and /api ask here. */
@Component
public class MeasureRights {

    private final JdbcClient jdbc;
    private final People people;

    MeasureRights(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    public boolean mayRead(String user, String measureKey) {
        if (people.seesEveryMeasure(user)) {
            return true;
        }
        Set<String> units = people.unitsOf(user);
        return !units.isEmpty()
                && jdbc.sql(
                                        """
                                select count(*) from (
                                    select unit_code from measure_unit where measure_key = :key
                                    union select unit_code from measure_role where measure_key = :key
                                ) involved where unit_code in (:units)""")
                                .param("key", measureKey)
                                .param("units", units)
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    private boolean exists(String measureKey) {
        return jdbc.sql("select count(*) from measure where measure_key = ?")
                        .param(measureKey)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** @throws RuleViolation not found, so that nobody learns of what is not theirs */
    public void requireRead(String user, String measureKey) {
        if (people.seesEveryMeasure(user) ? !exists(measureKey) : !mayRead(user, measureKey)) {
            throw notFound();
        }
    }

    /** @throws RuleViolation not found, when one of them is not theirs */
    public void requireRead(String user, Collection<String> measureKeys) {
        if (!readable(user, measureKeys).containsAll(measureKeys)) {
            throw notFound();
        }
    }

    /** Those of these measures that the person may read; asked for at once. */
    private Set<String> readable(String user, Collection<String> measureKeys) {
        if (measureKeys.isEmpty()) {
            return Set.of();
        }
        if (people.seesEveryMeasure(user)) {
            return new HashSet<>(jdbc.sql("select measure_key from measure where measure_key in (:keys)")
                    .param("keys", measureKeys)
                    .query(String.class)
                    .list());
        }
        Set<String> units = people.unitsOf(user);
        return units.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql(
                                """
                                select measure_key from measure_unit where measure_key in (:keys) and unit_code in (:units)
                                union select measure_key from measure_role
                                where measure_key in (:keys) and unit_code in (:units)""")
                        .param("keys", measureKeys)
                        .param("units", units)
                        .query(String.class)
                        .list());
    }

    private static RuleViolation notFound() {
        return RuleViolation.notFound("measure-not-found", "没有这项措施，或您所在单位不参与这项措施。");
    }
}
