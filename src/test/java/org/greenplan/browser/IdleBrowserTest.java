package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Date;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/** Who goes away from an open page finds it as it was after the next login, with all that was typed. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:idle;DB_CLOSE_DELAY=-1")
class IdleBrowserTest extends BrowserTest {

    private static final Pattern LOGIN = Pattern.compile("/login\\?ended");

    private static final String MEASURE = "2026-02-02";

    private Tasklist clerk;

    @BeforeEach
    void open() {
        clerk = new Tasklist(chromium().browser(), base(), "devreform1", 1366, 900);
    }

    @AfterEach
    void close() {
        clerk.close();
    }

    /** For the server and for the page, with nobody at the keys. */
    private void pass(Duration time) {
        clerk.page().evaluate("ms => { const now = Date.now; Date.now = () => now.call(Date) + ms; }", (double)
                time.toMillis());
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }

    private void logInAgain() {
        assertThat(clerk.page()).hasURL(LOGIN);
        assertThat(clerk.page().locator("[role=status]")).containsText("填写的内容还在");
        Tasklist.login(clerk.page(), "devreform1");
    }

    @Test
    @DisplayName("离开半小时：退出登录，填写的内容都在，登录后回到原处")
    void whoComesBack_findsWhatWasTyped() {
        assignAsPublished(task(ASSIGN, MEASURE));
        Page page = clerk.page();
        clerk.open("填报进展：" + MEASURE).type("narrative", "第一段，已自动保存。");
        assertThat(page.locator("form.gp")).containsText("已保存");
        String address = page.url();

        pass(Duration.ofMinutes(20));
        // Tasklist asks by itself
        page.waitForResponse(
                answer -> answer.url().contains("/task/count") || answer.url().contains("/filter/"), () -> {});
        assertThat(clerk.field("narrative").locator("textarea")).isVisible();
        pass(Duration.ofMinutes(11));
        assertThat(page).hasURL(LOGIN);
        Pictures.take(page, "idle-login");
        logInAgain();
        assertThat(page).hasURL(address);
        Locator narrative = clerk.field("narrative").locator("textarea");
        assertThat(narrative).hasValue("第一段，已自动保存。");
        Pictures.take(page, "idle-back");

        pass(Duration.ofMinutes(31));
        narrative.fill("第一段，已自动保存。第二段，回来才填的。");
        logInAgain();
        assertThat(page).hasURL(address);
        assertThat(narrative).hasValue("第一段，已自动保存。第二段，回来才填的。");
        assertThat(page.locator("form.gp")).containsText("已保存");

        page.navigate(base() + "/tables/report");
        Locator row = page.locator("tbody.row").filter(new Locator.FilterOptions().setHasText(MEASURE));
        narrative = row.locator("[name=narrative]");
        assertThat(narrative).hasValue("第一段，已自动保存。第二段，回来才填的。");
        narrative.fill("在表里填的第一段。");
        assertThat(row.locator(".saved")).containsText("已保存");
        pass(Duration.ofMinutes(31));
        narrative.fill("在表里填的第一段。第二段，还没来得及保存。");
        logInAgain();
        assertThat(page).hasURL(Pattern.compile("/tables/report$"));
        assertThat(narrative).hasValue("在表里填的第一段。第二段，还没来得及保存。");
        assertThat(row.locator(".saved")).containsText("已保存");
        Pictures.take(page, "idle-table-back");
        page.reload();
        assertThat(narrative).hasValue("在表里填的第一段。第二段，还没来得及保存。");

        page.navigate(base() + "/reminders/settings");
        Locator choice = page.locator("[name=newTasks]");
        boolean chosen = choice.isChecked();
        choice.setChecked(!chosen);
        pass(Duration.ofMinutes(31));
        page.locator("main form button[type=submit]").first().click();
        logInAgain();
        assertThat(page).hasURL(Pattern.compile("/reminders/settings$"));
        assertThat(page.locator(".note.warn")).containsText("没有提交");
        assertThat(choice.isChecked()).isEqualTo(!chosen);
        Pictures.take(page, "idle-form-back");
        page.locator("main form button[type=submit]").first().click();
        assertThat(page.locator(".note.good")).isVisible();
        assertThat(page.locator(".note.warn")).hasCount(0);
        assertThat(clerk.errors()).isEmpty();
    }
}
