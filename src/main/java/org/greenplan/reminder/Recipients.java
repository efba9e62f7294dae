package org.greenplan.reminder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.task.OpenTask;

/** Login names of those whom a task concerns; each unit is asked for once. For one pass. */
final class Recipients {

    private final People people;
    private final Map<String, List<String>> clerks = new HashMap<>();
    private final Map<String, List<String>> supervisors = new HashMap<>();

    Recipients(People people) {
        this.people = people;
    }

    /** Whoever has claimed it; while nobody has, all who may. */
    List<String> performers(OpenTask task) {
        if (task.assignee() != null) {
            return List.of(task.assignee());
        }
        return task.forSupervisor() ? supervisors(task.unitCode()) : clerks(task.unitCode());
    }

    List<String> clerks(String unit) {
        return clerks.computeIfAbsent(unit, code -> ids(people.clerks(code)));
    }

    List<String> supervisors(String unit) {
        return supervisors.computeIfAbsent(unit, code -> ids(people.supervisors(code)));
    }

    private static List<String> ids(List<Person> found) {
        return found.stream().map(Person::id).toList();
    }
}
