package org.greenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/** Camunda's web applications under the policy that the door gives them: they are drawn, and nothing of them is held back. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:webapps;DB_CLOSE_DELAY=-1")
class WebAppsBrowserTest extends BrowserTest {

    @Test
    @DisplayName("管理页面、引擎页面和个人页面都能打开，浏览器没有拦下任何内容")
    void adminCockpitAndWelcome_areDrawn() {
        try (Tasklist admin = new Tasklist(chromium().browser(), base(), "admin", 1366, 900)) {
            Page page = admin.page();
            Map.of(
                            "/camunda/app/admin/default/#/users", "table tbody tr:has-text('admin')",
                            "/camunda/app/admin/default/#/users/water1?tab=groups", "td:has-text('waterStaff')",
                            "/camunda/app/cockpit/default/#/processes", "a:has-text('工作措施办理')",
                            "/camunda/app/welcome/default/#!/welcome", "a[href='/measures']")
                    .forEach((address, drawn) -> {
                        page.navigate(base() + address);
                        page.locator(drawn).first().waitFor();
                        Pictures.take(
                                page, address.endsWith("groups") ? "admin-groups" : "webapp-" + address.split("/")[3]);
                    });
            assertThat(admin.errors()).isEmpty();
        }
    }
}
