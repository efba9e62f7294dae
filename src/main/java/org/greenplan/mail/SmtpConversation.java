package org.greenplan.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One conversation with a mail server, which knows whether the whole mail was given away: from then on only the server's
 * answer says what became of it. A server takes its time for that one answer, to look for viruses for example; for every
 * other it is not waited longer than {@code mail.smtp.timeout} says.
 */
final class SmtpConversation extends SMTPTransport {

    private final Duration patience;
    private boolean given;
    private boolean answering;
    private int answer;

    /** @param patience how long the answer to a whole mail is waited for */
    SmtpConversation(Session session, String protocol, Duration patience) {
        super(session, null, protocol, protocol.equals("smtps"));
        this.patience = patience;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        given = true;
        answering = true;
        try {
            super.finishData();
        } finally {
            answering = false;
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (!answering) {
            return super.readServerResponse();
        }
        long begun = System.nanoTime();
        while (true) {
            try {
                answer = super.readServerResponse();
                // what it says to what comes next, to RSET for example, is no answer to the mail
                answering = false;
                return answer;
            } catch (MessagingException e) {
                boolean late = System.nanoTime() - begun >= patience.toNanos();
                if (late || !(e.getNextException() instanceof SocketTimeoutException)) {
                    throw e;
                }
            }
        }
    }

    /** Whether the whole mail was given away, and no answer said that it was refused. */
    boolean isUnanswered() {
        return given && answer < 400;
    }
}
