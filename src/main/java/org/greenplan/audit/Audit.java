package org.greenplan.audit;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.greenplan.directory.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes the audit: one line for each thing that the assessor of a system asks after (ADR 0026). Where it came from is
 * the request that this thread serves. Never a password, never what a file or a report says.
 */
@Service
public class Audit {

    private final AuditStore store;
    private final People people;
    private final Clock clock;

    public Audit(JdbcClient jdbc, People people, Clock clock) {
        this.store = new AuditStore(jdbc);
        this.people = people;
        this.clock = clock;
    }

    /**
     * A change, within the transaction that makes it: both or neither.
     *
     * @param by login name; empty for the system itself
     * @param subject what was changed
     * @param detail how, in a few words
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEvent event, String by, String subject, String detail) {
        add(event, by, subject, detail);
    }

    /** What changes nothing, before it happens: whoever cannot be recorded gets nothing. */
    @Transactional
    public void recordByItself(AuditEvent event, String by, String subject, String detail) {
        add(event, by, subject, detail);
    }

    /** A person as a line names them: 李明（water1）. */
    public String named(String person) {
        String name = people.nameOf(person);
        return name.equals(person) ? person : name + "（" + person + "）";
    }

    private void add(AuditEvent event, String by, String subject, String detail) {
        String name = by.isEmpty() ? "" : people.nameOf(by);
        store.add(new AuditLine(
                OffsetDateTime.now(clock), event, by, name.equals(by) ? "" : name, address(), subject, detail));
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : "";
    }
}
