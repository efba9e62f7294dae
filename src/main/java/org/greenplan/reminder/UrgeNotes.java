package org.greenplan.reminder;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.submission.SubmissionWatch;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.TaskNotes;
import org.springframework.stereotype.Component;

/** The sentences with which tasks were urged, for those who have to do them. */
@Component
class UrgeNotes implements TaskNotes {

    private final UrgeStore urges;
    private final SweepStore sweeps;
    private final People people;
    private final Directory directory;
    private final SubmissionWatch submissions;

    UrgeNotes(UrgeStore urges, SweepStore sweeps, People people, Directory directory, SubmissionWatch submissions) {
        this.urges = urges;
        this.sweeps = sweeps;
        this.people = people;
        this.directory = directory;
        this.submissions = submissions;
    }

    @Override
    public Map<String, Note> of(Collection<String> taskIds) {
        return ReadOnce.each("urged", taskIds, this::read);
    }

    private Map<String, Note> read(Set<String> taskIds) {
        Map<String, List<UrgeStore.Urge>> all =
                urges.of(taskIds).stream().collect(Collectors.groupingBy(UrgeStore.Urge::taskId));
        List<UrgeStore.Urge> last = all.values().stream().map(UrgeNotes::last).toList();
        List<String> by = last.stream().map(UrgeStore.Urge::by).distinct().toList();
        Map<String, String> names = people.namesOf(by);
        Map<String, Set<String>> units = people.unitsOf(by);
        Map<String, String> leads = sweeps.leadsInForce(last.stream()
                .map(UrgeStore.Urge::measureKey)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<String, Note> notes = new HashMap<>();
        all.forEach((task, said) -> {
            UrgeStore.Urge urge = last(said);
            String unit = Urging.actingFor(
                    units.getOrDefault(urge.by(), Set.of()),
                    urge.unitCode(),
                    urge.measureKey() == null ? submissions.bureau() : leads.getOrDefault(urge.measureKey(), ""));
            notes.put(
                    task,
                    new Note(
                            names.getOrDefault(urge.by(), urge.by()),
                            directory.nameOf(unit),
                            unit.equals(urge.unitCode()),
                            Times.minute(urge.at()),
                            urge.sentence(),
                            said.size()));
        });
        return notes;
    }

    private static UrgeStore.Urge last(List<UrgeStore.Urge> said) {
        return said.get(said.size() - 1);
    }
}
