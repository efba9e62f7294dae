package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.greenplan.MailServer;
import org.greenplan.Pages;
import org.greenplan.mail.MailRoom;
import org.greenplan.mail.ScriptedSmtp;
import org.greenplan.reminder.ReminderRoom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * From 1 March to 2 June of two years by the clock, both tracks, among all the tasks that other tests have left, which are long overdue
 * by then: what is in the letters, whether their links open for whom they are sent to, and that each comes once, whatever
 * the mail server does.
 */
@DisplayName("平台报送一年里的邮件")
class SubmissionMailsTest extends SubmissionTest {

    private static final String ZONE = "生态文明建设示范区2065年报送（2064年度数据）";
    private static final String BASE = "“两山”基地2065年报送（2064年度数据）";
    private static final List<String> READERS = List.of(
            BUREAU,
            SECOND,
            LEADER,
            DISTRICT,
            "planoffice",
            "planofficeleader",
            "water1",
            "water2",
            "waterleader",
            "agriculture1",
            "agricultureleader",
            "parks1",
            "parksleader",
            "finance1",
            "financeleader",
            "liulimiao1");
    private static final Pattern LINK = Pattern.compile("http://localhost:8080(\\S+)");

    @Autowired
    private MailRoom mail;

    @Autowired
    private ReminderRoom reminders;

    @LocalServerPort
    private int port;

    private int year = 2065;
    private final Map<Long, String> others = new HashMap<>();

    /** Which kinds of links were opened by whom, so that each is opened a few times only. */
    private final Map<String, Integer> opened = new HashMap<>();

    @BeforeEach
    void theOtherYearsAreOver() {
        mail.clear();
        reminders.clear();
        rows("select id, state from submission")
                .forEach(row -> others.put(((Number) row.get("ID")).longValue(), (String) row.get("STATE")));
        jdbc.sql("update submission set state = 'submitted'").update();
    }

    @AfterEach
    void asBefore() {
        for (Track track : Track.values()) {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey("platform-submission")
                    .processInstanceBusinessKey(Submission.businessKey(track, year))
                    .list()
                    .forEach(left -> runtime.deleteProcessInstance(left.getId(), "test"));
        }
        others.forEach((id, state) -> jdbc.sql("update submission set state = ? where id = ?")
                .params(state, id)
                .update());
        jdbc.sql("update submission set state = 'submitted' where submission_year = ?")
                .param(year)
                .update();
        jdbc.sql(
                        "delete from submission_ask where submission_id in (select id from submission where submission_year = ?)")
                .param(year)
                .update();
        mail.clear();
        reminders.clear();
    }

    /** The morning's run of that day; the mails wait. */
    private void morning(String day) {
        at(year + "-" + day + "T08:30");
        ProcessInstance run = runtime.startProcessInstanceByKey("deadline-reminder");
        management.executeJob(job(run).getId());
        // of the whole district's letters those that are looked at are enough
        jdbc.sql("delete from reminder_recipient where mail_id is null and recipient not in (:readers)")
                .param("readers", READERS)
                .update();
        Job next = job(run);
        while (next != null) {
            management.executeJob(next.getId());
            next = job(run);
        }
    }

    private Job job(ProcessInstance run) {
        return management.createJobQuery().processInstanceId(run.getId()).singleResult();
    }

    /** The morning's run, and all mails came. */
    private void sweep(String day) {
        morning(day);
        jdbc.sql("update mail set state = 'sent', sent_at = created_at where state = 'waiting'")
                .update();
    }

    private record Letter(String subject, String text) {

        String firstSentence() {
            return text.lines().skip(2).findFirst().orElseThrow();
        }

        /** The first heading. */
        String first() {
            return text.lines().filter(line -> line.startsWith("【")).findFirst().orElseThrow();
        }
    }

    private List<Letter> letters(String person, String day) {
        return jdbc.sql("select subject, body_text from mail where once_key = ?")
                .param("digest/" + year + "-" + day + "/" + person)
                .query((row, number) -> new Letter(row.getString("subject"), row.getString("body_text")))
                .list();
    }

