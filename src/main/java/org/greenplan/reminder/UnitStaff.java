package org.greenplan.reminder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;

/** Who is in a unit now. */
record UnitStaff(List<Person> clerks, List<Person> supervisors) {

    static UnitStaff of(String unit, People people) {
        return new UnitStaff(people.clerks(unit), people.supervisors(unit));
    }

    /** Each once, also who is both. */
    Stream<Person> everybody() {
        return Stream.concat(clerks.stream(), supervisors.stream()).distinct();
    }

    Optional<Person> onlySupervisor() {
        return supervisors.size() == 1 ? Optional.of(supervisors.get(0)) : Optional.empty();
    }
}
