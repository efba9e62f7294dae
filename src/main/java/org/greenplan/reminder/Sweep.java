package org.greenplan.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.directory.People;
import org.greenplan.plan.InformedUnits;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.submission.SubmissionWatch;
import org.greenplan.task.OpenTask;
import org.jspecify.annotations.Nullable;

/**
 * One pass over open tasks and submissions for one day: decides by the policy who is told of which. Holds people and numbers, never all
 * tasks, and tells of each person and heading no more than a mail names; what depends on few values (a due date, a unit, a measure) is found out once.
 */
final class Sweep {

    /**
     * What a sweep starts from.
     *
     * @param whole whether all is told of; on a day off before the platform's deadline only what is about a submission is
     * @param missed workdays since the sweep before on which none ran: what was due to be told then is told now
     * @param since when the sweep before began; tasks that came later are new. Null when there was none
     * @param urged ids of the tasks that were urged since then
     * @param undelivered ids of the tasks of which a person was told in a mail that has not gone out, by person
     */
    record Basis(
            LocalDate day,
            boolean whole,
            int missed,
            @Nullable Instant since,
            Set<String> urged,
            Map<String, Set<String>> undelivered,
            Map<String, Preference> preferences,
            Map<String, MeasureHead> measures) {}

    /** What a line shows of its measure, and who leads it. */
    record MeasureHead(String title, String leadUnit) {}

    /** How the ids of lines begin that are about no task. */
    static final String NEWS = "news-";

    private static final String UNIT = "unit-";
    private static final String SUBMISSION = "submission-";

    /** Of one unit: how many tasks are overdue, and by how many workdays the longest. */
    private record Overdue(int tasks, int longest) {

        Overdue plus(Overdue other) {
            return new Overdue(tasks + other.tasks, Math.max(longest, other.longest));
        }
    }

    private final Basis basis;
    private final ReminderPolicy policy;
    private final WorkingDays workingDays;
    private final Recipients recipients;
    private final Consumer<Line> told;

    private final Map<LocalDate, Integer> workdaysLeft = new HashMap<>();
    private final Map<String, Integer> linesOf = new HashMap<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, Overdue> overdue = new HashMap<>();
    private final Map<String, Set<String>> unitsToTell = new TreeMap<>();
    private int tasks;
    private int lines;

    /** @param told takes each line as it comes */
    Sweep(Basis basis, ReminderPolicy policy, WorkingDays workingDays, People people, Consumer<Line> told) {
        this.basis = basis;
        this.policy = policy;
        this.workingDays = workingDays;
        this.recipients = new Recipients(people);
        this.told = told;
    }

    int tasks() {
        return tasks;
    }

    int lines() {
        return lines;
    }

    /** Of everybody who is told something or has something open, by login name. */
    Map<String, Tally> tallies() {
        return tallies;
    }

    void add(OpenTask task) {
        tasks++;
        LocalDate due = task.due() == null ? null : LocalDate.ofInstant(task.due(), DueDates.ZONE);
        Integer left = due == null
                ? null
                : workdaysLeft.computeIfAbsent(due, date -> workingDays.workdaysUntil(basis.day(), date));
        boolean urged = basis.urged().contains(task.id());
        boolean fresh = urged || basis.since() == null || task.created().isAfter(basis.since());
        ReminderPolicy.Verdict verdict = decide(task.forSupervisor(), fresh, left);
        ReminderPolicy.Verdict withoutNew = fresh ? decide(task.forSupervisor(), urged, left) : verdict;

        Set<String> seen = new HashSet<>();
        for (String person : recipients.performers(task)) {
            seen.add(person);
            ReminderPolicy.Verdict own = basis.preferences()
                            .getOrDefault(person, Preference.EVERYTHING)
                            .newTasks()
                    ? verdict
                    : withoutNew;
            boolean now = isSpokenOf(task) && (own.remind() || isUndelivered(person, task.id()));
            count(person, Tally.own(now, due, left));
            if (now) {
                tell(person, Line.Section.OWN, task, due, left, fresh);
            }
        }
        if (left != null && (left < 0 || verdict.escalate())) {
            overdue.merge(task.unitCode(), new Overdue(1, Math.max(0, -left)), Overdue::plus);
        }
        if (!isSpokenOf(task)) {
            return;
        }
        if (!task.forSupervisor()) {
            tellOthers(
                    verdict.copySupervisor(),
                    recipients.supervisors(task.unitCode()),
                    Line.Section.COPY,
                    task,
                    due,
                    left,
                    seen);
        }
        MeasureHead measure =
                task.measureKey() == null ? null : basis.measures().get(task.measureKey());
        if (measure != null) {
            tellOthers(
                    verdict.escalate(),
                    recipients.clerks(measure.leadUnit()),
                    Line.Section.ESCALATED,
                    task,
                    due,
                    left,
                    seen);
        }
        for (String person : recipients.clerks(People.PLAN_OFFICE)) {
            if ((verdict.escalate() || isLateAndUndelivered(person, UNIT + task.unitCode(), left))
                    && seen.add(person)) {
                unitsToTell.computeIfAbsent(person, one -> new TreeSet<>()).add(task.unitCode());
            }
        }
    }

    /** All tasks were added: the plan office is told of units, not of each task. */
    void finish() {
        unitsToTell.forEach((person, units) -> units.forEach(unit -> {
            Overdue late = overdue.getOrDefault(unit, new Overdue(0, 0));
            count(person, Tally.others(late.tasks()));
            tell(new Line(
                    person,
                    Line.Section.UNIT,
                    UNIT + unit,
                    "",
                    null,
                    "",
                    unit,
                    null,
                    -late.longest(),
                    false,
                    null,
                    late.tasks(),
                    null));
        }));
    }