    private Letter letter(String person, String day) {
        List<Letter> found = letters(person, day);
        assertThat(found).as("letters to %s on %s", person, day).hasSize(1);
        return found.get(0);
    }

    /** All kinds of links in these letters, opened by their readers. */
    private void everyLinkOpens(String keys) {
        jdbc.sql("select recipient, body_text from mail where once_key like ?")
                .param(keys)
                .query((row, number) -> {
                    Matcher link = LINK.matcher(row.getString("body_text"));
                    while (link.find()) {
                        open(row.getString("recipient"), link.group(1));
                    }
                    return 0;
                })
                .list();
    }

    private void open(String person, String path) {
        String role = person.replaceAll("^(?!ecology|water|planoffice|district)[a-z]+?(?=leader|\\d)", "any");
        if (opened.merge(role + path.replaceAll("[0-9a-f]{8}-[-0-9a-f]+|\\d+|=\\w+", "#"), 1, Integer::sum) > 2) {
            return;
        }
        Pages.Page page = Pages.of(port, person).get(path);
        assertThat(page.status()).as("%s opens %s", person, path).isIn(200, 302);
        assertThat(page.location()).as("%s opens %s", person, path).doesNotContain("login");
    }

    private void urge(String sentence) {
        Pages bureau = Pages.of(port, BUREAU);
        String list = "/reminders/urge?submission=" + submissionId;
        assertThat(bureau.get("/platform/submissions/" + submissionId))
                .satisfies(page -> assertThat(page.body()).contains(list))
                .satisfies(page -> assertThat(page.text()).contains("还没有报来：区农业农村局、区园林绿化局。催办"));
        assertThat(Pages.of(port, "water1")
                        .get("/platform/submissions/" + submissionId)
                        .body())
                .doesNotContain("/reminders/urge");
        Pages.Page page = bureau.get(list);
        assertThat(page.text()).contains("共2项未办任务，其中2项已逾期。已勾选2项", "区农业农村局", "区园林绿化局", ZONE);
        String choice = "submission-" + submissionId + "/"
                + stepOf("agriculture", "userTask_fillIndicators").getId();
        assertThat(page.body()).contains("value=\"" + choice + "\"");
        Pages.Page done = bureau.post(
                "/reminders/urge",
                Map.of("submission", String.valueOf(submissionId), "task", choice, "sentence", sentence));
        assertThat(done.status()).isEqualTo(302);
        assertThat(done.location()).contains("submission=" + submissionId);
        passTime(Duration.ofMinutes(1));
        reminders.writeAtOnce();
        assertThat(column("select recipient from mail where kind = 'urge' order by recipient"))
                .containsExactly("agriculture1", "agriculture2", "agricultureleader");
        assertThat(column("select subject from mail where kind = 'urge' order by recipient"))
                .contains("【催办】1项事项请尽快办理：" + ZONE, "【催办】本单位1项事项被催办：" + ZONE);
        assertThat(column("select body_text from mail where recipient = 'agricultureleader' and kind = 'urge'"))
                .singleElement()
                .asString()
                .contains(sentence, "平台5月31日（周日）截止", "/platform/submissions/" + submissionId)
                .doesNotContain("未报的单位");
        assertThat(Pages.of(port, "agriculture1").get("/tables/report").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("3月1日到6月2日，5月31日是周日：主题、第一句、两个日期、缺谁、链接都打得开；服务器出什么毛病都只有一封")
    void oneYear() {
        open(Track.TWO_MOUNTAINS_BASE, year);
        assign();
        open(Track.DEMONSTRATION_ZONE, year);
        sweep("03-02");
        assertThat(letter(BUREAU, "03-02").subject()).startsWith("【待办提醒】").contains("；今天提醒", "：" + ZONE);
        everyLinkOpens(today("03-02"));
        assertThat(letter(BUREAU, "03-02").first()).isIn("【" + ZONE + "】", "【" + BASE + "】");
        assign();

        sweep("04-13");
        everyLinkOpens(today("04-13"));
        Letter asked = letter("water1", "04-13");
        assertThat(asked.subject()).startsWith("【待办提醒】").contains("最近4月20日到期", "项：" + ZONE);
        assertThat(asked.firstSentence()).startsWith("您有").contains("项待办，其中", "项已逾期，最近4月20日到期；今天提醒");
        assertThat(asked.first()).isEqualTo("【" + ZONE + "】");
        assertThat(asked.text())
                .contains(
                        "平台5月31日（周日）截止，还有48天；本区应在5月29日（周五）前报送。",
                        "逾期可能影响本区“生态文明建设示范区”称号。",
                        "· 填报指标\n  区水务局，应在4月20日（周一）前办理")
                .doesNotContain("未报的单位");

        // as if a row of the plan asked for it, which the unit has no part in
        String report = stepOf("agriculture", "userTask_fillIndicators").getProcessInstanceId();
        runtime.setVariable(report, "measureKey", "2026-36-02");
        // taken, and no answer: each once, and the next day's letter says it all again
        water();
        try (ScriptedSmtp server = new ScriptedSmtp(MailServer.port())) {
            server.answerToMail(ScriptedSmtp.DROP);
            morning("04-20");
            mail.deliver();
            passTime(Duration.ofHours(3));
            mail.deliver();
            assertThat(server.taken())
                    .hasSameSizeAs(column("select id from mail where once_key like ?", today("04-20")));
        }
        assertThat(column("select distinct state from mail where once_key like ?", today("04-20")))
                .containsExactly("unconfirmed");
        assertThat(Pages.of(port, "planoffice").get("/reminders/alarms").text()).contains("人的邮件没有确认送到：未确认", "没有等到答复");
        assertThat(letter("agricultureleader", "04-20").text())
                .contains("【" + ZONE + "】", "/platform/submissions/" + submissionId)
                .doesNotContain("2026-36-02");

        // nobody is there: it goes on when somebody is
        morning("04-21");
        mail.deliver();
        passTime(Duration.ofMinutes(3));
        mail.deliver();
        assertThat(Pages.of(port, "planoffice").get("/reminders/alarms").text()).contains("还在重试", "连不上邮件服务器");
        try (ScriptedSmtp server = new ScriptedSmtp(MailServer.port())) {
            passTime(Duration.ofMinutes(9));
            mail.deliver();
            assertThat(server.taken())
                    .hasSameSizeAs(
                            column("select id from mail where state = 'sent' and once_key like ?", today("04-21")))
                    .hasSizeGreaterThan(5);
        }
        for (String person : List.of(BUREAU, LEADER, DISTRICT)) {
            Letter late = letter(person, "04-21");
            assertThat(late.subject())
                    .startsWith("【平台报送】5月29日前报送，平台5月31日截止：")
                    .contains(ZONE + "还有2个单位未报", BASE + "还有1个单位未报");
            assertThat(late.firstSentence()).contains(ZONE + "还有2个单位未报");
            assertThat(late.text()).contains("未报的单位2个：区农业农村局、区园林绿化局。", "未报的单位1个：区财政局。", "应在4月20日（周一）前完成，已经过期");
            assertThat(late.first()).contains("2065年报送");
        }
        assertThat(letter("agriculture1", "04-21").text()).doesNotContain("未报的单位");

        everyLinkOpens(today("04-21"));
        assertThat(Pages.of(port, "planoffice")
                        .get("/reminders/urge?only=2026-36-02/"
                                + stepOf("agriculture", "userTask_fillIndicators")
                                        .getId())
                        .text())
                .contains("已勾选1项", ZONE);
        runtime.removeVariable(report, "measureKey");
        urge("请今天下班前报来。");
        everyLinkOpens("at-once/%");
        sweep("04-22");
        assertThat(letter(BUREAU, "04-22").subject()).startsWith("【平台报送】");
        assertThat(letters(DISTRICT, "04-22")).as("every fifth workday").isEmpty();
        sweep("04-28");
        assertThat(letter(DISTRICT, "04-28").firstSentence()).contains("还有2个单位未报");
        assertThat(letter("planoffice", "04-28").text())
                .containsPattern("· 区农业农村局\n  \\d+项逾期，最久\\d+个工作日\n  \\S+/reminders/urge\\?unit=agriculture");
        everyLinkOpens(today("04-28"));

        at(year + "-04-29T10:00");
        agriculture();
        parks();
        sweep("05-11");
        assertThat(letter(LEADER, "05-11").text()).contains("现在是“汇总核验”，应在5月8日（周五）前完成，已经过期。");
        assertThat(letter(LEADER, "05-11").subject()).contains(ZONE + "正在“汇总核验”");
        verify(Map.of("decision", "submit"));
        approve();
        endorse();
        runJobs();

        sweep("05-29");
        assertThat(letter(DISTRICT, "05-29").subject()).contains("5月29日前报送，平台5月31日截止", ZONE + "正在“平台报送”");
        everyLinkOpens(today("05-29"));
        sweep("05-30");
        assertThat(column("select recipient from mail where once_key like ? order by recipient", today("05-30")))
                .as("on the weekend those only whom the submission concerns")
                .contains(BUREAU, SECOND, LEADER, DISTRICT)
                .doesNotContain("water1", "waterleader", "planoffice");
        assertThat(letter(LEADER, "05-30").subject()).startsWith("【平台报送】平台5月31日截止，还没有报送：");
        assertThat(letter(BUREAU, "05-30").subject())
                .as("all that is open, also then")
                .contains("项待办，其中");
        sweep("05-31");
        assertThat(letter(DISTRICT, "05-31").text()).contains("平台5月31日（周日）截止，就是今天；本区应在5月29日（周五）前报送，已经过期。");

        at(year + "-05-31T16:00");
        submit("X-" + year);
        check("accepted", "");
        sweep("06-01");
        assertThat(letter(LEADER, "06-01").subject())
                .startsWith("【平台报送】已过平台截止日5月31日，还没有报送：" + BASE)
                .doesNotContain(ZONE);
        assertThat(letter(LEADER, "06-01").text()).contains("已过1天，还没有报送。");
        assertThat(column("select cast(sweep_day as varchar) from reminder_sweep where not whole order by sweep_day"))
                .as("before which nothing else counts as told")
                .containsExactly(year + "-05-30", year + "-05-31");
        sweep("06-02");
        assertThat(letters(DISTRICT, "06-02")).isEmpty();
        assertThat(column("select once_key from mail")).doesNotHaveDuplicates();
        assertThat(column("select subject from mail")).allMatch(subject -> subject.length() <= 200);
    }

    private String today(String day) {
        return "digest/" + LocalDate.parse(year + "-" + day) + "/%";
    }

    @Test
    @DisplayName("下一年，5月31日是周一：本区的日子在周五，中间的周末也告诉；一直没有报的单位，一直写名字")
    void nextYear_whereTheDeadlineIsAMonday() {
        year = 2066;
        open(Track.TWO_MOUNTAINS_BASE, year);
        assign();
        open(Track.DEMONSTRATION_ZONE, year);
        assign();
        fill("agriculture", List.of(row("3", List.of(figure("99"), figure("85")))));

        sweep("04-20");
        assertThat(letters(DISTRICT, "04-20")).isEmpty();
        sweep("04-21");
        assertThat(letter(DISTRICT, "04-21").text())
                .contains("本区应在5月28日（周五）前报送", "未报的单位3个：区水务局、区农业农村局（待本单位审签）、区园林绿化局。");
        sweep("05-29");
        assertThat(letter(LEADER, "05-29").subject()).startsWith("【平台报送】平台5月31日截止，还没有报送：");
        assertThat(column("select recipient from mail where once_key like ?", today("05-29")))
                .as("units and their supervisors hear of what is theirs")
                .contains("water1", "waterleader", "finance1", SECOND, DISTRICT)
                .doesNotContain("liulimiao1");
        assertThat(letter("water1", "05-29").first()).isEqualTo("【生态文明建设示范区2066年报送（2065年度数据）】");
        assertThat(letter("water1", "05-29").text()).contains("还有2天", "此外有");
        everyLinkOpens(today("05-29"));
        sweep("05-31");
        assertThat(letter(LEADER, "05-31").text()).contains("平台5月31日（周一）截止，就是今天；本区应在5月28日（周五）前报送，已经过期。");
    }
}
