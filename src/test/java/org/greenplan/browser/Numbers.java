package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.calendar.DueDates;
import org.greenplan.directory.People;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every number that a person's pages show, beside the list that it counts and beside the database's tables. */
final class Numbers {

    private static final Map<String, List<String>> TABLES = Map.of(
            "/tables/report", List.of("fillReport"),
            "/tables/sign",
                    List.of(
                            "approveReport",
                            "approveDissent",
                            "approveAssignment",
                            "approveClosing",
                            "acceptClosing",
                            "approveWithdrawal"),
            "/tables/confirm", List.of("confirmReport"),
            "/tables/review", List.of("reviewMeasure", "coordinate"),
            "/tables/assign", List.of("assignMeasure"));
    private static final List<String> SIGNATURES = List.of(
            "userTask_approveReport",
            "userTask_approveAssignment",
            "userTask_approveDissent",
            "userTask_approveClosing",
            "userTask_acceptClosing",
            "userTask_approveLaunch",
            "userTask_approveWithdrawal");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)");

    private final String base;
    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    Numbers(String base, JdbcClient jdbc, People people, Clock clock) {
        this.base = base;
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /** Goes through all that this person is shown. */
    void check(String user, Page page) {
        Map<String, Integer> header = header(page);
        assertThat(header).as("header of " + user).isEqualTo(counted(user));
        header.forEach((path, count) ->
                assertThat(rows(page, path)).as(user + " " + path).isEqualTo(count));
        measures(user, page);
        sheets(user, page);
    }

    private Map<String, Integer> header(Page page) {
        page.navigate(base + "/measures");
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Locator entry : page.locator("header.site nav a:has(.count)").all()) {
            counts.put(
                    entry.getAttribute("href"), number(entry.locator(".count").textContent()));
        }
        return counts;
    }

    /** What the header should say, from the engine's tables. */
    private Map<String, Integer> counted(String user) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        TABLES.forEach((path, steps) -> {
            int open = tasks(
                    "t.task_def_key_ in (:steps)",
                    Map.of(
                            "steps",
                            steps.stream().map(step -> "userTask_" + step).toList()),
                    groups(user));
            if (open > 0) {
                counts.put(path, open);
            }
        });
        List<String> inSight = people.seesAll(user) ? null : bothGroups(user);
        counts.put("/work", tasks("true", Map.of(), inSight));
        int overdue = tasks("t.due_date_ < :today", Map.of("today", today()), inSight);
        if (overdue > 0) {
            counts.put("/work?overdue=true", overdue);
        }
        return counts;
    }

    private int rows(Page page, String path) {
        page.navigate(base + path);
        if (!path.startsWith("/work")) {
            int rows = page.locator("tbody.row, #apart ~ table tbody tr").count();
            assertThat(page.locator("[data-counted=summary]")).containsText("共" + rows + "项");
            return rows;
        }
        int rows = page.locator(".work-list tbody tr").count();
        for (Locator next = page.locator("nav.pages a:has-text('下一页')"); next.count() > 0; ) {
            page.navigate(base + next.getAttribute("href"));
            rows += page.locator(".work-list tbody tr").count();
        }
        return rows;
    }

    /** The five lists of Tasklist, whose names say what they count. */
    void lists(String user, Tasklist tasklist) {
        Map<String, Integer> expected = new LinkedHashMap<>();
        List<String> own = groups(user);
        int mine = tasks("true", Map.of(), own);
        Map<String, Object> days = Map.of("today", today(), "week", week());
        expected.put("我的待办", mine);
        expected.put("我和同事的待办", mine);
        expected.put("待我审签", tasks("t.task_def_key_ in (:signatures)", Map.of("signatures", SIGNATURES), own));
        expected.put("我的7天内到期", tasks("t.due_date_ > :today and t.due_date_ < :week", days, own));
        expected.put("我的已逾期", tasks("t.due_date_ < :today", days, own));
        tasklist.lists();
        expected.forEach((name, count) -> assertThat(tasklist.page()
                        .locator(".task-filter")
                        .filter(new Locator.FilterOptions().setHasText(name))
                        .locator(".greenplan-count"))
                .hasText(String.valueOf(count)));
    }

    private void measures(String user, Page page) {
        page.navigate(base + "/measures");
        int rows = page.locator("table.measures tbody tr").count();
        int expected = people.seesEveryMeasure(user)
                ? count("select count(*) from measure", Map.of())
                : count(
                        """
                        select count(*) from measure m where exists (select 1 from measure_unit u
                               where u.measure_key = m.measure_key and u.unit_code in (:units))
                        or exists (select 1 from measure_role r where r.measure_key = m.measure_key and r.unit_code in (:units))""",
                        Map.of("units", people.unitsOf(user)));
        assertThat(rows).as(user + " /measures").isEqualTo(expected);
        assertThat(page.locator("p.count").first()).containsText("共" + rows + "条");
    }

    /** The newest sheet, whose numbers are those of the paper it leads to and of the reports asked for. */
    private void sheets(String user, Page page) {
        page.navigate(base + "/tables/sheets");
        Locator rows = page.locator("table.sheets tbody tr");
        if (rows.count() == 0) {
            return;
        }
        Locator first = rows.first();
        int asked = number(first.locator("[data-label=应报措施]").textContent());
        String link = first.locator("a[href^='/tables/sheets/']").first().getAttribute("href");
        page.navigate(base + link);
        String[] path = link.split("/");
        assertThat(page.locator("table.sheet tbody tr").count())
                .as(user + " " + link)
                .isEqualTo(asked);
        assertThat(count(
                        """
                        select count(*) from round_reporter rr join round r on r.id = rr.round_id join period p on p.id = r.period_id
                        where rr.unit_code = :unit and p.due = :due""",
                        Map.of("unit", path[3], "due", LocalDate.parse(path[4]))))
                .as(user + " " + link)
                .isEqualTo(asked);
    }

    /** @param groups null for all, but for what stays inside the plan office */
    private int tasks(String where, Map<String, Object> parameters, List<String> groups) {
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        all.put("groups", groups == null || groups.isEmpty() ? List.of("") : groups);
        String whose = groups == null ? "not (t.task_def_key_ like '%Withdrawal')" : "l.group_id_ in (:groups)";
        return count(
                """
                select count(*) from act_ru_task t
                join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
                where %s and %s"""
                        .formatted(whose, where),
                all);
    }

    private int count(String sql, Map<String, Object> parameters) {
        return jdbc.sql(sql).params(parameters).query(Integer.class).single();
    }

    private List<String> groups(String user) {
        List<String> groups = new ArrayList<>();
        people.clerkOf(user).forEach(unit -> groups.add(unit + "Staff"));
        people.supervisorOf(user).forEach(unit -> groups.add(unit + "Supervisor"));
        return groups;
    }

    private List<String> bothGroups(String user) {
        return people.unitsOf(user).stream()
                .flatMap(unit -> List.of(unit + "Staff", unit + "Supervisor").stream())
                .toList();
    }

    private Timestamp today() {
        return Timestamp.from(LocalDate.now(clock).atStartOfDay(DueDates.ZONE).toInstant());
    }

    private Timestamp week() {
        return Timestamp.from(
                LocalDate.now(clock).plusDays(8).atStartOfDay(DueDates.ZONE).toInstant());
    }

    private static int number(String text) {
        Matcher number = NUMBER.matcher(text);
        assertThat(number.find()).as(text).isTrue();
        return Integer.parseInt(number.group(1));
    }
}
