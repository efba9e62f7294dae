package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.directory.People;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** Each role through two periods, on the days of the plan: after each step every number on its pages is what it counts. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:periods;DB_CLOSE_DELAY=-1")
@ContextConfiguration(initializers = TwoPeriodsBrowserTest.Begin.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoPeriodsBrowserTest extends BrowserTest {

    /** A clerk, a head, the lead of most measures and its head, a town, the plan office, a district leader. */
    private static final List<String> ROLES =
            List.of("water1", "waterleader", "ecology1", "ecologyleader", "liulimiao1", "planoffice", "districtleader");

    private static final Map<String, Object> ON_TRACK = Map.of("state", "on_track", "narrative", "按计划推进，本期任务均已落实。");

    /** Whether six rows as high as this one fit between the head of the table and the bar below it. */
    private static final String SIX_FIT =
            """
            row => 6 * row.getBoundingClientRect().height <= document.querySelector('.bar').getBoundingClientRect().top
                - document.querySelector('table.work > thead').getBoundingClientRect().bottom""";

    private static final String WHOLE =
            """
            drawer => drawer.getBoundingClientRect().top >= 0
                && drawer.getBoundingClientRect().bottom <= document.querySelector('.bar').getBoundingClientRect().top""";

    /** The plan is launched in its first period. */
    static final class Begin implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            on("2026-03-20T10:00");
        }
    }

    @Autowired
    private People people;

    @Autowired
    private Clock clock;

    private final Map<String, Tasklist> browsers = new HashMap<>();

    /** Another day: who was logged in is no longer. */
    private void comes(String day) {
        browsers.values().forEach(browser -> {
            assertThat(browser.errors()).isEmpty();
            browser.close();
        });
        browsers.clear();
        on(day);
    }

    @Test
    @Order(1)
    @DisplayName("3月20日：任务分解以后，各人页上的数与清单一致；签发几项，剩几项")
    void first_assignedAndPartlySigned() {
        tasks.createTaskQuery().taskDefinitionKey(ASSIGN).list().forEach(this::assignAsPublished);
        open("userTask_fillReport", "water").stream().limit(3).forEach(task -> complete(task, "water1", ON_TRACK));
        everybody();

        Page page = go("waterleader", "/tables/sign");
        // what is warned of comes first: the last one is plain
        page.locator("tbody.row .pick").last().check();
        page.locator("#submit").click();
        assertThat(page.locator(".outcome")).hasText("已签发1项。");
        assertThat(page.locator("[data-counted=summary]")).containsText("共2项");
        assertThat(page.locator("header.site nav a[href='/tables/sign'] .count"))
                .hasText("2");
        numbers("waterleader");
    }

    @Test
    @Order(2)
    @DisplayName("3月27日和4月8日：过了报送日，各处都说逾期几天；5个工作日后登记未报，补报也在当前环节")
    void first_late() {
        comes("2026-03-27T09:00");
        everybody();
        Page work = go("waterleader", "/work?overdue=true");
        assertThat(work.locator(".work-list tbody tr").first()).containsText("逾期2个工作日");
        String measure = open("userTask_fillReport", "water").stream()
                .map(task -> (String) tasks.getVariable(task.getId(), "measureKey"))
                .findFirst()
                .orElseThrow();
        assertThat(go("planoffice", "/measures/" + measure).locator(".holders")).containsText("逾期2个工作日");

        comes("2026-04-08T09:00");
        await().atMost(Duration.ofSeconds(60)).until(() -> late("water") > 0);
        everybody();
        ROLES.forEach(user -> numbers().lists(user, browser(user)));
        browser("water1").open("填报进展");
        assertThat(browser("water1")
                        .page()
                        .locator(".due-date [data-day*='已逾期']")
                        .first())
                .isVisible();
        assertThat(go("planoffice", "/measures/" + measure).locator(".holders")).containsText("补报");
        Page dossier = go("districtleader", "/measures/" + measure);
        int open = tasks.createTaskQuery()
                .processVariableValueEquals("measureKey", measure)
                .list()
                .size();
        assertThat(dossier.locator(".holders li")).hasCount(open);
    }

    @Test
    @Order(3)
    @DisplayName("6月16日：第二期开启，有上期可看；退回的看得出退回")
    void second_openAndReturned() {
        tasks.createTaskQuery()
                .taskDefinitionKey("userTask_reviewMeasure")
                .list()
                .forEach(this::goOn);
        comes("2026-06-16T09:00");
        await().atMost(Duration.ofSeconds(90))
                .until(() -> jdbc.sql(
                                        "select count(*) from round r join period p on p.id = r.period_id where p.id = '2026Q2' and r.state = 'open'")
                                .query(Integer.class)
                                .single()
                        > 0);
        everybody();
        Page table = go("water1", "/tables/report");
        takeLast(table.locator("tbody.row:has([data-take-last])").first());
        open("userTask_fillReport", "water").forEach(task -> complete(task, "water1", ON_TRACK));
        Page signing = go("waterleader", "/tables/sign");
        Pictures.take(signing, "table-sign-second");
        assertThat((Boolean) signing.locator("tbody.row:has(.changes)").first().evaluate(SIX_FIT))
                .as("six rows like this one on a screen")
                .isTrue();
        signing.setViewportSize(390, 844);
        signing.locator("[data-open=return]").first().click();
        assertThat((Boolean) signing.locator(".drawer:not([hidden])").evaluate(WHOLE))
                .as("all of what is opened stands above the bar")
                .isTrue();
        Pictures.take(signing, "table-sign-return-phone");
        signing.setViewportSize(1366, 768);
        signing.locator(".drawer:not([hidden]) [name=opinion]").fill("请补充完成数量。");
        signing.locator(".drawer:not([hidden]) [data-do]").click();
        assertThat(signing.locator(".outcome")).hasText("已退回1项。");
        assertThat(go("water1", "/tables/report").locator("tbody.row[data-returned] .ready"))
                .hasText("待修改");
        everybody();
        browsers.values().forEach(browser -> assertThat(browser.errors()).isEmpty());
    }

    /** What is typed stays; what is empty is filled; a second click replaces, a third gives back. */
    private void takeLast(Locator row) {
        String key = row.getAttribute("data-key");
        Locator narrative = row.locator("[name=narrative]");
        narrative.fill("本期自己写的。");
        row.locator("[data-take-last]").click();
        Locator taken = row.locator(".taken");
        assertThat(taken).containsText("进展情况已有内容，没有改动。");
        assertThat(narrative).hasValue("本期自己写的。");
        assertThat(row.locator("[name=state]")).hasValue("on_track");
        taken.locator("button").click();
        assertThat(taken).containsText("进展情况已换成上期的。");
        assertThat(narrative).hasValue(String.valueOf(ON_TRACK.get("narrative")));
        taken.locator("button").click();
        assertThat(narrative).hasValue("本期自己写的。");
        assertThat(row.locator(".saved")).containsText("已保存");

        row.locator("a:has-text('单独办理')").click();
        Page form = row.page();
        assertThat(form.locator("form.gp")).containsText(key);
        browser("water1").claim();
        form.locator("button:has-text('各栏沿用上期')").click();
        Locator all = form.locator(".gp-same .gp-taken");
        assertThat(all).containsText("进展情况已有内容，没有改动。");
        assertThat(form.locator("[data-field=narrative] textarea")).hasValue("本期自己写的。");
        form.locator("[data-field=narrative] .gp-old button:has-text('沿用上期')").click();
        Locator one = form.locator("[data-field=narrative] .gp-taken");
        assertThat(one).containsText("进展情况已有内容，没有改动。");
        one.locator("button").click();
        assertThat(form.locator("[data-field=narrative] textarea")).hasValue(String.valueOf(ON_TRACK.get("narrative")));
        one.locator("button:has-text('恢复我填写的')").click();
        assertThat(form.locator("[data-field=narrative] textarea")).hasValue("本期自己写的。");
        browser("water1").complete();
    }

    private void everybody() {
        ROLES.forEach(this::numbers);
    }

    private void numbers(String user) {
        numbers().check(user, browser(user).page());
    }

    private Numbers numbers() {
        return new Numbers(base(), jdbc, people, clock);
    }

    private Page go(String user, String path) {
        Page page = browser(user).page();
        page.navigate(base() + path);
        return page;
    }

    private Tasklist browser(String user) {
        return browsers.computeIfAbsent(
                user, id -> Tasklist.at("/measures", chromium().browser(), base(), id));
    }

    private List<Task> open(String step, String unit) {
        return tasks.createTaskQuery()
                .taskDefinitionKey(step)
                .taskCandidateGroupIn(List.of(unit + "Staff", unit + "Supervisor"))
                .list();
    }

    private int late(String unit) {
        return jdbc.sql("select count(*) from round_reporter where unit_code = ? and state = 'missing'")
                .param(unit)
                .query(Integer.class)
                .single();
    }

    private void goOn(Task review) {
        String group = tasks.getIdentityLinksForTask(review.getId()).get(0).getGroupId();
        complete(review, group.replace("Staff", "1"), Map.of("decision", "continue", "opinion", ""));
    }
}
