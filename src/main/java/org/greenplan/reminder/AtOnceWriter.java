package org.greenplan.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.greenplan.directory.People;
import org.greenplan.mail.Letter;
import org.greenplan.mail.Outbox;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what {@link AtOnce} has noted, when nothing more was noted for a person for a moment: thirty reports sent back
 * with one click are one mail.
 */
@Service
class AtOnceWriter {

    /** What stands for the mail of somebody to whom none can be written. */
    static final String NO_MAIL = "none";

    private static final Duration QUIET = Duration.ofSeconds(20);

    private record Heading(String person, Letter.Kind kind) {}

    private final LineStore lines;
    private final People people;
    private final NoticeWriter writer;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean on;

    /** @param on whether this node writes mails by itself */
    AtOnceWriter(
            LineStore lines,
            People people,
            NoticeWriter writer,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${greenplan.mail.worker:true}") boolean on) {
        this.lines = lines;
        this.people = people;
        this.writer = writer;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
        this.on = on;
    }

    @Scheduled(fixedDelayString = "10s", initialDelayString = "10s")
    void poll() {
        if (on) {
            write();
        }
    }

    /** Each mail in a transaction of its own. */
    void write() {
        lines.atOnce(OffsetDateTime.now(clock).minus(QUIET)).stream()
                .collect(Collectors.groupingBy(
                        noted -> new Heading(noted.line().recipient(), noted.kind()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((heading, noted) -> transaction.executeWithoutResult(status -> write(heading, noted)));
    }

    private void write(Heading heading, List<LineStore.Pending> noted) {
        String once = "at-once/" + noted.get(0).id() + "/" + heading.person();
        List<Line> told = noted.stream().map(LineStore.Pending::line).toList();
        String mail = people.find(heading.person())
                .flatMap(recipient -> outbox.put(writer.atOnce(once, heading.kind(), recipient, told)))
                .orElse(NO_MAIL);
        lines.written(noted, mail);
    }
}
