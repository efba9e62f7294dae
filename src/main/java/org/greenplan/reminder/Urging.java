package org.greenplan.reminder;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.cycle.OutsideView;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.mail.Letter;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.submission.SubmissionWatch;
import org.greenplan.task.OpenTask;
import org.greenplan.task.OpenTasks;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.Step;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 催办: somebody who looks after a task asks those who have to do it to do it now. The measure's lead, for a submission to the
 * platform the bureau, and the plan office urge every task of it that is not theirs to do, a supervisor those of the own unit.
 */
@Service
public class Urging {

    static final int LONGEST = 200;

    /**
     * How a measure's open tasks stand.
     *
     * @param overdue how many are past their due date, whoever has to do them
     * @param mayUrge whether the person may urge any of them
     */
    public record Standing(int overdue, boolean mayUrge) {}

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
    private final UrgeCandidates candidates;
    private final OutsideView outside;
    private final SubmissionWatch submissions;
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
            UrgeCandidates candidates,
            OutsideView outside,
            SubmissionWatch submissions,
            Clock clock) {
        this.tasks = tasks;
        this.urges = urges;
        this.sweeps = sweeps;
        this.atOnce = atOnce;
        this.rights = rights;
        this.people = people;
        this.directory = directory;
        this.timeline = timeline;
        this.candidates = candidates;
        this.outside = outside;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** Whether there is anything that this person may urge. */
    public boolean mayUrge(String measureKey, String user) {
        return !theirs(tasks.ofMeasure(measureKey), user).isEmpty();
    }

    /** The ids of those of these tasks that this person may urge. */
    public Set<String> mayUrge(List<OpenTask> open, String user) {
        return theirs(open, user).stream().map(OpenTask::id).collect(Collectors.toSet());
    }

    /** Of these measures those with open tasks, and how these stand; read at once. */
    public Map<String, Standing> standings(Collection<String> measureKeys, String user) {
        List<OpenTask> open = known(tasks.ofMeasures(measureKeys), user);
        Set<String> mayUrge = theirs(open, user).stream().map(Urging::measureOf).collect(Collectors.toSet());
        Map<String, Standing> standings = new HashMap<>();
        List<OpenTask> seen = outside.of(open, people.unitsOf(user));
        seen.stream().collect(Collectors.groupingBy(Urging::measureOf)).forEach((key, of) -> {
            int overdue = (int) of.stream().filter(candidates::isOverdue).count();
            standings.put(key, new Standing(overdue, mayUrge.contains(key)));
        });
        return standings;
    }

    /** @throws RuleViolation when the person may not read one of these measures: then none is urged */
    void requireKnown(Collection<String> measureKeys, String user) {
        rights.requireRead(user, measureKeys);
    }

    /** The open tasks of these measures that this person may urge, the late ones first. */
    List<UrgeCandidate> ofMeasures(Collection<String> measureKeys, String user) {
        rights.requireRead(user, measureKeys);
        return candidates.of(theirs(tasks.ofMeasures(measureKeys), user), user);
    }

    /** The open tasks of these units that this person may urge, the late ones first. */
    List<UrgeCandidate> ofUnits(Collection<String> unitCodes, String user) {
        return candidates.of(theirs(tasks.ofUnits(unitCodes), user), user);
    }

    /** The open tasks of this submission that this person may urge, the late ones first. */
    List<UrgeCandidate> ofSubmission(long submission, String user) {
        return candidates.of(theirs(tasks.ofSubmission(submission), user), user);
    }

    /** Without what stays inside another unit. */
    private List<OpenTask> known(List<OpenTask> open, String user) {
        OpenTasks.InSight sight = new OpenTasks.InSight(people.unitsOf(user), true);
        return open.stream().filter(sight::contains).toList();
    }

    /** Those of these tasks that the person looks after and does not have to do. */
    private List<OpenTask> theirs(List<OpenTask> open, String user) {
        Map<String, String> leads = sweeps.leadsInForce(
                open.stream().map(OpenTask::measureKey).filter(Objects::nonNull).collect(Collectors.toSet()));
        Set<String> clerkOf = people.clerkOf(user);
        Set<String> supervisorOf = people.supervisorOf(user);
        Set<String> unitsOf = people.unitsOf(user);
        boolean planOffice = people.isPlanOffice(user);
        return known(open, user).stream()
                .filter(task -> task.submission() != null || leads.containsKey(measureOf(task)))
                .filter(task ->
                        planOffice || unitsOf.contains(leadOf(task, leads)) || supervisorOf.contains(task.unitCode()))
                .filter(task -> !(task.forSupervisor() ? supervisorOf : clerkOf).contains(task.unitCode()))
                .toList();
    }

    /** @param leads of measures, by key */
    private String leadOf(OpenTask task, Map<String, String> leads) {
        return task.submission() != null ? submissions.bureau() : leads.getOrDefault(measureOf(task), "");
    }

    /** Empty where the task is about no single measure. */
    private static String measureOf(OpenTask task) {
        return task.measureKey() == null ? "" : task.measureKey();
    }

    /**
     * Urges chosen tasks of one measure.
     *
     * @param chosen ids; those that the person may not urge do not count
     * @throws RuleViolation without a sentence, or for a measure that the person may not read
     */
    @Transactional
    Outcome urge(String measureKey, Collection<String> chosen, String sentence, String user) {
        String said = said(sentence);
        rights.requireRead(user, measureKey);
        urges.lock(measureKey);
        return urge(tasks.ofMeasure(measureKey), chosen, said, user);
    }

    /** As above, of one submission to the platform. */
    @Transactional
    Outcome urge(long submission, Collection<String> chosen, String sentence, String user) {
        String said = said(sentence);
        submissions.lock(submission);
        submissions.find(submission).map(SubmissionWatch.Standing::measureKey).ifPresent(urges::lock);
        return urge(tasks.ofSubmission(submission), chosen, said, user);
    }

    private static String said(String sentence) {
        String said = PlainText.line(sentence);
        if (said.isEmpty()) {
            throw RuleViolation.of("sentence", "no-sentence", "请写一句催办的话，对方会在邮件里看到。");
        }
        if (said.length() > LONGEST) {
            throw RuleViolation.of("sentence", "too-long", "催办的话请不超过%d字，现在有%d字。".formatted(LONGEST, said.length()));
        }
        return said;
    }

    private Outcome urge(List<OpenTask> open, Collection<String> chosen, String said, String user) {
        int urged = 0;
        List<OpenTask> theirs = theirs(open, user);
        Map<String, UrgeStore.Urge> before = candidates.known(theirs, user);
        for (OpenTask task : theirs) {
            if (chosen.contains(task.id()) && candidates.isFree(before.get(task.id()))) {
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
        if (task.measureKey() != null) {
            boolean colleagues = unit.equals(task.unitCode());
            // whoever reads the measure reads this
            String step = colleagues
                    ? task.key()
                    : outside.of(List.of(task), Set.of()).get(0).key();
            timeline.add(
                    task.measureKey(),
                    user,
                    unit,
                    colleagues ? TimelineEvent.COLLEAGUES_URGED : TimelineEvent.URGED,
                    "%s催办%s的“%s”：%s"
                            .formatted(
                                    task.subject() == null ? "" : task.subject() + "：",
                                    directory.nameOf(task.unitCode()),
                                    Step.titleOf(step),
                                    sentence));
        }
    }

    private String actingFor(OpenTask task, String user) {
        return actingFor(
                people.unitsOf(user), task.unitCode(), leadOf(task, sweeps.leadsInForce(List.of(measureOf(task)))));
    }

    /**
     * Who belongs to several units urges colleagues as one of them, others as the measure's lead before the plan office.
     *
     * @param own units of who urges
     */
    static String actingFor(Set<String> own, String urgedUnit, String leadUnit) {
        return Stream.of(urgedUnit, leadUnit).filter(own::contains).findFirst().orElse(People.PLAN_OFFICE);
    }
}
