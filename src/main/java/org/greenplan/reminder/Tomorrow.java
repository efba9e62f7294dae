package org.greenplan.reminder;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.mail.Letter;
import org.springframework.stereotype.Component;

/** What the next sweep would write, as things are now; nothing is kept or sent. */
@Component
class Tomorrow {

    /**
     * One mail in numbers.
     *
     * @param own tasks to do, of which some are overdue
     * @param others what the person is only to know of
     */
    record Outlook(String person, String name, String units, int own, int overdue, int others) {}

    /** How much would be written by some policy. */
    record Volume(int mails, int lines) {}

    private static final class Counts {

        private int own;
        private int overdue;
        private int others;

        private void add(Line line) {
            if (line.section() == Line.Section.OWN) {
                own++;
                overdue += line.overdue() ? 1 : 0;
            } else {
                others++;
            }
        }
    }

    private final DailyReminders daily;
    private final CurrentPolicy policy;
    private final NoticeWriter writer;
    private final People people;
    private final Directory directory;
    private final WorkingDays workingDays;
    private final Clock clock;

    Tomorrow(
            DailyReminders daily,
            CurrentPolicy policy,
            NoticeWriter writer,
            People people,
            Directory directory,
            WorkingDays workingDays,
            Clock clock) {
        this.daily = daily;
        this.policy = policy;
        this.writer = writer;
        this.people = people;
        this.directory = directory;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    LocalDate tomorrow() {
        return LocalDate.now(clock).plusDays(1);
    }

    /** Tomorrow, or the first workday after it. */
    LocalDate nextWorkday() {
        return workingDays.rollForward(tomorrow());
    }

    /** Everybody who would get a mail, those with most overdue first. */
    List<Outlook> all() {
        Map<String, Counts> counts = new HashMap<>();
        daily.look(nextWorkday(), policy.current(), line -> counts.computeIfAbsent(
                        line.recipient(), person -> new Counts())
                .add(line));
        List<Outlook> all = new ArrayList<>(counts.size());
        counts.forEach((person, count) -> all.add(new Outlook(
                person,
                people.nameOf(person),
                String.join(
                        "、",
                        people.unitsOf(person).stream().map(directory::nameOf).toList()),
                count.own,
                count.overdue,
                count.others)));
        all.sort(Comparator.comparing(Outlook::overdue)
                .thenComparing(Outlook::own)
                .reversed()
                .thenComparing(Outlook::person));
        return all;
    }

    /** The mail to one person; empty when there would be none. */
    Optional<Letter> to(String person) {
        List<Line> lines = new ArrayList<>();
        LocalDate day = nextWorkday();
        Sweep sweep = daily.look(day, policy.current(), line -> {
            if (line.recipient().equals(person)) {
                lines.add(line);
            }
        });
        return lines.isEmpty()
                ? Optional.empty()
                : people.find(person)
                        .map(recipient -> writer.digest(
                                day, recipient, lines, sweep.rests().getOrDefault(person, Rest.NONE), 0));
    }

    Volume by(ReminderPolicy other) {
        Map<String, Counts> counts = new HashMap<>();
        Sweep sweep = daily.look(
                nextWorkday(), other, line -> counts.computeIfAbsent(line.recipient(), person -> new Counts())
                        .add(line));
        return new Volume(counts.size(), sweep.lines());
    }
}
