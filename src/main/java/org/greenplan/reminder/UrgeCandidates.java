package org.greenplan.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.Lateness;
import org.greenplan.calendar.Times;
import org.greenplan.cycle.OutsideView;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.task.OpenTask;
import org.greenplan.task.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Open tasks as those who urge see them: whose, how late, and whether they were urged already. */
@Component
class UrgeCandidates {

    /** What a choice begins with whose task belongs to a submission. */
    static final String SUBMISSION = "submission-";

    private static final Duration PAUSE = Duration.ofHours(1);

    private final UrgeStore urges;
    private final OutsideView outside;
    private final People people;
    private final Directory directory;
    private final Lateness lateness;
    private final Clock clock;

    UrgeCandidates(
            UrgeStore urges, OutsideView outside, People people, Directory directory, Lateness lateness, Clock clock) {
        this.urges = urges;
        this.outside = outside;
        this.people = people;
        this.directory = directory;
        this.lateness = lateness;
        this.clock = clock;
    }

    /** As this person may know of them, the late ones first; read at once. */
    List<UrgeCandidate> of(List<OpenTask> tasks, String user) {
        List<OpenTask> open = outside.of(tasks, people.unitsOf(user));
        Map<String, UrgeStore.Urge> urged = known(open, user);
        Map<String, String> names = people.namesOf(Stream.concat(
                        open.stream().map(OpenTask::assignee).filter(Objects::nonNull),
                        urged.values().stream().map(UrgeStore.Urge::by))
                .toList());
        return open.stream()
                .map(task -> candidate(task, urged.get(task.id()), names))
                .sorted(Comparator.comparing((UrgeCandidate task) -> !task.overdue()))
                .toList();
    }

    /** The last urging of each task that this person may know of: what was said among colleagues is theirs alone. */
    Map<String, UrgeStore.Urge> known(List<OpenTask> open, String user) {
        Set<String> own = people.unitsOf(user);
        List<UrgeStore.Urge> all = urges.of(open.stream().map(OpenTask::id).toList());
        Map<String, Set<String>> units =
                people.unitsOf(all.stream().map(UrgeStore.Urge::by).distinct().toList());
        return all.stream()
                .filter(urge -> own.contains(urge.unitCode())
                        || !units.getOrDefault(urge.by(), Set.of()).contains(urge.unitCode()))
                .collect(Collectors.toMap(UrgeStore.Urge::taskId, Function.identity(), (earlier, later) -> later));
    }

    private UrgeCandidate candidate(OpenTask task, UrgeStore.@Nullable Urge last, Map<String, String> names) {
        return new UrgeCandidate(
                task.id(),
                task.measureKey() == null ? "" : task.measureKey(),
                task.subject() == null ? "" : task.subject(),
                (task.submission() == null ? task.measureKey() : SUBMISSION + task.submission()) + "/" + task.id(),
                Step.titleOf(task.key()),
                task.unitCode(),
                directory.nameOf(task.unitCode()),
                task.assignee() == null ? "" : names.getOrDefault(task.assignee(), task.assignee()),
                Times.day(dueOf(task)),
                lateness.words(dueOf(task)),
                last == null ? "" : names.getOrDefault(last.by(), last.by()) + " " + Times.minute(last.at()),
                isFree(last));
    }

    boolean isOverdue(OpenTask task) {
        return !lateness.words(dueOf(task)).isEmpty();
    }

    private static @Nullable LocalDate dueOf(OpenTask task) {
        return task.due() == null ? null : LocalDate.ofInstant(task.due(), DueDates.ZONE);
    }

    /** Not within an hour of the last time. */
    boolean isFree(UrgeStore.@Nullable Urge last) {
        return last == null || !last.at().plus(PAUSE).isAfter(OffsetDateTime.now(clock));
    }
}
