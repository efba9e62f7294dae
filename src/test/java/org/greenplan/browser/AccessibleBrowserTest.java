package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/** What axe says of the pages that are reached by following links; the forms and tables at work are looked at with their pictures. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:accessible;DB_CLOSE_DELAY=-1")
class AccessibleBrowserTest extends BrowserTest {

    /** Who can reach most; whoever comes later looks only at what nobody before could reach. */
    private static final List<String> PEOPLE = List.of("planoffice", "ecology1", "auditor");

    private static final String LINKS =
            "[...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin && !a.download)"
                    + ".map(a => a.pathname + a.search)";

    /** Pictures of the guide that are pages as they stand. */
    private static final Map<String, String> IN_THE_GUIDE = Map.of(
            "/measures",
            "measures",
            "/plans/#/import-report",
            "import-report",
            "/platform/catalogue/demonstration-zone",
            "catalogue");

    private final Set<String> looked = new HashSet<>();

    @Test
    @DisplayName("登录页、每种人员能点到的每个页面、待办列表：没有严重的无障碍问题")
    void everyPage_isUsableByAll() {
        List<String> wrong = new ArrayList<>();
        for (String person : PEOPLE) {
            try (BrowserContext context =
                    chromium().browser().newContext(new Browser.NewContextOptions().setViewportSize(1366, 768))) {
                Page page = context.newPage();
                page.setDefaultTimeout(60_000);
                page.navigate(base() + (person.equals("auditor") ? "/audit" : "/measures"));
                look(page, wrong);
                Tasklist.login(page, person);
                page.locator("header.site").waitFor();
                if (person.equals("ecology1")) {
                    page.navigate(base() + "/tables/assign");
                    looked.add("/tables/assign");
                    look(page, wrong);
                } else {
                    follow(page, wrong);
                }
                if (person.equals("planoffice")) {
                    tasklist(page, wrong);
                }
            }
        }
        assertThat(looked)
                .contains("/measures", "/measures/#", "/tables/sheets", "/tables/assign", "/platform", "/audit");
        assertThat(looked).hasSizeGreaterThan(15);
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("英文浏览器里，日期照样用中文：各种写法都认，日历用键盘可选")
    void dates_areChineseInAnEnglishBrowser() {
        try (BrowserContext context =
                chromium().browser().newContext(new Browser.NewContextOptions().setLocale("en-US"))) {
            Page page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.navigate(base() + "/audit");
            Tasklist.login(page, "auditor");
            Locator from = page.locator("input[name=from]");
            assertThat(from).hasAttribute("placeholder", "年-月-日");
            from.fill("2026年2月26日");
            from.press("Tab");
            assertThat(from).hasValue("2026-02-26");

            page.locator("label:has([name=from]) .gp-date-button").press("Enter");
            assertThat(page.locator(".gp-calendar")).containsText("2026年2月");
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".gp-calendar")).containsText("2026年3月");
            Accessible.check(page);
            page.keyboard().press("Enter");
            assertThat(from).hasValue("2026-03-05");
            assertThat(page.locator(".gp-calendar")).hasCount(0);
        }
    }

    private void follow(Page page, List<String> wrong) {
        Deque<String> ahead = new ArrayDeque<>(links(page));
        boolean entered = false;
        while (!ahead.isEmpty()) {
            String path = ahead.poll();
            boolean entrance = !entered && path.equals("/measures");
            entered |= entrance;
            if (looked.add(kind(path)) || entrance) {
                page.navigate(base() + path);
                look(page, wrong);
                if (IN_THE_GUIDE.containsKey(kind(path))) {
                    Pictures.take(page, IN_THE_GUIDE.get(kind(path)));
                }
                ahead.addAll(links(page));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return ((List<String>) page.evaluate(LINKS))
                .stream()
                        .filter(path -> !path.startsWith("/camunda/")
                                && !path.startsWith("/api/")
                                // files, not pages
                                && !path.contains("/workbook")
                                && !path.endsWith("/source")
                                && !path.matches(".*\\.(csv|dmn|docx|xlsx|zip)(\\?.*)?"))
                        .toList();
    }

    /** Pages that differ in what they name only are one. */
    private static String kind(String path) {
        return path.replaceAll("\\?.*", "")
                .replaceAll("^/(reminders/preview|tables/sheets)/[a-z]+", "/$1/#")
                .replaceAll("[0-9][0-9-]*", "#");
    }

    private void tasklist(Page page, List<String> wrong) {
        String next = page.waitForResponse(
                        "**/api/tasks/next", () -> page.navigate(base() + "/camunda/app/tasklist/default/?mine"))
                .text();
        if (next.contains("null")) {
            assertThat(page.locator(".no-task")).containsText("现在没有需要您办理的任务");
        } else {
            page.locator("form.gp fieldset").first().waitFor();
        }
        // ours takes the place of Camunda's, which is drawn bit by bit
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.locator("body.greenplan-header header.site").waitFor();
        // "is loading" comes and goes with each poll; here it stays to be looked at
        page.addStyleTag(new Page.AddStyleTagOptions().setContent(".loader.ng-hide { display: block !important; }"));
        look(page, wrong);
        if (page.locator("[data-start]").count() > 0) {
            page.locator("[data-start]").click();
            page.locator(".modal-body").first().waitFor();
            look(page, wrong);
        }
    }

    private static void look(Page page, List<String> wrong) {
        try {
            Accessible.check(page);
        } catch (AssertionError found) {
            wrong.add(found.getMessage());
        }
    }
}
