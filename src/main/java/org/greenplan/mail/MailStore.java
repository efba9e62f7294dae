package org.greenplan.mail;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tables {@code mail} and {@code mail_pause}. A mail that is being sent is changed by whoever holds its task only; any
 * other is locked first, or changed on the condition that it still waits.
 */
@Repository
class MailStore {

    private static final int DAYS_OF_TROUBLE = 7;

    private final JdbcClient jdbc;
    private final Clock clock;

    MailStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return the new id; empty when there is a mail of this key already */
    Optional<String> add(Letter letter, String channel, String address, String messageId, MailState state) {
        String id = UUID.randomUUID().toString();
        OffsetDateTime now = OffsetDateTime.now(clock);
        int added = jdbc.sql(
                        """
                        insert into mail (id, once_key, kind, channel, recipient, recipient_name, address, subject,
                            body_text, body_html, message_id, state, created_at, changed_at)
                        select cast(:id as varchar), cast(:key as varchar), cast(:kind as varchar),
                            cast(:channel as varchar), cast(:recipient as varchar), cast(:name as varchar),
                            cast(:address as varchar), cast(:subject as varchar), cast(:text as varchar),
                            cast(:html as varchar), cast(:message as varchar), cast(:state as varchar),
                            cast(:now as timestamp with time zone), cast(:now as timestamp with time zone)
                        where not exists (select 1 from mail where once_key = :key)""")
                .param("id", id)
                .param("key", letter.onceKey())
                .param("kind", letter.kind().code())
                .param("channel", channel)
                .param("recipient", letter.recipient().id())
                .param("name", letter.recipient().name())
                .param("address", address)
                .param("subject", letter.subject())
                .param("text", letter.text())
                .param("html", letter.html())
                .param("message", messageId)
                .param("state", state.code())
                .param("now", now)
                .update();
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    Optional<Mail> find(String id) {
        return jdbc.sql("select * from mail where id = ?")
                .param(id)
                .query(Mail::of)
                .optional();
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    Optional<Mail> lock(String id) {
        return jdbc.sql("select * from mail where id = ? for update")
                .param(id)
                .query(Mail::of)
                .optional();
    }

    /** Mails to somebody that may still go out and that nobody is sending right now. */
    List<String> unsent(String recipient) {
        return jdbc.sql(
                        "select id from mail where recipient = ? and state in ('waiting', 'failed') order by created_at")
                .param(recipient)
                .query(String.class)
                .list();
    }

    /** @return whether there was such a mail to give up */
    boolean giveUp(String id, MailState state, @Nullable String into) {
        return jdbc.sql(
                                """
                                update mail set state = ?, merged_into = ?, changed_at = ?
                                where id = ? and state in ('waiting', 'failed')""")
                        .params(state.code(), into, OffsetDateTime.now(clock), id)
                        .update()
                == 1;
    }

    void sending(String id) {
        jdbc.sql("update mail set state = 'sending', attempts = attempts + 1, changed_at = ? where id = ?")
                .params(OffsetDateTime.now(clock), id)
                .update();
    }

    void sent(String id) {
        jdbc.sql("update mail set state = 'sent', problem = null, sent_at = ?, changed_at = ? where id = ?")
                .params(OffsetDateTime.now(clock), OffsetDateTime.now(clock), id)
                .update();
    }

    void settle(String id, MailState state, @Nullable String problem) {
        jdbc.sql("update mail set state = ?, problem = ?, changed_at = ? where id = ?")
                .params(state.code(), problem, OffsetDateTime.now(clock), id)
                .update();
    }

    /** For another attempt, as if it were new, to where the person is reached now. */
    void again(String id, String address, MailState state) {
        jdbc.sql("update mail set state = ?, address = ?, attempts = 0, problem = null, changed_at = ? where id = ?")
                .params(state.code(), address, OffsetDateTime.now(clock), id)
                .update();
    }

    List<String> failed() {
        return jdbc.sql("select id from mail where state = 'failed' order by created_at")
                .query(String.class)
                .list();
    }

    /** Mails of the last days that failed more than once, or of which nobody knows, to whom none was sent since. */
    Outbox.Stuck stuck() {
        record Entry(String recipient, MailState state, String problem) {}
        List<Entry> stuck = jdbc.sql(
                        """
                        select recipient, state, problem from mail m where m.created_at > ?
                        and (m.state = 'failed' or m.state = 'waiting' and m.attempts > 1 or m.state = 'unconfirmed')
                        and not exists (select 1 from mail later where later.recipient = m.recipient
                            and later.created_at > m.created_at and later.state = 'sent')
                        order by m.changed_at desc""")
                .param(OffsetDateTime.now(clock).minusDays(DAYS_OF_TROUBLE))
                .query((row, number) -> new Entry(
                        row.getString("recipient"),
                        MailState.ofCode(row.getString("state")),
                        Objects.toString(row.getString("problem"), "")))
                .list();
        return new Outbox.Stuck(
                stuck.stream().map(Entry::recipient).distinct().toList(),
                (int) stuck.stream()
                        .filter(mail -> mail.state() == MailState.FAILED)
                        .count(),
                (int) stuck.stream()
                        .filter(mail -> mail.state() == MailState.UNCONFIRMED)
                        .count(),
                (int) stuck.stream()
                        .filter(mail -> mail.state() == MailState.WAITING)
                        .count(),
                stuck.stream().map(Entry::problem).findFirst().orElse(""));
    }

    boolean isPaused() {
        return jdbc.sql("select paused from mail_pause where id = 1")
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void pause(boolean paused, String by) {
        Collection<Object> values = List.of(paused, by, OffsetDateTime.now(clock));
        int changed = jdbc.sql("update mail_pause set paused = ?, changed_by = ?, changed_at = ? where id = 1")
                .params(List.copyOf(values))
                .update();
        if (changed == 0) {
            jdbc.sql("insert into mail_pause (paused, changed_by, changed_at, id) values (?, ?, ?, 1)")
                    .params(List.copyOf(values))
                    .update();
        }
    }

    /** Who held mail back or let it go last, and when. */
    record Switched(boolean paused, String by, OffsetDateTime at) {}

    Optional<Switched> lastSwitch() {
        return jdbc.sql("select * from mail_pause where id = 1")
                .query((row, number) -> new Switched(
                        row.getBoolean("paused"),
                        row.getString("changed_by"),
                        row.getObject("changed_at", OffsetDateTime.class)))
                .optional();
    }
}
