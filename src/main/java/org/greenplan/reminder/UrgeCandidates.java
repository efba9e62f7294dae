package org.greenplan.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.Lateness;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.task.OpenTask;
import org.greenplan.task.TaskNames;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Open tasks as those who urge see them: whose, how late, and whether they were urged already. */
@Component
class UrgeCandidates {

    /** What a choice begins with whose task belongs to a submission. */
    static final String SUBMISSION = "submission-";

    private static final Duration PAUSE = Duration.ofHours(1);

    private final UrgeStore urges;
    private final People people;
    private final Directory directory;
    private final Lateness lateness;
    private final Clock clock;

    UrgeCandidates(UrgeStore urges, People people, Directory directory, Lateness lateness, Clock clock) {
        this.urges = urges;
        this.people = people;
        this.directory = directory;
        this.lateness = lateness;
        this.clock = clock;
    }

    /** The late ones first; read at once. */
    List<UrgeCandidate> of(List<OpenTask> open) {
        Map<String, UrgeStore.Urge> urged =
                urges.last(open.stream().map(OpenTask::id).toList());
        Map<String, String> names = people.namesOf(Stream.concat(
                        open.stream().map(OpenTask::assignee).filter(Objects::nonNull),
                        urged.values().stream().map(UrgeStore.Urge::by))
                .toList());
        return open.stream()
                .map(task -> candidate(task, urged.get(task.id()), names))
                .sorted(Comparator.comparing((UrgeCandidate task) -> !task.overdue()))
                .toList();
    }

    private UrgeCandidate candidate(OpenTask task, UrgeStore.@Nullable Urge last, Map<String, String> names) {
        return new UrgeCandidate(
                task.id(),
                task.measureKey() == null ? "" : task.measureKey(),
                task.subject() == null ? "" : task.subject(),
                (task.submission() == null ? task.measureKey() : SUBMISSION + task.submission()) + "/" + task.id(),
                TaskNames.of(task.key()),
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
