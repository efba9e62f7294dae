package org.greenplan.reminder;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private final DailyReminders daily;
    private final CurrentPolicy policy;
    private final NoticeWriter writer;
    private final People people;
    private final Directory directory;
    private final Clock clock;

    Tomorrow(
            DailyReminders daily,
            CurrentPolicy policy,
            NoticeWriter writer,
            People people,
            Directory directory,
            Clock clock) {
        this.daily = daily;
        this.policy = policy;
        this.writer = writer;
        this.people = people;
        this.directory = directory;
        this.clock = clock;
    }

    LocalDate tomorrow() {
        return LocalDate.now(clock).plusDays(1);
    }

    /** Tomorrow, or the first day after it on which anybody is written to. */
    LocalDate next() {
        return Stream.iterate(tomorrow(), day -> day.plusDays(1))
                .filter(daily::isDue)
                .findFirst()
                .orElseThrow();
    }

    /** Everybody who would get a mail, those with most overdue first. */
    List<Outlook> all() {
        Sweep sweep = daily.look(next(), policy.current(), line -> {});
        List<Outlook> all = new ArrayList<>();
        told(sweep)
                .forEach((person, tally) -> all.add(new Outlook(
                        person,
                        people.nameOf(person),
                        String.join(
                                "、",
                                people.unitsOf(person).stream()
                                        .map(directory::nameOf)
                                        .toList()),
                        tally.own(),
                        tally.overdue(),
                        tally.others())));
        all.sort(Comparator.comparing(Outlook::overdue)
                .thenComparing(Outlook::own)
                .reversed()
                .thenComparing(Outlook::person));
        return all;
    }

    /** The mail to one person; empty when there would be none. */
    Optional<Letter> to(String person) {
        List<Line> lines = new ArrayList<>();
        LocalDate day = next();
        Sweep sweep = daily.look(day, policy.current(), line -> {
            if (line.recipient().equals(person)) {
                lines.add(line);
            }
        });
        return lines.isEmpty()
                ? Optional.empty()
                : people.find(person)
                        .map(recipient -> writer.digest(
                                day, recipient, lines, sweep.tallies().getOrDefault(person, Tally.NOTHING), 0));
    }

    Volume by(ReminderPolicy other) {
        Map<String, Tally> told = told(daily.look(next(), other, line -> {}));
        return new Volume(
                told.size(), told.values().stream().mapToInt(Tally::told).sum());
    }

    private static Map<String, Tally> told(Sweep sweep) {
        Map<String, Tally> told = new HashMap<>(sweep.tallies());
        told.values().removeIf(tally -> tally.told() == 0);
        return told;
    }
}
