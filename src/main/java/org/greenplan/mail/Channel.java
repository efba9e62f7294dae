package org.greenplan.mail;

import org.greenplan.directory.Person;

/** A way by which letters reach people. E-mail is one; a text message or the government's messenger would be another. */
interface Channel {

    /** Stable, stands in the log, e.g. {@code email}. */
    String name();

    /** Whether it can send at all; if not, mails are kept for reading in the log. */
    boolean isSetUp();

    /** Where it would reach this person; empty when it cannot. */
    String addressOf(Person person);

    /** Identity of what is sent under this key: the same for every attempt, so that a receiver can tell a repetition. */
    String messageId(String onceKey);

    /**
     * Hands it over, and returns when the other side has taken it.
     *
     * @throws Undeliverable when the other side did not take it, or did not say
     */
    void send(Mail mail) throws Undeliverable;
}
