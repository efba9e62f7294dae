package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Date;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.SpringBootTest;

/** The mails of a morning as the plan office sees them without a mail server, and as a clerk reads one on a phone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:reminders;DB_CLOSE_DELAY=-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemindersBrowserTest extends BrowserTest {

    private static final String MEASURE = "2026-02-02";

    private Tasklist office;
    private String mail = "";

    @BeforeAll
    void openOffice() {
        office = new Tasklist(chromium().browser(), base(), "planoffice", 1366, 900);
    }

    private Page go(String path) {
        office.page().navigate(base() + path);
        return office.page();
    }

    /** A page of the log as often as it takes. */
    private Page until(String path, String text) {
        Page page = go(path);
        for (int i = 0; i < 60 && !page.innerText("main").contains(text); i++) {
            page.waitForTimeout(500);
            page.reload();
        }
        assertThat(page.innerText("main")).contains(text);
        return page;
    }

    @Test
    @Order(1)
    @DisplayName("计划办预览明天的邮件，立即发今天的，在发送记录中看到每一封")
    void office_previewsWritesAndReads() {
        Page page = go("/reminders/preview");
        assertThat(page.locator("tbody tr").first()).containsText("林建军");
        Pictures.take(page, "reminder-preview");
        page.getByText("现在就发今天的提醒").click();
        assertThat(page.locator("[role=status]")).containsText("已开始生成今天的提醒邮件");

        page = until("/reminders/log?q=ecology1", "林建军");
        assertThat(page.locator("main")).containsText("还没有设置邮件服务器");
        page = until("/reminders/log?state=kept", "林建军");
        Pictures.take(page, "reminder-log");
        page.locator("tr", new Page.LocatorOptions().setHasText("林建军"))
                .locator("a")
                .first()
                .click();
        assertThat(page.locator("h1")).containsText("【待办提醒】28项待办，最近11月30日到期");
        mail = (String) page.evaluate("document.querySelector('iframe.letter').srcdoc");
        assertThat(page.frameLocator("iframe.letter").locator("body")).containsText("林建军，您好！");
    }

    @Test
    @Order(2)
    @DisplayName("邮件在手机上一屏宽，链接登录后直达办理的表格")
    void clerk_readsItOnAPhoneAndIsLedToTheTask() {
        try (BrowserContext phone =
                chromium().browser().newContext(new Browser.NewContextOptions().setViewportSize(390, 844))) {
            Page page = phone.newPage();
            page.setContent(mail);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(390);
            Locator links = page.locator("a[href*='/tasks/']");
            assertThat(links).hasCount(28);
            assertThat(page.locator("script")).hasCount(0);
            assertThat(page.locator("img, link[rel=stylesheet]")).hasCount(0);
            Pictures.take(page, "reminder-mail");
            String path = links.first().getAttribute("href").replaceFirst("https?://[^/]+", "");

            page.navigate(base() + path);
            Tasklist.login(page, "ecology1");
            page.waitForURL(Pattern.compile(".*/tables/assign.*"));
            assertThat(page.locator("h1")).containsText("一键下达");
        }
    }

    @Test
    @Order(3)
    @DisplayName("从事项档案催办，事项档案记下这句话，对方收到邮件")
    void office_urgesFromTheDossier() {
        Page page = go("/measures/" + MEASURE);
        page.locator(".actions")
                .getByText("催办", new Locator.GetByTextOptions().setExact(true))
                .click();
        page.locator("textarea").fill("请于本周五前完成任务分解。");
        Pictures.take(page, "urge");
        page.getByText("发出催办").click();
        assertThat(page.locator("[role=status]")).containsText("已催办1项");
        assertThat(page.locator("input[type=checkbox]")).isDisabled();

        assertThat(go("/measures/" + MEASURE).locator("ol.timeline")).containsText("请于本周五前完成任务分解。");
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(Duration.ofMinutes(1))));
        until("/reminders/log?kind=urge", "【催办】1项事项请尽快办理：落实碳排放双控制度");
        assertThat(office.errors()).isEmpty();
    }

    @Test
    @Order(4)
    @DisplayName("管理员改提醒天数，先看到前后不同，再生效")
    void administrator_changesTheDistances() {
        try (Tasklist admin = new Tasklist(chromium().browser(), base(), "admin", 1366, 900)) {
            Page page = admin.page();
            page.navigate(base() + "/reminders/policy");
            page.locator("input[name=first]").fill("7");
            page.locator("form.distances button").click();
            assertThat(page.locator("h1")).hasText("策略预览");
            Pictures.take(page, "reminder-policy");
            page.getByText("确认生效").click();
            assertThat(page.locator("[role=status]")).containsText("新的提醒策略已生效");
            assertThat(page.locator("table.policy")).containsText("到期前7个工作日");
        }
    }
}
