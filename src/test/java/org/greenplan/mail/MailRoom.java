package org.greenplan.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.greenplan.directory.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the room of mails to the other rooms' tests. */
@Component
public class MailRoom {

    private final DeliveryWorker worker;
    private final Outbox outbox;
    private final People people;
    private final RuntimeService runtime;
    private final JdbcClient jdbc;

    MailRoom(DeliveryWorker worker, Outbox outbox, People people, RuntimeService runtime, JdbcClient jdbc) {
        this.worker = worker;
        this.outbox = outbox;
        this.people = people;
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    /** As if nothing had ever been written. */
    public void clear() {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(EngineOutbox.PROCESS)
                .list()
                .forEach(mail -> runtime.deleteProcessInstance(mail.getId(), "test"));
        jdbc.sql("delete from mail").update();
        jdbc.sql("delete from mail_pause").update();
    }

    /** A letter to somebody, which waits to be delivered; its id. */
    public String put(String person) {
        return outbox.put(new Letter(
                        "test/" + UUID.randomUUID(),
                        Letter.Kind.DIGEST,
                        people.find(person).orElseThrow(),
                        "题目",
                        "正文",
                        "<p>正文</p>"))
                .orElseThrow();
    }

    /** Hands over all whose time has come. */
    public void deliver() {
        worker.deliver();
    }

    public boolean isTo(MimeMessage message, String address) {
        try {
            return Arrays.stream(message.getAllRecipients())
                    .anyMatch(to -> ((InternetAddress) to).getAddress().equals(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
