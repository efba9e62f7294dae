package org.greenplan.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.task.ReadOnce;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * People as the engine's identity tables know them, so that Camunda Admin is the one place to keep them. Read without the
 * engine: its queries were a quarter of what a page costs.
 */
@Component
class EngineIdentity implements People {

    private final JdbcClient jdbc;

    EngineIdentity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Person> find(String id) {
        return ReadOnce.find("person", id, this::read);
    }

    private Map<String, Person> read(Set<String> ids) {
        return jdbc
                .sql("select id_, first_, last_, email_ from act_id_user where id_ in (:ids)")
                .param("ids", ids)
                .query((row, number) -> person(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
    }

    @Override
    public String nameOf(String id) {
        return find(id).map(Person::name).orElse(id);
    }

    @Override
    public Map<String, String> namesOf(Collection<String> ids) {
        Map<String, String> names = new HashMap<>();
        ids.forEach(id -> names.put(id, id));
        ReadOnce.each("person", names.keySet(), this::read).forEach((id, person) -> names.put(id, person.name()));
        return names;
    }

    @Override
    public Set<String> clerkOf(String id) {
        return units(id, GroupIds::isStaff);
    }

    @Override
    public Set<String> supervisorOf(String id) {
        return units(id, GroupIds::isSupervisor);
    }

    @Override
    public List<Person> clerks(String unitCode) {
        return members(GroupIds.staff(unitCode));
    }

    @Override
    public List<Person> supervisors(String unitCode) {
        return members(GroupIds.supervisor(unitCode));
    }

    @Override
    public boolean seesAll(String id) {
        Set<String> groups = groups(id);
        return groups.contains(GroupIds.staff(PLAN_OFFICE))
                || groups.contains(GroupIds.supervisor(PLAN_OFFICE))
                || groups.contains(GroupIds.DISTRICT_LEADERS)
                || groups.contains(GroupIds.supervisor(DISTRICT));
    }

    @Override
    public boolean isAdministrator(String id) {
        return groups(id).contains(GroupIds.ADMINISTRATORS);
    }

    @Override
    public boolean isAuditor(String id) {
        return groups(id).contains(GroupIds.AUDITORS);
    }

    private Set<String> units(String id, Predicate<String> kind) {
        return groups(id).stream().filter(kind).map(GroupIds::unitOf).collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> groups(String id) {
        return ReadOnce.find("groups", id, this::readGroups).orElse(Set.of());
    }

    private Map<String, Set<String>> readGroups(Set<String> ids) {
        Map<String, Set<String>> groups = new HashMap<>();
        jdbc.sql("select user_id_, group_id_ from act_id_membership where user_id_ in (:ids)")
                .param("ids", ids)
                .query(row -> {
                    groups.computeIfAbsent(row.getString("user_id_"), none -> new TreeSet<>())
                            .add(row.getString("group_id_"));
                });
        return groups;
    }

    @Override
    public Map<String, Set<String>> unitsOf(Collection<String> ids) {
        ReadOnce.each("groups", ids, this::readGroups);
        return ids.stream().distinct().collect(Collectors.toMap(Function.identity(), this::unitsOf));
    }

    /** Those who are of a unit that the person is of, and the person. */
    Set<String> colleaguesOf(String id) {
        Set<String> all = new TreeSet<>(Set.of(id));
        Set<String> units = units(id, group -> GroupIds.isStaff(group) || GroupIds.isSupervisor(group));
        if (!units.isEmpty()) {
            all.addAll(jdbc.sql("select distinct user_id_ from act_id_membership where group_id_ in (:groups)")
                    .param(
                            "groups",
                            units.stream()
                                    .flatMap(unit -> Stream.of(GroupIds.staff(unit), GroupIds.supervisor(unit)))
                                    .toList())
                    .query(String.class)
                    .set());
        }
        return all;
    }

    private List<Person> members(String groupId) {
        return jdbc.sql(
                        """
                        select u.id_, u.first_, u.last_, u.email_
                        from act_id_membership m join act_id_user u on u.id_ = m.user_id_
                        where m.group_id_ = :group order by u.id_""")
                .param("group", groupId)
                .query((row, number) -> person(row))
                .list();
    }

    private static Person person(ResultSet row) throws SQLException {
        String name = orEmpty(row.getString("first_")) + orEmpty(row.getString("last_"));
        return new Person(
                row.getString("id_"),
                name.strip(),
                orEmpty(row.getString("email_")).strip());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
