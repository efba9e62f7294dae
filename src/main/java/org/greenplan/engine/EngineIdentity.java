package org.greenplan.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.task.ReadOnce;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** People as the engine's identity tables know them, so that Camunda Admin is the one place to keep them. */
@Component
class EngineIdentity implements People {

    private final IdentityService identity;

    EngineIdentity(@Lazy IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public Optional<Person> find(String id) {
        return ReadOnce.find("person", id, this::read);
    }

    private Map<String, Person> read(Set<String> ids) {
        return AsSystem.call(identity, () -> identity.createUserQuery()
                        .userIdIn(ids.toArray(String[]::new))
                        .list())
                .stream()
                .collect(Collectors.toMap(User::getId, EngineIdentity::person));
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
                || groups.contains(GroupIds.supervisor(DISTRICT))
                || groups.contains(GroupIds.ADMINISTRATORS);
    }

    @Override
    public boolean isAdministrator(String id) {
        return groups(id).contains(GroupIds.ADMINISTRATORS);
    }

    private Set<String> units(String id, Predicate<String> kind) {
        return groups(id).stream().filter(kind).map(GroupIds::unitOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> groups(String id) {
        return ReadOnce.one(
                "groups",
                id,
                () -> AsSystem.call(identity, () -> identity.createGroupQuery().groupMember(id).list().stream()
                        .map(Group::getId)
                        .collect(Collectors.toSet())));
    }

    private List<Person> members(String groupId) {
        return AsSystem.call(
                identity, () -> identity.createUserQuery().memberOfGroup(groupId).orderByUserId().asc().list().stream()
                        .map(EngineIdentity::person)
                        .toList());
    }

    private static Person person(User user) {
        String last = user.getLastName() == null ? "" : user.getLastName();
        String first = user.getFirstName() == null ? "" : user.getFirstName();
        String email = user.getEmail() == null ? "" : user.getEmail();
        return new Person(user.getId(), (first + last).strip(), email.strip());
    }
}
