package org.greenplan.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.mail.Letter;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.OpenTask;
import org.greenplan.task.OpenTasks;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskNames;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 催办: somebody who looks after a task asks those who have to do it to do it now. The measure's lead and the plan office
 * urge every task of a measure that is not theirs to do, a supervisor those of the own unit.
 */
@Service
public class Urging {

    static final int LONGEST = 200;

    private static final Duration PAUSE = Duration.ofHours(1);

    /**
     * A task that the person may urge.
     *
     * @param claimedBy name of whoever has claimed it; empty while nobody has
     * @param lastUrged in words, who urged it last and when; empty when nobody has
     * @param free whether it may be urged now; not within an hour of the last time
     */
    record Candidate(
            String taskId,
            String measureKey,
            String step,
            String unit,
            String claimedBy,
            String due,
            boolean overdue,
            String lastUrged,
            boolean free) {}

    /**
     * @param urged how many tasks were urged
     * @param left how many were not, because they were done or urged meanwhile
     */
    record Outcome(int urged, int left) {}

    private final OpenTasks tasks;
    private final UrgeStore urges;
    private final SweepStore sweeps;
    private final AtOnce atOnce;
    private final MeasureRights rights;
    private final People people;
    private final Directory directory;
    private final Timeline timeline;
    private final Clock clock;

    Urging(
            OpenTasks tasks,
            UrgeStore urges,
            SweepStore sweeps,
            AtOnce atOnce,
            MeasureRights rights,
            People people,
            Directory directory,
            Timeline timeline,
            Clock clock) {
        this.tasks = tasks;
        this.urges = urges;
        this.sweeps = sweeps;
        this.atOnce = atOnce;
        this.rights = rights;
        this.people = people;
        this.directory = directory;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** Whether there is anything that this person may urge. */
    public boolean mayUrge(String measureKey, String user) {
        return !open(measureKey, user).isEmpty();
    }

    /** The measure's open tasks that this person may urge. */
    List<Candidate> candidates(String measureKey, String user) {
        rights.requireRead(user, measureKey);
        return open(measureKey, user).stream().map(this::candidate).toList();
    }

    private List<OpenTask> open(String measureKey, String user) {
        Sweep.MeasureHead measure = sweeps.measure(measureKey).orElse(null);
        if (measure == null) {
            return List.of();
        }
        Set<String> clerkOf = people.clerkOf(user);
        Set<String> supervisorOf = people.supervisorOf(user);
        boolean looksAfterAll =
                people.isPlanOffice(user) || people.unitsOf(user).contains(measure.leadUnit());
        return tasks.ofMeasure(measureKey).stream()
                .filter(task -> looksAfterAll || supervisorOf.contains(task.unitCode()))
                .filter(task -> !(task.forSupervisor() ? supervisorOf : clerkOf).contains(task.unitCode()))
                .toList();
    }

    private Candidate candidate(OpenTask task) {
        LocalDate due = task.due() == null ? null : LocalDate.ofInstant(task.due(), DueDates.ZONE);
        UrgeStore.Urge last = urges.last(task.id()).orElse(null);
        return new Candidate(
                task.id(),
                String.valueOf(task.measureKey()),
                TaskNames.of(task.key()),
                directory.nameOf(task.unitCode()),
                task.assignee() == null ? "" : people.nameOf(task.assignee()),
                Times.day(due),
                due != null && due.isBefore(LocalDate.now(clock)),
                last == null ? "" : people.nameOf(last.by()) + " " + Times.minute(last.at()),
                isFree(last));
    }

    private boolean isFree(UrgeStore.@Nullable Urge last) {
        return last == null || !last.at().plus(PAUSE).isAfter(OffsetDateTime.now(clock));
    }

    /**
     * Urges chosen tasks of one measure.
     *
     * @param chosen ids; those that the person may not urge do not count
     * @throws RuleViolation without a sentence, or for a measure that the person may not read
     */
    @Transactional
    Outcome urge(String measureKey, Collection<String> chosen, String sentence, String user) {
        String said = PlainText.line(sentence);
        if (said.isEmpty()) {
            throw RuleViolation.of("sentence", "no-sentence", "请写一句催办的话，对方会在邮件里看到。");
        }
        if (said.length() > LONGEST) {
            throw RuleViolation.of("sentence", "too-long", "催办的话请不超过%d字，现在有%d字。".formatted(LONGEST, said.length()));
        }
        rights.requireRead(user, measureKey);
        urges.lock(measureKey);
        int urged = 0;
        for (OpenTask task : open(measureKey, user)) {
            if (chosen.contains(task.id()) && isFree(urges.last(task.id()).orElse(null))) {
                urge(task, said, user);
                urged++;
            }
        }
        return new Outcome(urged, chosen.size() - urged);
    }

    private void urge(OpenTask task, String sentence, String user) {
        String unit = actingFor(task, user);
        urges.add(task, sentence, user, OffsetDateTime.now(clock));
        atOnce.note(
                Letter.Kind.URGE,
                task,
                "%s（%s）催办：%s".formatted(people.nameOf(user), directory.nameOf(unit), sentence),
                true);
        timeline.add(
                String.valueOf(task.measureKey()),
                user,
                unit,
                unit.equals(task.unitCode()) ? TimelineEvent.COLLEAGUES_URGED : TimelineEvent.URGED,
                "催办%s的“%s”：%s".formatted(directory.nameOf(task.unitCode()), TaskNames.of(task.key()), sentence));
    }

    /** Who belongs to several units urges colleagues as one of them, others as the measure's lead before the plan office. */
    private String actingFor(OpenTask task, String user) {
        Set<String> own = people.unitsOf(user);
        return Stream.of(
                        task.unitCode(),
                        sweeps.measure(String.valueOf(task.measureKey()))
                                .orElseThrow()
                                .leadUnit())
                .filter(own::contains)
                .findFirst()
                .orElse(People.PLAN_OFFICE);
    }
}