    /** Tells those who answer for a submission how it stands, when its dates want it. */
    void add(SubmissionWatch.Standing submission, String bureau, String endorser) {
        Countdown countdown = new Countdown(submission, basis.day(), workingDays);
        Set<String> people = new LinkedHashSet<>();
        if (countdown.concernsTheBureau()) {
            people.addAll(recipients.clerks(bureau));
            people.addAll(recipients.supervisors(bureau));
        }
        if (countdown.concernsTheDistrict()) {
            people.addAll(recipients.supervisors(endorser));
        }
        for (String person : people) {
            count(person, Tally.others(1));
            tell(new Line(
                    person,
                    Line.Section.SUBMISSION,
                    SUBMISSION + submission.id(),
                    "",
                    submission.measureKey(),
                    submission.subject(),
                    bureau,
                    submission.deadline(),
                    null,
                    false,
                    null,
                    1,
                    submission.id()));
        }
    }

    private void tell(Line line) {
        lines++;
        told.accept(line);
    }

    /**
     * Tells a unit that is only informed of a measure what happened to it: its clerks, each once.
     *
     * @param told in which lines of news each person was told what before
     */
    void add(InformedUnits.News news, Map<String, Set<String>> told) {
        MeasureHead measure = basis.measures().get(news.measureKey());
        if (measure == null) {
            return;
        }
        String id = NEWS + news.id();
        for (String person : recipients.clerks(news.unitCode())) {
            boolean known = told.getOrDefault(person, Set.of()).contains(id)
                    && !basis.undelivered().getOrDefault(person, Set.of()).contains(id);
            // what one mail has no room for is told by the next
            if (known || linesOf.merge(Line.Section.INFORMED + person, 1, Integer::sum) > Notice.MOST_LINES) {
                continue;
            }
            count(person, Tally.others(1));
            tell(new Line(
                    person,
                    Line.Section.INFORMED,
                    id,
                    news.event().code(),
                    news.measureKey(),
                    measure.title(),
                    news.unitCode(),
                    null,
                    null,
                    false,
                    words(news.event()),
                    1,
                    null));
        }
    }

    private static String words(TimelineEvent event) {
        return switch (event) {
            case CLOSED -> "措施已办结";
            case WITHDRAWN -> "措施已终止";
            default -> "任务分解已完成，本单位为知会单位";
        };
    }

    private void tellOthers(
            boolean now,
            List<String> others,
            Line.Section section,
            OpenTask task,
            @Nullable LocalDate due,
            @Nullable Integer left,
            Set<String> seen) {
        // most tasks concern nobody else, and nobody's undelivered mail tells of them: then there is nothing to go
        // through
        if (!now && basis.undelivered().isEmpty()) {
            return;
        }
        for (String person : others) {
            if ((now || isLateAndUndelivered(person, task.id(), left)) && seen.add(person)) {
                count(person, Tally.others(1));
                tell(person, section, task, due, left, false);
            }
        }
    }

    private boolean isSpokenOf(OpenTask task) {
        return basis.whole() || task.submission() != null;
    }

    private boolean isLateAndUndelivered(String person, String line, @Nullable Integer left) {
        return left != null && left <= 0 && isUndelivered(person, line);
    }

    private boolean isUndelivered(String person, String line) {
        return basis.undelivered().getOrDefault(person, Set.of()).contains(line);
    }

    private void tell(
            String person,
            Line.Section section,
            OpenTask task,
            @Nullable LocalDate due,
            @Nullable Integer left,
            boolean fresh) {
        String heading =
                task.submission() == null ? Notice.heading(section, left).name() : SUBMISSION;
        if (linesOf.merge(heading + person, 1, Integer::sum) > Notice.MOST_LINES) {
            return;
        }
        MeasureHead measure =
                task.measureKey() == null ? null : basis.measures().get(task.measureKey());
        tell(new Line(
                person,
                section,
                task.id(),
                task.key(),
                task.measureKey(),
                title(task, measure),
                task.unitCode(),
                due,
                left,
                fresh,
                null,
                1,
                task.submission()));
    }

    private static String title(OpenTask task, @Nullable MeasureHead measure) {
        if (task.subject() != null) {
            return task.subject();
        }
        return measure == null ? task.name() : measure.title();
    }

    private void count(String person, Tally more) {
        tallies.merge(person, more, Tally::plus);
    }

    /** Of today; or, where sweeps were missed, of the gravest of those days. */
    private ReminderPolicy.Verdict decide(boolean signature, boolean fresh, @Nullable Integer left) {
        if (left == null) {
            return fresh || signature
                    ? new ReminderPolicy.Verdict(true, false, false, "")
                    : ReminderPolicy.Verdict.SILENT;
        }
        ReminderPolicy.Verdict verdict = policy.decide(new ReminderPolicy.Question(signature, fresh, left));
        for (int back = 1; back <= basis.missed(); back++) {
            ReminderPolicy.Verdict then = policy.decide(new ReminderPolicy.Question(signature, false, left + back));
            verdict = new ReminderPolicy.Verdict(
                    verdict.remind() || then.remind(),
                    verdict.copySupervisor() || then.copySupervisor(),
                    verdict.escalate() || then.escalate(),
                    verdict.reason());
        }
        return verdict;
    }
}
