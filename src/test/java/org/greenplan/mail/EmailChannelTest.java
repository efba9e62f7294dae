package org.greenplan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Properties;
import org.greenplan.mail.Undeliverable.Extent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Without the application, so that every time-out is a moment. */
@DisplayName("与邮件服务器的对话：答得慢、断开、拒收、不出声")
class EmailChannelTest {

    private static final Duration PATIENCE = Duration.ofMillis(900);
    private static final int TIMEOUT = 300;

    private final ScriptedSmtp server = new ScriptedSmtp(0);

    @AfterEach
    void stop() {
        server.close();
    }

    private Channel channel() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.port());
        Properties properties = sender.getJavaMailProperties();
        properties.put("mail.smtp.timeout", String.valueOf(TIMEOUT));
        properties.put("mail.smtp.connectiontimeout", String.valueOf(TIMEOUT));
        properties.put("mail.smtp.writetimeout", String.valueOf(TIMEOUT));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("sender", sender);
        return new EmailChannel(
                beans.getBeanProvider(JavaMailSenderImpl.class),
                "greenplan@huairou.example",
                "调度系统",
                PATIENCE,
                Clock.systemUTC());
    }

    private static Mail mail() {
        OffsetDateTime now = OffsetDateTime.of(2026, 11, 23, 8, 30, 0, 0, ZoneOffset.UTC);
        return new Mail(
                "1",
                "digest",
                "water1",
                "王水",
                "water1@huairou.example",
                "【待办提醒】3项待办",
                "正文",
                "<p>正文</p>",
                "<once@huairou.example>",
                MailState.SENDING,
                1,
                null,
                now,
                now,
                null,
                null);
    }

    /** What became of it; null when it was sent. */
    private @Nullable Undeliverable send() {
        return catchThrowableOfType(Undeliverable.class, () -> channel().send(mail()));
    }

    @Test
    @DisplayName("服务器收下后过一会儿才答复：已发送，只有一封")
    void answersLate_itIsSent() {
        server.thinkFor(Duration.ofMillis(2 * TIMEOUT));
        assertThat(send()).isNull();
        assertThat(server.taken()).singleElement().asString().contains("Message-ID: <once@huairou.example>");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "''", "25"})
    @DisplayName("整封交出后没有答复、断开或答非所问：谁也不知道对方收没收到")
    void noAnswerToAWholeMail_nobodyKnows(@Nullable String answer) {
        server.answerToMail(answer);
        assertThat(send()).satisfies(why -> {
            assertThat(why.extent()).isEqualTo(Extent.UNANSWERED);
            assertThat(why).hasMessageContaining("没有等到答复");
        });
        assertThat(server.taken()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "451 later, FOR_NOW, 邮件服务器暂时不收",
        "452 full, FOR_NOW, 邮件服务器暂时不收",
        "550 spam, FOR_GOOD, 邮件服务器拒收",
        "554 no, FOR_GOOD, 邮件服务器拒收"
    })
    @DisplayName("整封交出后答复拒收：没有收下，照拒收处理")
    void refusedAfterAll_wasNotTaken(String answer, Extent extent, String words) {
        server.answerToMail(answer);
        assertThat(send()).satisfies(why -> {
            assertThat(why.extent()).isEqualTo(extent);
            assertThat(why).hasMessageContainingAll(words, answer);
        });
    }

    @ParameterizedTest
    @CsvSource({"450 later, FOR_NOW, 邮件服务器暂时不收", "550 nobody, FOR_GOOD, 邮件服务器拒收", "'', FOR_NOW, 与邮件服务器的连接中断"})
    @DisplayName("一个收件人被拒收，或说到他时断开：只是这一封的事")
    void oneRecipient_isThisMailsAffairAlone(String answer, Extent extent, String words) {
        server.answerToRecipient(answer);
        assertThat(send()).satisfies(why -> {
            assertThat(why.extent()).isEqualTo(extent);
            assertThat(why).hasMessageContaining(words);
        });
        assertThat(server.taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "421 too busy", "554 no service"})
    @DisplayName("连上后不出声，或一开始就谢绝：现在谁的邮件都不收")
    void noWelcome_concernsEverybody(@Nullable String greeting) {
        server.greet(greeting);
        assertThat(send()).satisfies(why -> {
            assertThat(why.extent()).isEqualTo(Extent.EVERYTHING);
            assertThat(why).hasMessageContaining("连不上邮件服务器");
        });
    }

    @Test
    void nobodyThere_concernsEverybody() {
        server.close();
        assertThat(send()).satisfies(why -> assertThat(why.extent()).isEqualTo(Extent.EVERYTHING));
    }
}
