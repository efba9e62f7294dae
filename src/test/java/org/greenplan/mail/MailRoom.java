package org.greenplan.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the room of mails to the other rooms' tests. */
@Component
public class MailRoom {

    private final DeliveryWorker worker;
    private final RuntimeService runtime;
    private final JdbcClient jdbc;

    MailRoom(DeliveryWorker worker, RuntimeService runtime, JdbcClient jdbc) {
        this.worker = worker;
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
