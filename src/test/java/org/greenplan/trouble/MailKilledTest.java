package org.greenplan.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.Pages;
import org.greenplan.mail.ScriptedSmtp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application alone: kept mails without a server, the timer by itself, and SIGKILL between taking and noting. */
class MailKilledTest {

    private static final Pattern COUNT = Pattern.compile("（(\\d+)）");

    @TempDir
    Path directory;

    @Test
    @DisplayName("邮件刚交给服务器就断电：重启后不发第二次，其余照发；改了的提醒时间从此有效")
    void killedBetweenTakingAndNoting_noMailIsSentTwice() {
        try (Node node = Node.in(directory).on("2026-11-24T09:00:00").start()) {
            Client client = node.client();
            assertThat(office(client).get("/reminders/log").body()).contains("还没有设置邮件服务器");
            assertThat(office(client).post("/reminders/run", Map.of()).status()).isEqualTo(302);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> count(client, "仅留存") >= 20 && count(client, "等待发送") == 0);
            node.kill();
        }

        try (ScriptedSmtp server = new ScriptedSmtp(0)) {
            server.answerToMail(null);
            // the timer of the 25th fires at this start: nobody has to do anything for it
            try (Node node = mailing(server).on("2026-11-30T08:31:00").start()) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !server.taken().isEmpty());
                node.kill();
            }
            assertThat(server.taken()).hasSize(1);

            server.answerToMail("250 ok");
            try (Node node = mailing(server)
                    .property("greenplan.reminder.time", "09:15")
                    .on("2026-11-30T08:45:00")
                    .start()) {
                Client client = node.client();
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(client.get(
                                        "admin", "/engine-rest/job?processDefinitionKey=deadline-reminder&timers=true")
                                .json()
                                .path(0)
                                .path("dueDate")
                                .asText())
                        .as("the timer keeps the time that is set now")
                        .contains("T09:15:00"));
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                count(client, "未确认") == 1 && count(client, "等待发送") == 0 && count(client, "正在发送") == 0);
                List<String> identities = server.taken().stream()
                        .map(mail -> mail.lines()
                                .filter(line -> line.startsWith("Message-ID:"))
                                .findFirst()
                                .orElseThrow())
                        .toList();
                assertThat(identities).hasSizeGreaterThan(20).doesNotHaveDuplicates();
                assertThat(count(client, "已发送")).isEqualTo(identities.size() - 1);
                assertThat(office(client)
                                .get("/reminders/log?state=unconfirmed")
                                .body())
                        .contains("系统在发送途中停止");
            }
        }
    }

    private Node.Setup mailing(ScriptedSmtp server) {
        return Node.in(directory)
                .property("spring.mail.host", "127.0.0.1")
                .property("spring.mail.port", server.port())
                .property("greenplan.mail.from", "greenplan@huairou.example");
    }

    private static Pages office(Client client) {
        return Pages.of(client.uri("/").getPort(), "planoffice");
    }

    /** From the choice of states: 已发送（26）. */
    private static int count(Client client, String state) {
        String body = office(client).get("/reminders/log").body();
        int at = body.indexOf(">" + state);
        Matcher found = COUNT.matcher(at < 0 ? "" : body.substring(at, body.indexOf("</option>", at)));
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
}
