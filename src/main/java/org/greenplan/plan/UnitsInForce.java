package org.greenplan.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.directory.Collective;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Unit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Turns the roles as published into the roles in force, as far as the plan itself says who is meant: fixed collective
 * names and groups are expanded, the ones behind 相关 wait for the lead. A unit that already leads or reports is not asked
 * for its opinion because it is also a member of an assisting collective.
 */
@Repository
class UnitsInForce {

    private final JdbcClient jdbc;
    private final MeasureCatalogue catalogue;
    private final Directory directory;

    UnitsInForce(JdbcClient jdbc, MeasureCatalogue catalogue, Directory directory) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /** Replaces the roles in force of these measures by what their published roles say now. */
    void refresh(List<String> measureKeys) {
        Map<String, Collective> collectives =
                directory.collectives().stream().collect(Collectors.toMap(Collective::code, Function.identity()));
        for (String key : measureKeys) {
            jdbc.sql("delete from measure_unit where measure_key = ?")
                    .param(key)
                    .update();
            for (Entry entry : expand(catalogue.publishedRoles(key), collectives)) {
                jdbc.sql(
                                """
                                insert into measure_unit (measure_key, role, unit_code, position, participation)
                                values (?, ?, ?, ?, ?)""")
                        .params(
                                key,
                                entry.role().code(),
                                entry.unitCode(),
                                entry.position(),
                                entry.participation().code())
                        .update();
            }
        }
    }

    private static List<Entry> expand(List<PublishedRole> roles, Map<String, Collective> collectives) {
        List<Entry> entries = new ArrayList<>();
        Set<String> acting = new HashSet<>();
        for (Role role : Role.values()) {
            Set<String> inRole = new HashSet<>();
            for (PublishedRole published : roles) {
                if (published.role() != role) {
                    continue;
                }
                boolean collective = published.collectiveCode() != null;
                for (String unit : units(published, collectives)) {
                    boolean alreadyActs = collective && role == Role.ASSISTING && acting.contains(unit);
                    if (!alreadyActs && inRole.add(unit)) {
                        entries.add(new Entry(role, unit, inRole.size() - 1, participation(role, inRole, collective)));
                    }
                }
            }
            acting.addAll(inRole);
        }
        return entries;
    }

    private static List<String> units(PublishedRole published, Map<String, Collective> collectives) {
        if (published.unitCode() != null) {
            return List.of(published.unitCode());
        }
        Collective collective = published.collectiveCode() == null ? null : collectives.get(published.collectiveCode());
        return collective == null
                ? List.of()
                : collective.unitsInForce().stream().map(Unit::code).toList();
    }

    private static Participation participation(Role role, Set<String> inRole, boolean collective) {
        return switch (role) {
            case LEAD -> inRole.size() == 1 ? Participation.COORDINATE : Participation.REPORT;
            case RESPONSIBLE -> Participation.REPORT;
            case ASSISTING -> collective ? Participation.INFORM : Participation.CONFIRM;
        };
    }

    private record Entry(Role role, String unitCode, int position, Participation participation) {}
}
