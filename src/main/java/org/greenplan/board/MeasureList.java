package org.greenplan.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.PublishedRole;
import org.greenplan.plan.Role;
import org.greenplan.plan.RoleEntry;
import org.greenplan.reminder.Urging;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of a plan's measures as one person may see it. */
@Repository
class MeasureList {

    private static final Urging.Standing NOTHING_OPEN = new Urging.Standing(0, false);

    private final JdbcClient jdbc;
    private final MeasureCatalogue catalogue;
    private final People people;
    private final Urging urging;
    private final Clock clock;

    MeasureList(JdbcClient jdbc, MeasureCatalogue catalogue, People people, Urging urging, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.people = people;
        this.urging = urging;
        this.clock = clock;
    }

    /** The measures that this person may read and that the filter lets through, in the plan's order. */
    Found find(int year, MeasureFilter filter, String user) {
        Map<String, Map<String, Set<Role>>> involved = involved(year);
        Map<String, List<PublishedRole>> published =
                catalogue.publishedRolesOfPlan(year).stream().collect(Collectors.groupingBy(PublishedRole::measureKey));
        Map<String, Period> periods = currentPeriods(year);
        Set<String> own = people.unitsOf(user);
        boolean seesEvery = people.seesEveryMeasure(user);
        List<Measure> measures = catalogue.ofPlan(year).stream()
                .filter(measure -> seesEvery
                        || involved.getOrDefault(measure.key(), Map.of()).keySet().stream()
                                .anyMatch(own::contains))
                .toList();
        Map<String, Urging.Standing> standings =
                urging.standings(measures.stream().map(Measure::key).toList(), user);
        List<Row> rows = new ArrayList<>();
        Set<String> parts = new LinkedHashSet<>();
        for (Measure measure : measures) {
            Map<String, Set<Role>> units = involved.getOrDefault(measure.key(), Map.of());
            parts.add(measure.taskItem().part());
            if (passes(measure, units, filter, own, seesEvery)) {
                Row row = row(
                        measure,
                        published.getOrDefault(measure.key(), List.of()),
                        ownRoles(units, own),
                        standings.getOrDefault(measure.key(), NOTHING_OPEN),
                        periods.get(measure.key()));
                if (!filter.late() || row.late()) {
                    rows.add(row);
                }
            }
        }
        return new Found(List.copyOf(rows), measures.size(), List.copyOf(parts));
    }

    private static boolean passes(
            Measure measure, Map<String, Set<Role>> units, MeasureFilter filter, Set<String> own, boolean seesEvery) {
        if (filter.status() != null && measure.status() != filter.status()
                || !filter.part().isEmpty()
                        && !filter.part().equals(measure.taskItem().part())
                || !filter.finds(measure.key(), measure.taskTitle(), measure.text())) {
            return false;
        }
        Role role = filter.role();
        if (filter.unit().isEmpty()) {
            return role == null
                    || ownRoles(units, seesEvery ? units.keySet() : own).contains(role);
        }
        Set<Role> roles = units.getOrDefault(filter.unit(), Set.of());
        return role == null ? !roles.isEmpty() : roles.contains(role);
    }

    private static Set<Role> ownRoles(Map<String, Set<Role>> units, Set<String> own) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        own.forEach(unit -> roles.addAll(units.getOrDefault(unit, Set.of())));
        return roles;
    }

    private Row row(
            Measure measure,
            List<PublishedRole> roles,
            Set<Role> own,
            Urging.Standing standing,
            @Nullable Period period) {
        LocalDate deadline = measure.deadline();
        boolean pastDeadline = deadline != null
                && deadline.isBefore(LocalDate.now(clock))
                && !measure.status().ended();
        return new Row(
                measure,
                roles.stream()
                        .filter(role -> role.role() == Role.LEAD)
                        .map(PublishedRole::name)
                        .collect(Collectors.joining("、")),
                own.stream().map(role -> role.label().substring(0, 2)).toList(),
                Times.day(deadline),
                pastDeadline,
                standing.overdue(),
                standing.mayUrge(),
                period == null ? "" : period.name(),
                period == null ? "" : Times.day(period.due()));
    }

    /** Per measure and unit its roles, in force or published. */
    private Map<String, Map<String, Set<Role>>> involved(int year) {
        Map<String, Map<String, Set<Role>>> involved = new HashMap<>();
        for (RoleEntry entry : catalogue.rolesInForceOfPlan(year)) {
            add(involved, entry.measureKey(), entry.unitCode(), entry.role());
        }
        for (PublishedRole role : catalogue.publishedRolesOfPlan(year)) {
            if (role.unitCode() != null) {
                add(involved, role.measureKey(), role.unitCode(), role.role());
            }
        }
        return involved;
    }

    private static void add(Map<String, Map<String, Set<Role>>> involved, String key, String unit, Role role) {
        involved.computeIfAbsent(key, none -> new HashMap<>())
                .computeIfAbsent(unit, none -> new TreeSet<>())
                .add(role);
    }

    private Map<String, Period> currentPeriods(int year) {
        return jdbc
                .sql(
                        """
                        select r.measure_key, p.name, r.due from round r join period p on p.id = r.period_id
                        where p.plan_year = ? and r.state in ('open', 'collected') order by r.id""")
                .param(year)
                .query((row, number) -> new Period(
                        row.getString("measure_key"), row.getString("name"), row.getObject("due", LocalDate.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Period::measureKey, Function.identity(), (older, newer) -> newer));
    }

    private record Period(String measureKey, String name, LocalDate due) {}

    /**
     * @param readable how many measures the person may read at all
     * @param parts headings of the parts in which those stand
     */
    record Found(List<Row> rows, int readable, List<String> parts) {

        public long late() {
            return rows.stream().filter(Row::late).count();
        }

        public boolean mayUrge() {
            return rows.stream().anyMatch(Row::mayUrge);
        }
    }

    /**
     * @param leads names of the lead units, the coordinating one first
     * @param ownRoles the roles of the person's own units, in short
     * @param pastDeadline whether its own deadline has passed and it has not ended
     * @param overdueTasks how many of its open tasks are past their due date
     * @param mayUrge whether any of its open tasks is the person's to urge
     * @param period name of the period that is open; empty when none is
     */
    record Row(
            Measure measure,
            String leads,
            List<String> ownRoles,
            String deadline,
            boolean pastDeadline,
            int overdueTasks,
            boolean mayUrge,
            String period,
            String periodDue) {

        public boolean late() {
            return pastDeadline || overdueTasks > 0;
        }
    }
}
