package org.greenplan.reminder;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.mail.Letter;
import org.greenplan.mail.Outbox;
import org.greenplan.plan.InformedUnits;
import org.greenplan.submission.SubmissionWatch;
import org.greenplan.task.OpenTask;
import org.greenplan.task.OpenTasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the process deadline-reminder does on a workday: collects once what everybody is to be told, then writes one mail
 * per person, some people at a time. Each of these is one transaction, so a kill amid it leaves nothing half done.
 */
@Service
class DailyReminders {

    private static final int TASKS_AT_A_TIME = 2000;
    private static final int LINES_AT_A_TIME = 20_000;
    private static final int PEOPLE_AT_A_TIME = 200;
    private static final int MOST_MISSED_DAYS = 10;
    private static final int DAYS_KEPT = 30;

    /** News of so many days are told, each once: as long as it is known who was told. */
    private static final int DAYS_OF_NEWS = DAYS_KEPT - 1;

    private final SweepStore sweeps;
    private final LineStore lines;
    private final OpenTasks tasks;
    private final InformedUnits informed;
    private final CurrentPolicy policy;
    private final Preferences preferences;
    private final NoticeWriter writer;
    private final Outbox outbox;
    private final People people;
    private final Alarms alarms;
    private final SubmissionWatch submissions;
    private final WorkingDays workingDays;
    private final Clock clock;

    DailyReminders(
            SweepStore sweeps,
            LineStore lines,
            OpenTasks tasks,
            InformedUnits informed,
            CurrentPolicy policy,
            Preferences preferences,
            NoticeWriter writer,
            Outbox outbox,
            People people,
            Alarms alarms,
            SubmissionWatch submissions,
            WorkingDays workingDays,
            Clock clock) {
        this.sweeps = sweeps;
        this.lines = lines;
        this.tasks = tasks;
        this.informed = informed;
        this.policy = policy;
        this.preferences = preferences;
        this.writer = writer;
        this.outbox = outbox;
        this.people = people;
        this.alarms = alarms;
        this.submissions = submissions;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Whether anybody is written to that day: on workdays, and on the days off before the platform's deadline. */
    boolean isDue(LocalDate day) {
        return workingDays.isWorkday(day)
                || submissions.awaited().stream()
                        .anyMatch(submission -> new Countdown(submission, day, workingDays).concernsADayOff());
    }

    /** Collects what is to be told that day, unless that was done already or no plan is in force. */
    @Transactional
    public void collect(LocalDate day) {
        if (!sweeps.isAnyPlanLaunched() || sweeps.isBegun(day)) {
            return;
        }
        Sweep.Basis basis = basis(day);
        sweeps.begin(day, OffsetDateTime.now(clock), basis.whole());
        lines.forgetBefore(day.minusDays(DAYS_KEPT));
        List<Line> batch = new ArrayList<>(LINES_AT_A_TIME);
        Sweep sweep = sweep(basis, policy.current(), line -> {
            batch.add(line);
            if (batch.size() == LINES_AT_A_TIME) {
                add(day, batch);
                batch.clear();
            }
        });
        add(day, batch);
        lines.addRecipients(day, sweep.tallies());
        sweeps.collected(day, sweep.tasks(), sweep.lines());
        if (basis.whole()) {
            lines.undeliveredWithoutLines(day).forEach(person -> outbox.drop(outbox.unsent(person)));
        }
        if (sweep.lines() == 0) {
            sweeps.finished(day, OffsetDateTime.now(clock));
        }
    }

    /** One person's lines beside each other: their mail is written from few pages of the database then. */
    private void add(LocalDate day, List<Line> batch) {
        batch.sort(Comparator.comparing(Line::recipient));
        lines.add(day, batch);
    }

    /** Whether somebody's mail of that day is not written yet. */
    boolean hasUnwritten(LocalDate day) {
        return lines.hasUnwritten(day);
    }

    /** Writes the mails of the next people; what has not gone out to them before is said by the new one. */
    @Transactional
    public void write(LocalDate day) {
        Map<String, Tally> next = lines.unwritten(day, PEOPLE_AT_A_TIME);
        if (next.isEmpty()) {
            return;
        }
        Map<String, List<Line>> told = lines.ofDay(day, next.keySet());
        Set<String> office = Set.copyOf(
                people.clerks(People.PLAN_OFFICE).stream().map(Person::id).toList());
        boolean whole = workingDays.isWorkday(day);
        int alarmCount = next.keySet().stream().anyMatch(office::contains) ? alarms.count() : 0;
        next.forEach((person, tally) -> {
            int ownAlarms = office.contains(person) ? alarmCount : 0;
            String mail = people.find(person)
                    .flatMap(recipient -> put(
                            writer.digest(day, recipient, told.getOrDefault(person, List.of()), tally, ownAlarms),
                            whole))
                    .orElse(AtOnceWriter.NO_MAIL);
            lines.written(day, person, mail);
        });
        if (!hasUnwritten(day)) {
            sweeps.finished(day, OffsetDateTime.now(clock));
        }
    }

    /** Whatever has not gone out before is said by this one, where it speaks of everything. */
    private Optional<String> put(Letter letter, boolean whole) {
        Collection<String> before = outbox.unsent(letter.recipient().id());
        Optional<String> mail = outbox.put(letter);
        mail.filter(id -> whole).ifPresent(id -> outbox.merge(before, id));
        return mail;
    }

    /** Goes through all open tasks as the sweep of that day would, by any policy, and changes nothing. */
    @Transactional(readOnly = true)
    public Sweep look(LocalDate day, ReminderPolicy by, Consumer<Line> told) {
        return sweep(basis(day), by, told);
    }

    private Sweep sweep(Sweep.Basis basis, ReminderPolicy by, Consumer<Line> told) {
        Sweep sweep = new Sweep(basis, by, workingDays, people, told);
        if (basis.measures().isEmpty()) {
            return sweep;
        }
        String last = "";
        List<OpenTask> page;
        do {
            page = tasks.page(last, TASKS_AT_A_TIME);
            for (OpenTask task : page) {
                sweep.add(task);
                last = task.id();
            }
        } while (page.size() == TASKS_AT_A_TIME);
        sweep.finish();
        submissions.awaited().forEach(one -> sweep.add(one, submissions.bureau(), submissions.endorser()));
        if (!basis.whole()) {
            return sweep;
        }
        List<InformedUnits.News> news = informed.since(basis.day()
                .minusDays(DAYS_OF_NEWS)
                .atStartOfDay(clock.getZone())
                .toOffsetDateTime());
        Map<String, Set<String>> known = news.isEmpty() ? Map.of() : lines.news();
        news.forEach(one -> sweep.add(one, known));
        return sweep;
    }

    private Sweep.Basis basis(LocalDate day) {
        SweepStore.@Nullable Last last = sweeps.lastBefore(day).orElse(null);
        int missed = last == null ? 0 : Math.max(0, workingDays.workdaysBetween(last.day(), day) - 1);
        return new Sweep.Basis(
                day,
                workingDays.isWorkday(day),
                Math.min(missed, MOST_MISSED_DAYS),
                last == null ? null : last.startedAt(),
                last == null
                        ? Set.of()
                        : sweeps.urgedSince(
                                last.startedAt().atZone(clock.getZone()).toOffsetDateTime()),
                lines.undelivered(),
                preferences.all(),
                sweeps.measures());
    }
}
