package org.greenplan.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.greenplan.directory.MailAddress;
import org.greenplan.directory.Person;
import org.greenplan.mail.Undeliverable.Extent;
import org.greenplan.task.Hashes;
import org.greenplan.task.PlainText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** E-mail over SMTP, set up by {@code spring.mail.host}. */
@Component
class EmailChannel implements Channel {

    private static final int LONGEST_PROBLEM = 300;

    private static final String UNANSWERED = "邮件已交给邮件服务器，没有等到答复，不知道对方是否已收到，因此没有自动再发；其中的任务会列入下一封每日提醒。";
    private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);

    private final @Nullable JavaMailSenderImpl sender;
    private final String from;
    private final String fromName;
    private final Duration patience;
    private final Clock clock;

    /** @param patience how long a server may take to answer that it has taken a whole mail */
    EmailChannel(
            ObjectProvider<JavaMailSenderImpl> sender,
            @Value("${greenplan.mail.from}") String from,
            @Value("${greenplan.app-name}") String fromName,
            @Value("${greenplan.mail.patience:2m}") Duration patience,
            Clock clock) {
        this.sender = sender.getIfAvailable();
        this.from = from;
        this.fromName = fromName;
        this.patience = patience;
        this.clock = clock;
        if (!MailAddress.isUsable(from)) {
            throw new IllegalStateException("greenplan.mail.from 不是可用的邮箱地址：" + from);
        }
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public boolean isSetUp() {
        return sender != null;
    }

    @Override
    public String addressOf(Person person) {
        return MailAddress.isUsable(person.email()) ? person.email() : "";
    }

    @Override
    public String messageId(String onceKey) {
        return "<" + Hashes.sha256(onceKey).substring(0, 32) + from.substring(from.indexOf('@')) + ">";
    }

    @Override
    public void send(Mail mail) throws Undeliverable {
        if (sender == null) {
            throw new IllegalStateException("no mail server is set up");
        }
        MimeMessage message;
        try {
            message = message(sender, mail);
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new Undeliverable(Extent.FOR_GOOD, "邮件无法生成。" + detail(e), e);
        }
        String protocol = sender.getProtocol() == null ? "smtp" : sender.getProtocol();
        SmtpConversation server = new SmtpConversation(sender.getSession(), protocol, patience);
        try {
            connect(server, sender);
            hand(message, server);
        } finally {
            leave(server);
        }
    }

    private static void connect(SmtpConversation server, JavaMailSenderImpl sender) throws Undeliverable {
        try {
            server.connect(
                    sender.getHost(),
                    sender.getPort(),
                    StringUtils.hasLength(sender.getUsername()) ? sender.getUsername() : null,
                    StringUtils.hasLength(sender.getPassword()) ? sender.getPassword() : null);
        } catch (AuthenticationFailedException e) {
            throw new Undeliverable(Extent.EVERYTHING, "邮件服务器不接受登录名或密码。" + detail(e), e);
        } catch (MessagingException e) {
            throw new Undeliverable(Extent.EVERYTHING, "连不上邮件服务器。" + detail(e), e);
        }
    }

    private static void hand(MimeMessage message, SmtpConversation server) throws Undeliverable {
        try {
            server.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw server.isUnanswered()
                    ? new Undeliverable(Extent.UNANSWERED, UNANSWERED + detail(e), e)
                    : undeliverable(e);
        }
    }

    /** Whatever becomes of the goodbye: what was taken is taken. */
    private static void leave(SmtpConversation server) {
        try {
            server.close();
        } catch (MessagingException e) {
            LOG.debug("the mail server's goodbye", e);
        }
    }

    private MimeMessage message(JavaMailSenderImpl sender, Mail mail)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = sender.createMimeMessage();
        message.setFrom(address(from, fromName));
        message.setRecipient(Message.RecipientType.TO, address(mail.address(), mail.recipientName()));
        message.setSubject(PlainText.line(mail.subject()), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name(), "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        // saving has made one
        message.setHeader("Message-ID", mail.messageId());
        return message;
    }

    private static Address address(String address, String name) throws UnsupportedEncodingException {
        return new InternetAddress(address, PlainText.line(name), StandardCharsets.UTF_8.name());
    }

    private static Undeliverable undeliverable(MessagingException e) {
        int code = codeOf(e);
        if (code >= 500) {
            return new Undeliverable(Extent.FOR_GOOD, "邮件服务器拒收。" + detail(e), e);
        }
        if (code >= 400 || e instanceof SendFailedException && code == 0) {
            return new Undeliverable(Extent.FOR_NOW, "邮件服务器暂时不收。" + detail(e), e);
        }
        return new Undeliverable(Extent.FOR_NOW, "与邮件服务器的连接中断。" + detail(e), e);
    }

    /** What the server answered; 0 when it did not. */
    private static int codeOf(@Nullable Throwable thrown) {
        int code = 0;
        Throwable next = thrown;
        while (next != null && code == 0) {
            if (next instanceof SMTPAddressFailedException refused) {
                code = refused.getReturnCode();
            } else if (next instanceof SMTPSenderFailedException refused) {
                code = refused.getReturnCode();
            } else if (next instanceof SMTPSendFailedException refused
                    && !(refused.getNextException() instanceof SMTPAddressFailedException)) {
                code = refused.getReturnCode();
            }
            next = next instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        return code;
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String detail(Throwable thrown) {
        String said = PlainText.line(String.valueOf(rootOf(thrown).getMessage()));
        return "（" + (said.length() <= LONGEST_PROBLEM ? said : said.substring(0, LONGEST_PROBLEM)) + "）";
    }
}
