package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One person at a browser, with Tasklist open or on the way to it. */
final class Tasklist implements AutoCloseable {

    private static final String HOME = "/camunda/app/tasklist/default/?mine";
    private static final String PASSWORD = "greenplan";

    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final List<String> errors = new ArrayList<>();

    Tasklist(Browser browser, String base, String user, int width, int height) {
        this(browser, base, width, height);
        page.navigate(base + HOME);
        login(page, user);
        try {
            page.locator(".task-filters").first().waitFor();
        } catch (TimeoutError e) {
            throw new AssertionError("no list after the login; the page says: " + page.innerText("body") + errors, e);
        }
    }

    private Tasklist(Browser browser, String base, int width, int height) {
        this.base = base;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("zh-CN")
                .setTimezoneId("UTC"));
        page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onPageError(errors::add);
        page.onConsoleMessage(said -> {
            if (said.text().contains("Content Security Policy")) {
                errors.add(said.text());
            }
        });
    }

    /** A person who comes in by another page. */
    static Tasklist at(String path, Browser browser, String base, String user) {
        Tasklist person = new Tasklist(browser, base, 1366, 768);
        person.page.navigate(base + path);
        login(person.page, user);
        person.page.waitForURL(base + path);
        return person;
    }

    /** Fills the login page and sends it. */
    static void login(Page page, String user) {
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill(PASSWORD);
        page.locator("button[type=submit]").click();
    }

    Page page() {
        return page;
    }

    /** JavaScript errors, and what a page's policy did not let it do: no page should have either. */
    List<String> errors() {
        return errors;
    }

    /** Finds the task by its name in the unit's list, opens it and claims it. */
    Tasklist open(String name) {
        goHome();
        Locator search = page.locator(".tasks-list li.task");
        search.first().waitFor();
        Locator card = search.filter(new Locator.FilterOptions().setHasText(name));
        for (int pageNumber = 2; card.count() == 0 && pageNumber <= 4; pageNumber++) {
            Locator next = page.locator(".pagination a")
                    .filter(new Locator.FilterOptions().setHasText(String.valueOf(pageNumber)));
            if (next.count() == 0) {
                break;
            }
            next.first().click();
            page.waitForTimeout(700);
        }
        card.first().click();
        page.locator(".task-details h2.task")
                .filter(new Locator.FilterOptions().setHasText(name))
                .waitFor();
        page.locator("form.gp .gp-measure, form.gp h3, form.gp summary, form.gp .gp-lead")
                .first()
                .waitFor();
        return claim();
    }

    /** Takes the open task, unless it is the person's already. */
    Tasklist claim() {
        page.locator("form.gp fieldset").first().waitFor();
        Locator claim = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("认领").setExact(true));
        if (claim.count() > 0) {
            claim.first().click();
            assertThat(page.locator("form.gp").getByText("请先点击“认领”")).hasCount(0);
        }
        return this;
    }

    /** Opens Tasklist with all lists. */
    void lists() {
        page.navigate(base + HOME);
    }

    /** Opens the own list, and waits until the first task stands beside it, or that there is none. */
    private void goHome() {
        page.navigate(base + HOME);
        page.locator(".task-details h2.task, .task-details .no-task:has-text('现在没有需要您办理的任务')")
                .first()
                .waitFor();
    }

    Locator field(String name) {
        return page.locator("form.gp [data-field='" + name + "']").first();
    }

    Tasklist choose(String field, String label) {
        field(field)
                .locator("label")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + label + "\\s*$")))
                .click();
        return this;
    }

    Tasklist type(String field, String text) {
        field(field).locator("textarea, input").first().fill(text);
        return this;
    }

    Tasklist upload(Path file) {
        page.locator("form.gp input[type=file]").setInputFiles(file);
        assertThat(page.locator("form.gp .gp-uploader"))
                .containsText(file.getFileName().toString());
        return this;
    }

    /** Presses 完成 and waits until the task has left. */
    void complete() {
        String task = page.url().replaceFirst(".*[?&]task=([^&]+).*", "$1");
        press();
        try {
            // the next one opens by itself
            page.waitForURL(address -> !address.contains(task));
        } catch (TimeoutError e) {
            throw new AssertionError(
                    "the task was not completed; its form says: "
                            + page.locator("form.gp .gp-error, form.gp [role=alert]")
                                    .allInnerTexts(),
                    e);
        }
    }

    /** Presses 完成 without expecting it to succeed. */
    void press() {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("完成").setExact(true))
                .last()
                .click();
    }

    Tasklist picture(String name) {
        Pictures.take(page, name);
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
