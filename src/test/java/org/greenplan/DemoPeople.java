package org.greenplan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.springframework.core.io.ClassPathResource;

/** The demo people straight from their file, without an engine. */
public final class DemoPeople implements People {

    private final List<String[]> rows;

    public DemoPeople() {
        try {
            rows = new ClassPathResource("seeds/2026/demo-people.csv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Person> find(String id) {
        return rows.stream()
                .filter(row -> row[0].equals(id))
                .map(DemoPeople::person)
                .findFirst();
    }

    @Override
    public String nameOf(String id) {
        return find(id).map(Person::name).orElse(id);
    }

    @Override
    public Set<String> clerkOf(String id) {
        return units(id, "clerk");
    }

    @Override
    public Set<String> supervisorOf(String id) {
        return units(id, "supervisor");
    }

    @Override
    public List<Person> clerks(String unitCode) {
        return people(unitCode, "clerk");
    }

    @Override
    public List<Person> supervisors(String unitCode) {
        return people(unitCode, "supervisor");
    }

    @Override
    public boolean seesAll(String id) {
        return isPlanOffice(id) || !units(id, "leader").isEmpty();
    }

    /** The administrator is no demo person: the engine makes them. */
    @Override
    public boolean isAdministrator(String id) {
        return false;
    }

    private Set<String> units(String id, String role) {
        return rows.stream()
                .filter(row -> row[0].equals(id) && row[4].equals(role))
                .map(row -> row[3])
                .collect(Collectors.toSet());
    }

    private List<Person> people(String unitCode, String role) {
        return rows.stream()
                .filter(row -> row[3].equals(unitCode) && row[4].equals(role))
                .map(DemoPeople::person)
                .toList();
    }

    private static Person person(String[] row) {
        return new Person(row[0], row[1], row[2]);
    }
}
