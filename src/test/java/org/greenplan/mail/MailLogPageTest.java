package org.greenplan.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.greenplan.directory.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("发送记录页")
class MailLogPageTest extends GreenplanTest {

    private static final String PATH = "/reminders/log";

    @Autowired
    private MailRoom room;

    @Autowired
    private MailStore mails;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TestRestTemplate http;

    @LocalServerPort
    private int port;

    @BeforeEach
    @AfterEach
    void nothingWasEverWritten() {
        room.clear();
    }

    private String put(String key, String person, String subject) {
        return outbox.put(new Letter(
                        key,
                        Letter.Kind.DIGEST,
                        people.find(person).orElseThrow(),
                        subject,
                        "正文",
                        "<p onclick=\"alert(1)\">网页</p>"))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"water1, 403", "waterleader, 403", "districtleader, 403", "planoffice, 200", "admin, 200"})
    void log_isForTheOffice(String user, int status) {
        String id = put("k1", "water1", "题目");
        mails.settle(id, MailState.FAILED, "邮件服务器拒收。");
        Pages pages = Pages.of(port, user);
        assertThat(pages.get(PATH).status()).isEqualTo(status);
        assertThat(pages.get(PATH + "/" + id).status()).isEqualTo(status);
        int changed = status == 200 ? 302 : 403;
        assertThat(pages.post(PATH + "/" + id + "/again", Map.of()).status()).isEqualTo(changed);
        assertThat(pages.post(PATH, Map.of("action", "failed")).status()).isEqualTo(changed);
        assertThat(pages.post(PATH, Map.of("action", "pause")).status()).isEqualTo(changed);
        assertThat(mails.isPaused()).isEqualTo(status == 200);
        assertThat(Pages.ofNobody(port).get(PATH).status()).isEqualTo(302);
    }

    @Test
    void mails_areNoTasksForRestClients() {
        put("k1", "water1", "题目");
        String tasks = "/engine-rest/external-task";
        assertThat(http.withBasicAuth("water1", "greenplan").getForObject(tasks, String.class))
                .contains("not-yours")
                .doesNotContain("k1", "题目");
        String fetch = http.withBasicAuth("planoffice", "greenplan")
                .postForObject(
                        tasks + "/fetchAndLock",
                        Map.of(
                                "workerId",
                                "x",
                                "maxTasks",
                                5,
                                "topics",
                                java.util.List.of(Map.of("topicName", "mail", "lockDuration", 1000))),
                        String.class);
        assertThat(fetch).contains("RuleViolation").doesNotContain("k1", "题目");
        assertThat(http.withBasicAuth("planoffice", "greenplan")
                        .postForEntity("/engine-rest/process-definition/key/deliver-mail/start", Map.of(), String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @Test
    void rows_areFoundByStateKindAndWords_andShownAsTheyAre() {
        put("k1", "water1", "<b>题目</b>一");
        String failed = put("k2", "market1", "题目二");
        mails.settle(failed, MailState.FAILED, "邮件服务器拒收。（550 <no>）");
        Pages office = Pages.of(port, "planoffice");

        Page all = office.get(PATH);
        assertThat(all.body())
                .contains("&lt;b&gt;题目&lt;/b&gt;一", "550 &lt;no&gt;")
                .doesNotContain("<b>题目");
        assertThat(all.text()).contains("1封邮件发送失败", "全部再次发送", "等待发送（1）", "发送失败（1）");
        assertThat(all.text()).doesNotContain("还没有设置邮件服务器");
        assertThat(office.get(PATH + "?state=failed").text()).contains("题目二").doesNotContain("题目</b>一");
        assertThat(office.get(PATH + "?q=WATER1@").text()).contains("一").doesNotContain("题目二");
        assertThat(office.get(PATH + "?q=%25").text()).contains("没有符合条件的邮件。");
        assertThat(office.get(PATH + "?kind=urge").text()).contains("没有符合条件的邮件。");
        assertThat(office.get(PATH + "?state=nonsense&page=-3").text()).contains("题目二");

        Page one = office.get(PATH + "/" + failed);
        assertThat(one.text()).contains("题目二", people.nameOf("market1"), "邮件服务器拒收", "再次发送");
        assertThat(one.body())
                .contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"")
                .contains("&lt;p onclick=&quot;alert(1)&quot;&gt;")
                .doesNotContain("<p onclick");
        assertThat(office.get(PATH + "/nothing").status()).isEqualTo(404);

        office.post(PATH + "/" + failed + "/again", Map.of());
        assertThat(mails.find(failed).orElseThrow().state()).isEqualTo(MailState.WAITING);
        assertThat(office.post(PATH + "/" + failed + "/again", Map.of()).status())
                .isEqualTo(409);
    }

    @Test
    void olderMails_areOnFurtherPages() {
        IntStream.range(0, MailLog.PAGE + 1).forEach(i -> put("k" + i, "water1", "第" + i + "封"));
        Pages office = Pages.of(port, "planoffice");
        assertThat(office.get(PATH).text()).contains("较早的").doesNotContain("较新的");
        assertThat(office.get(PATH + "?page=1").text()).contains("较新的").doesNotContain("较早的");
    }

    @Test
    void switch_saysWhoHeldMailBack() {
        Pages office = Pages.of(port, "planoffice");
        office.post(PATH, Map.of("action", "pause"));
        assertThat(Pages.of(port, "admin").get(PATH).text()).contains("所有邮件已暂停发送（" + people.nameOf("planoffice"));
        office.post(PATH, Map.of("action", "resume"));
        assertThat(office.get(PATH).text()).contains("暂停所有邮件");
        assertThat(office.post(PATH, Map.of("action", "x")).status()).isEqualTo(400);
    }

    @Test
    void personWithoutAddress_isNamed() {
        String id = outbox.put(
                        new Letter("k", Letter.Kind.URGE, new Person("water1", "无址", ""), "题目", "正文", "<p>网页</p>"))
                .orElseThrow();
        assertThat(Pages.of(port, "planoffice").get(PATH + "/" + id).text()).contains("没有可用的邮箱");
    }
}
