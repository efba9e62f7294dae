package org.greenplan.mail;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the process deliver-mail asks of its mail. */
@Component("mails")
public class Mails {

    private final MailStore store;

    Mails(MailStore store) {
        this.store = store;
    }

    public boolean sent(DelegateExecution execution) {
        return is(execution, MailState.SENT);
    }

    public boolean kept(DelegateExecution execution) {
        return is(execution, MailState.KEPT);
    }

    private boolean is(DelegateExecution execution, MailState state) {
        return store.find(execution.getProcessBusinessKey())
                .filter(mail -> mail.state() == state)
                .isPresent();
    }
}
