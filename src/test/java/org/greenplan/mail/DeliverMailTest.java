package org.greenplan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.greenplan.MailServer;
import org.greenplan.ProcessTest;
import org.greenplan.directory.Person;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.env.Environment;

@DisplayName("邮件投递")
class DeliverMailTest extends ProcessTest {

    private static final Person WANG = new Person("water1", "王水", "water1@huairou.example");

    @Autowired
    private MailRoom room;

    @Autowired
    private EngineOutbox outbox;

    @Autowired
    private DeliveryWorker worker;

    @Autowired
    private DeliverySteps steps;

    @Autowired
    private MailStore mails;

    @Autowired
    private Channel channel;

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private Environment environment;

    @BeforeEach
    @AfterEach
    void nothingIsWaiting() {
        room.clear();
    }

    private static Letter letter(String key, Person to) {
        return new Letter(
                key,
                Letter.Kind.DIGEST,
                to,
                "【待办提醒】3项待办，最近6月25日到期",
                "王水，您好！\n3项待办",
                "<html><body><p>王水，您好！</p></body></html>");
    }

    private String put() {
        return put(letter("test/" + UUID.randomUUID(), WANG));
    }

    private String put(Letter letter) {
        return outbox.put(letter).orElseThrow();
    }

    private ProcessInstance instance(String mail) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(mail, EngineOutbox.PROCESS)
                .singleResult();
    }

    private Mail mail(String id) {
        return mails.find(id).orElseThrow();
    }

    private MailState state(String id) {
        return mail(id).state();
    }

    private long incidents(String mail) {
        return runtime.createIncidentQuery()
                .processInstanceId(instance(mail).getId())
                .count();
    }

    @Test
    void letter_isSentOnceAndLeavesNothingBehind() throws Exception {
        Letter letter = letter("digest/2026-11-23/water1", WANG);
        String id = put(letter);
        ProcessInstance delivery = instance(id);
        assertThat(outbox.put(letter)).isEmpty();
        assertThat(delivery).isWaitingAt("serviceTask_sendMail");

        GreenMail server = MailServer.start();
        try {
            worker.deliver();
            worker.deliver();

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(1);
            MimeMessage message = received[0];
            assertThat(message.getSubject()).isEqualTo("【待办提醒】3项待办，最近6月25日到期");
            assertThat(message.getFrom()[0].toString()).contains("<greenplan@huairou.example>");
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(message.getMessageID())
                    .isEqualTo(mail(id).messageId())
                    .matches("<[0-9a-f]{32}@huairou.example>");
            assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            MimeMultipart parts = (MimeMultipart) message.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat((String) parts.getBodyPart(0).getContent()).contains("王水，您好！");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        } finally {
            server.stop();
        }
        assertThat(state(id)).isEqualTo(MailState.SENT);
        assertThat(delivery).isEnded().hasPassed("endEvent_mailSent");
    }

    @Test
    void serverIsDownForTwoHours_thenItIsAnIncidentUntilSomebodySendsAgain() {
        String first = put();
        String second = put();

        worker.deliver();
        assertThat(List.of(first, second)).allSatisfy(id -> {
            assertThat(state(id)).isEqualTo(MailState.WAITING);
            assertThat(mail(id).attempts()).isEqualTo(1);
            assertThat(mail(id).problem()).startsWith("连不上邮件服务器。");
        });

        worker.deliver();
        assertThat(mail(first).attempts()).as("not before two minutes").isEqualTo(1);
        List<Integer> minutes = List.of(2, 8, 20, 30, 60);
        for (int i = 0; i < minutes.size(); i++) {
            assertThat(state(first)).isEqualTo(MailState.WAITING);
            assertThat(incidents(first)).isZero();
            passTime(Duration.ofMinutes(minutes.get(i)).plusSeconds(1));
            worker.deliver();
            assertThat(mail(first).attempts()).isEqualTo(i + 2);
        }
        assertThat(minutes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(120);
        assertThat(state(first)).isEqualTo(MailState.FAILED);
        assertThat(incidents(first)).isEqualTo(1);

        GreenMail server = MailServer.start();
        try {
            worker.deliver();
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(outbox.sendFailedAgain()).isEqualTo(2);
            assertThat(incidents(first)).isZero();
            worker.deliver();
            assertThat(server.getReceivedMessages()).hasSize(2);
        } finally {
            server.stop();
        }
        assertThat(state(first)).isEqualTo(MailState.SENT);
        assertThat(instance(first)).isNull();
        assertThat(instance(second)).isNull();
    }

    @Test
    void oneUnreachableServer_isTriedOnceForAll() {
        try (ScriptedSmtp busy = new ScriptedSmtp(MailServer.port())) {
            busy.greet("421 too busy");
            List<String> ids = IntStream.range(0, 5).mapToObj(i -> put()).toList();

            worker.deliver();

            assertThat(busy.connections()).isEqualTo(1);
            assertThat(ids)
                    .allSatisfy(id -> assertThat(mail(id).problem()).startsWith("连不上邮件服务器。"))
                    .allSatisfy(id -> assertThat(mail(id).attempts()).isEqualTo(1));
        }
    }

    @Test
    @DisplayName("服务器收下后断开、不答复：每人只有一封，标为未确认，不再自动重发，后面的人照发")
    void takenWithoutAnAnswer_isNeverSentAgainByItself_andTheNextGoOn() {
        List<String> ids = IntStream.range(0, 4).mapToObj(i -> put()).toList();
        ProcessInstance delivery = instance(ids.get(0));
        try (ScriptedSmtp server = new ScriptedSmtp(MailServer.port())) {
            server.answerToMail(ScriptedSmtp.DROP);
            worker.deliver();
            passTime(Duration.ofHours(3));
            worker.deliver();

            assertThat(server.taken()).hasSize(4);
            assertThat(ids).allSatisfy(id -> {
                assertThat(state(id)).isEqualTo(MailState.UNCONFIRMED);
                assertThat(mail(id).problem()).contains("没有等到答复", "下一封每日提醒");
            });
            assertThat(delivery).isEnded().hasPassed("endEvent_mailNotSent");
            assertThat(outbox.stuck())
                    .isEqualTo(new Outbox.Stuck(
                            List.of("water1"), 0, 4, 0, mail(ids.get(0)).problem()));

            server.answerToMail("250 ok");
            passTime(Duration.ofMinutes(1));
            String next = put();
            worker.deliver();
            assertThat(state(next)).isEqualTo(MailState.SENT);
            assertThat(outbox.stuck().recipients())
                    .as("the next has said it all")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("说到一个收件人就断开的服务器，不挡后面的人")
    void droppedAmidOneMail_theNextGoOn() {
        String one = put();
        String other = put();
        try (ScriptedSmtp server = new ScriptedSmtp(MailServer.port())) {
            server.answerToRecipient(ScriptedSmtp.DROP);
            worker.deliver();
            assertThat(server.connections()).isEqualTo(2);
            assertThat(mail(one).problem()).startsWith("与邮件服务器的连接中断。");
            assertThat(outbox.stuck().recipients()).as("one break is none yet").isEmpty();

            server.answerToRecipient("250 ok");
            passTime(Duration.ofMinutes(3));
            worker.deliver();
            assertThat(server.taken()).hasSize(2);
            assertThat(state(other)).isEqualTo(MailState.SENT);
        }
    }

    @Test
    void backAfterAnOutage_mailsGoOutByThemselves() {
        String id = put();
        worker.deliver();
        passTime(Duration.ofMinutes(3));
        GreenMail server = MailServer.start();
        try {
            worker.deliver();
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
        assertThat(state(id)).isEqualTo(MailState.SENT);
        assertThat(mail(id).problem()).isNull();
    }

    @Test
    void refusedForGood_isAnIncidentAtOnce_andOthersStillGoOut() {
        String refused = put();
        try (ScriptedSmtp server = new ScriptedSmtp(MailServer.port())) {
            server.answerToRecipient("550 no such user here");
            worker.deliver();
            assertThat(state(refused)).isEqualTo(MailState.FAILED);
            assertThat(mail(refused).problem()).contains("邮件服务器拒收", "550 no such user here");
            assertThat(incidents(refused)).isEqualTo(1);

            server.answerToRecipient("450 try later");
            String later = put();
            worker.deliver();
            assertThat(state(later)).isEqualTo(MailState.WAITING);
            assertThat(mail(later).problem()).contains("邮件服务器暂时不收");

            server.answerToRecipient("250 ok");
            String taken = put();
            worker.deliver();
            assertThat(state(taken)).isEqualTo(MailState.SENT);
            assertThat(server.taken()).hasSize(1);
        }
    }

    @Test
    void whatANewerMailSays_isNotSentAnyMore() {
        String old = put();
        String failed = put();
        mails.settle(failed, MailState.FAILED, "连不上邮件服务器。");
        String outdated = put();
        String newer = put();
        ProcessInstance delivery = instance(old);

        assertThat(outbox.unsent("water1")).containsExactlyInAnyOrder(old, failed, outdated, newer);
        outbox.merge(List.of(old, failed), newer);
        outbox.drop(List.of(outdated));
        GreenMail server = MailServer.start();
        try {
            worker.deliver();
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
        assertThat(state(old)).isEqualTo(MailState.MERGED);
        assertThat(mail(failed).mergedInto()).isEqualTo(newer);
        assertThat(state(outdated)).isEqualTo(MailState.OUTDATED);
        assertThat(state(newer)).isEqualTo(MailState.SENT);
        assertThat(delivery).isEnded().hasPassed("endEvent_mailNotSent");
        assertThatThrownBy(() -> outbox.sendAgain(old)).isInstanceOf(RuleViolation.class);
    }

    @Test
    void failedMailThatIsMerged_takesItsIncidentWithIt() {
        String failed = put();
        try (ScriptedSmtp server = new ScriptedSmtp(MailServer.port())) {
            server.answerToRecipient("550 no such user here");
            worker.deliver();
        }
        assertThat(incidents(failed)).isEqualTo(1);
        ProcessInstance delivery = instance(failed);

        String newer = put();
        outbox.merge(List.of(failed), newer);
        worker.deliver();

        assertThat(delivery).isEnded();
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(delivery.getId())
                        .count())
                .isZero();
    }

    @Test
    void stoppedAmidSending_isNotSentTwice() {
        String id = put();
        assertThat(steps.take().orElseThrow().mail()).isNotNull();
        assertThat(state(id)).isEqualTo(MailState.SENDING);
        GreenMail server = MailServer.start();
        try {
            worker.deliver();
            assertThat(state(id)).as("as long as somebody holds it").isEqualTo(MailState.SENDING);

            passTime(Duration.ofMinutes(8));
            worker.deliver();
            assertThat(state(id)).isEqualTo(MailState.UNCONFIRMED);
            assertThat(mail(id).problem()).contains("系统在发送途中停止");
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(instance(id)).isNull();

            String identity = mail(id).messageId();
            outbox.sendAgain(id);
            worker.deliver();
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(mail(id).messageId()).as("so that the receiver can tell").isEqualTo(identity);
        } finally {
            server.stop();
        }
    }

    @Test
    void twoWorkers_sendEachMailOnce() throws Exception {
        IntStream.range(0, 20).forEach(i -> put());
        DeliveryWorker other = new DeliveryWorker(beans.createBean(DeliverySteps.class), channel, true);
        GreenMail server = MailServer.start();
        try {
            CompletableFuture<Void> both = CompletableFuture.allOf(
                    CompletableFuture.runAsync(worker::deliver), CompletableFuture.runAsync(other::deliver));
            both.join();

            assertThat(Arrays.stream(server.getReceivedMessages())
                            .map(DeliverMailTest::identity)
                            .toList())
                    .hasSize(20)
                    .doesNotHaveDuplicates();
        } finally {
            server.stop();
        }
        assertThat(jdbc.sql("select count(*) from mail where state = 'sent' and attempts = 1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);
    }

    private static String identity(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void namesAndSubjects_addNoLineToTheHead() throws Exception {
        Person evil = new Person("evil", "王\r\nBcc: a@x.example\r\n\r\n正文", "water1@huairou.example");
        Letter letter = new Letter(
                "evil", Letter.Kind.URGE, evil, "催办\r\nBcc: b@x.example\nX-Evil: 1\u2028再一行", "文", "<p>文</p>");
        put(letter);
        GreenMail server = MailServer.start();
        try {
            worker.deliver();
            MimeMessage message = server.getReceivedMessages()[0];
            assertThat(message.getRecipients(Message.RecipientType.BCC)).isNull();
            assertThat(message.getHeader("X-Evil")).isNull();
            assertThat(message.getSubject()).isEqualTo("催办 Bcc: b@x.example X-Evil: 1 再一行");
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutAUsableAddress_itIsKeptInTheLogUntilThereIsOne() {
        String id = put(letter("nowhere", new Person("market1", "无址", "无@")));
        assertThat(state(id)).isEqualTo(MailState.UNADDRESSED);
        assertThat(instance(id)).isNull();

        outbox.sendAgain(id);
        assertThat(mail(id).address())
                .isEqualTo(people.find("market1").orElseThrow().email());
        assertThat(state(id)).isEqualTo(MailState.WAITING);

        String nobody = put(letter("nobody", new Person("gone", "已调离", "")));
        assertThatThrownBy(() -> outbox.sendAgain(nobody)).hasMessageContaining("收件人已不在本系统中");
    }

    @Test
    void heldBack_nothingGoesOut() {
        String id = put();
        mails.pause(true, "planoffice");
        GreenMail server = MailServer.start();
        try {
            worker.deliver();
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(state(id)).isEqualTo(MailState.WAITING);

            mails.pause(false, "planoffice");
            worker.deliver();
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutAServer_itIsKeptForReading() {
        String id = put();
        ProcessInstance delivery = instance(id);

        new DeliverySteps(mails, new NoChannel(), engine.getExternalTaskService(), Duration.ZERO).take();

        assertThat(state(id)).isEqualTo(MailState.KEPT);
        assertThat(delivery).isEnded().hasPassed("endEvent_mailKept");
    }

    @Test
    void serverThatSaysNothing_isLeftAfter15Seconds() {
        for (String protocol : List.of("smtp", "smtps")) {
            for (String phase : List.of("connectiontimeout", "writetimeout")) {
                assertThat(environment.getProperty("spring.mail.properties.mail." + protocol + "." + phase))
                        .isEqualTo("15000");
            }
        }
    }

    /** Nothing is set up. */
    private static final class NoChannel implements Channel {

        @Override
        public String name() {
            return "none";
        }

        @Override
        public boolean isSetUp() {
            return false;
        }

        @Override
        public String addressOf(Person person) {
            return "";
        }

        @Override
        public String messageId(String onceKey) {
            return onceKey;
        }

        @Override
        public void send(Mail mail) {
            throw new AssertionError("nothing is sent");
        }
    }
}
