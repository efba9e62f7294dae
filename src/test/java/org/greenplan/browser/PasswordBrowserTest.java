package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;

/** The first login of a new person, and what the auditor sees of it, at a desk and on a telephone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:passwords;DB_CLOSE_DELAY=-1")
class PasswordBrowserTest extends BrowserTest {

    private static final String GIVEN = "Given-by-2026";
    private static final String OWN = "Yanqi-Lake-7";

    /** As the administrator does it in Admin. */
    private void enter(String id) {
        identity.setAuthentication("admin", List.of("camunda-admin"));
        try {
            User user = identity.newUser(id);
            user.setFirstName("王");
            user.setLastName("新");
            user.setPassword(GIVEN);
            identity.saveUser(user);
            identity.createMembership(id, "waterStaff");
        } finally {
            identity.clearAuthentication();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1366, 390})
    @DisplayName("新人员第一次登录：先改密码，再进待办列表")
    void aNewPerson_changesThePasswordAndGetsToTheList(int width) {
        String id = "newcomer" + width;
        enter(id);
        List<String> errors = new ArrayList<>();
        Page page = chromium()
                .browser()
                .newPage(
                        new Browser.NewPageOptions().setViewportSize(width, 844).setLocale("zh-CN"));
        page.onPageError(errors::add);
        page.navigate(base() + "/");
        Pictures.take(page, width == 1366 ? "login" : "login-phone");

        logIn(page, id, "Given-by-2025");
        assertThat(alert(page)).containsText("用户名或密码不正确");
        Pictures.take(page, "login-wrong-" + width);

        logIn(page, id, GIVEN);
        assertThat(page).hasURL(Pattern.compile("/password$"));
        assertThat(page.locator("main")).containsText("您现在的密码是管理员设置的");
        assertThat(page.locator("input[name=username]")).isHidden();
        Pictures.take(page, "password-due-" + width);

        change(page, GIVEN, "yanqi-lake-x");
        assertThat(alert(page)).containsText("三种");
        Pictures.take(page, "password-refused-" + width);

        change(page, GIVEN, OWN);
        assertThat(page.locator("[role=status]")).containsText("密码已修改");
        Pictures.take(page, "password-done-" + width);

        page.getByText("进入系统").click();
        assertThat(page).hasURL(Pattern.compile("/tables/|/camunda/app/tasklist/"));
        assertThat(page.locator("header.site .site-name")).isVisible();

        page.navigate(base() + "/measures");
        page.locator(".site-who summary").click();
        page.getByText("修改密码").click();
        assertThat(page.locator("input[name=present]")).isFocused();
        Pictures.take(page, "password-own-" + width);
        assertThat(errors).isEmpty();
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    @DisplayName("安全审计员登录后直接看到审计，桌面和手机都看得全")
    void anAuditor_readsWhatWasDone(int width) {
        String id = "watched" + width;
        enter(id);
        Page page = chromium()
                .browser()
                .newPage(
                        new Browser.NewPageOptions().setViewportSize(width, 844).setLocale("zh-CN"));
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        page.navigate(base() + "/");
        logIn(page, id, "Given-by-2025");
        assertThat(alert(page)).containsText("用户名或密码不正确");

        logIn(page, "auditor", "greenplan");

        assertThat(page).hasURL(Pattern.compile("/audit$"));
        assertThat(page.locator("nav a")).hasText(new String[] {"安全审计"});
        page.locator("input[name=q]").fill(id);
        page.locator("form.filter button[type=submit]").click();
        assertThat(page.locator("tbody tr")).hasCount(4);
        assertThat(page.locator("tbody tr").first()).containsText("登录失败");
        assertThat(page.locator("tbody")).containsText("王新（" + id + "）");
        page.navigate(base() + "/audit");
        Pictures.take(page, width == 1280 ? "audit" : "audit-" + width);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat(errors).isEmpty();
        page.context().close();
    }

    private static Locator alert(Page page) {
        return page.locator("[role=alert]");
    }

    private static void logIn(Page page, String id, String password) {
        page.locator("input[name=username]").fill(id);
        page.locator("input[name=password]").fill(password);
        page.locator("button[type=submit]").click();
    }

    private static void change(Page page, String present, String wanted) {
        page.locator("input[name=present]").fill(present);
        page.locator("input[name=wanted]").fill(wanted);
        page.locator("input[name=again]").fill(wanted);
        // as people do who are used to it from their desktop
        page.locator("form[action='/password'] button").dblclick();
    }
}
