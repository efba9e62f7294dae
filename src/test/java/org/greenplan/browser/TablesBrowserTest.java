package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.SpringBootTest;

/** A unit's whole period in one table each: filled, signed, confirmed, reviewed, at a desktop and on a phone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:tables;DB_CLOSE_DELAY=-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TablesBrowserTest extends BrowserTest {

    /** Lead and only reporter is ecology; its assisting towns are asked for an opinion here. */
    private static final String TOWNS_CONFIRM = "2026-14-01";

    /** The lead has to pick towns (相关镇乡街道). */
    private static final String TOWNS_TO_PICK = "2026-35-04";

    private static final String TOWN = "liulimiao";

    private static final byte[] PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Tasklist> people = new HashMap<>();

    @Test
    @Order(1)
    @DisplayName("牵头部门一次下达职责明确的措施，其余列出原因")
    void lead_assignsAllClearMeasuresAtOnce() {
        complete(task(ASSIGN, TOWNS_CONFIRM), "ecology1", Map.of("units", units(TOWNS_CONFIRM, true)));
        complete(task(ASSIGN, TOWNS_TO_PICK), "ecology1", Map.of("units", units(TOWNS_TO_PICK, false)));
        Page page = desktop("ecology1", "/tables/assign");
        assertThat(page.locator("#apart")).containsText("需要逐项办理");
        int clear = page.locator("tbody.row").count();
        page.locator("#all").check();
        Pictures.take(page, "table-assign");
        page.locator("#submit").click();
        assertThat(page.locator(".outcome")).hasText("已下达" + clear + "项。");
        assertThat(page.locator("tbody.row")).hasCount(0);

        // what stays open: its reason was seen in the table
        tasks.createTaskQuery().taskDefinitionKey(ASSIGN).list().forEach(this::assignAsPublished);
    }

    @Test
    @Order(2)
    @DisplayName("区水务局七项措施在一张表里从空白填到签发，缺的有红字，键盘可用")
    void waterBureau_fillsSevenMeasuresAndItsSupervisorSignsOnce() {
        Page page = desktop("water1", "/");
        assertThat(page).hasURL(base() + "/tables/report");
        Locator rows = page.locator("tbody.row");
        assertThat(rows).hasCount(7);
        for (int i = 0; i < 7; i++) {
            rows.nth(i).locator("[name=state]").selectOption(i == 0 ? "lagging" : "on_track");
            rows.nth(i).locator("[name=narrative]").fill("第" + (i + 1) + "项按计划推进，<b>年度任务</b>已落实。");
        }
        assertThat(page.locator("#submit")).hasText("提交审签（6项）");
        rows.nth(6).locator(".files summary").click();
        rows.nth(6)
                .locator(".files input[type=file]")
                .setInputFiles(new FilePayload("完成情况.pdf", "application/pdf", PDF));
        assertThat(rows.nth(6).locator(".gp-ev-list")).containsText("完成情况.pdf" + PDF.length + " B移除");
        rows.nth(0).locator(".pick").check();
        page.locator("#submit").click();
        assertThat(rows).hasCount(1);
        assertThat(rows.nth(0).locator("label:has([name=problems])")).containsText("请说明存在的问题");
        rows.nth(0).locator("[name=problems]").fill("两处管线尚未完成迁改。");
        assertThat(rows.nth(0).locator(".ready")).hasText("已填好");
        Pictures.take(page, "table-report");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".outcome")).hasText("已提交审签1项。");
        assertThat(page.locator("[data-counted=summary]")).hasText("现在没有待填报的事项。");
        assertThat(page.locator("#waiting")).isVisible();
        assertThat(page.locator("header.site nav a[href='/tables/report']")).hasText("本期报送");
        assertThat(page.locator(".tools")).isHidden();

        page.locator("[data-take-back]").first().click();
        assertThat(page.locator(".outcome")).hasText("已撤回1项，可以修改后重新提交。");
        assertThat(rows.nth(0).locator(".ready")).hasText("已填好");
        assertThat(rows.nth(0).locator(".pick")).isChecked();
        page.locator("#submit").click();
        assertThat(page.locator(".outcome")).hasText("已提交审签1项。");

        Page signing = desktop("waterleader", "/tables/sign");
        Locator waiting = signing.locator("tbody.row");
        assertThat(waiting).hasCount(7);
        assertThat(waiting.filter(having("<b>年度任务</b>"))).hasCount(7);
        Locator sentBack = waiting.filter(having("完成情况.pdf"));
        sentBack.locator("[data-open=return]").click();
        sentBack.locator("[data-do]").click();
        assertThat(sentBack.locator(".drawer")).containsText("退回时请写明意见");
        sentBack.locator("[name=opinion]").fill("请补充完成数量。");
        Pictures.take(signing, "table-sign");
        sentBack.locator("[data-do]").click();
        assertThat(waiting).hasCount(6);
        assertThat(signing.locator("[data-counted=summary]")).containsText("共6项待审签");
        assertThat(signing.locator("header.site nav").getByText("本期审签6")).isVisible();
        signing.locator("#all").check();
        signing.locator("#submit").click();
        assertThat(signing.locator(".outcome")).hasText("已签发6项。");
        assertThat(signing.locator("[data-counted=summary]")).hasText("现在没有待审签的事项。");
        assertThat(signing.locator("header.site nav")).not().containsText("本期审签");

        page.reload();
        assertThat(rows).hasCount(1);
        assertThat(rows.nth(0)).containsText("请补充完成数量。");
        assertThat(rows.nth(0).locator(".pick")).not().isChecked();
        assertThat(rows.nth(0).locator(".ready")).hasText("待修改");
        assertThat(rows.nth(0).locator(".measure")).containsText("退回意见（");
        assertThat(signed("water")).isEqualTo(6);

        List<String> asked = new ArrayList<>();
        page.onceDialog(dialog -> {
            asked.add(dialog.message());
            dialog.accept("传错了");
        });
        rows.nth(0).locator(".files summary").click();
        rows.nth(0).locator(".gp-ev button:has-text('划除')").click();
        Locator files = rows.nth(0).locator(".gp-ev");
        assertThat(files).containsText("已划除：传错了");
        assertThat(files).containsText("已划除：完成情况.pdf");
        assertThat(files).not().containsText("移除");
        assertThat(asked).singleElement().asString().startsWith("“完成情况.pdf”已随送审稿留存，");
        assertThat(rows.nth(0).locator(".saved")).containsText("已保存");

        rows.nth(0).locator("a:has-text('单独办理')").click();
        assertThat(page.locator(".greenplan-to-table")).hasText("‹ 返回“本期报送”");
        people.get("water1").claim().type("narrative", "已补充完成数量。").complete();
        assertThat(page).hasURL(base() + "/tables/report");
        assertThat(page.locator("h1 + .note.good")).hasText("报告已提交，待本单位分管领导审签。");
        signing.reload();
        assertThat(waiting.locator(".changes")).containsText("佐证材料有变化：少了完成情况.pdf（已划除：传错了）");
    }

    @Test
    @Order(3)
    @DisplayName("区生态环境局各项报告一次签发")
    void ecologyBureau_signsAllItsReportsAtOnce() {
        List<Task> reports = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_fillReport")
                .processVariableValueEquals("unit", "ecology")
                .list();
        reports.forEach(task -> complete(task, "ecology1", Map.of("state", "on_track", "narrative", "按计划推进，年度任务已落实。")));
        assertThat(reports).hasSizeGreaterThanOrEqualTo(29);

        Page page = desktop("ecologyleader", "/camunda/app/tasklist/default/?mine");
        Locator head = page.locator(".task-details h2.task");
        assertThat(head).containsText("分管领导审签");
        String first = head.innerText();
        people.get("ecologyleader").claim().choose("decision", "同意").complete();
        assertThat(head).containsText("分管领导审签");
        assertThat(head).not().containsText(first);

        page.locator("header.site nav a:has-text('本期审签')").click();
        assertThat(page.locator("tbody.row")).hasCount(reports.size() - 1);
        page.setViewportSize(1366, 768);
        assertThat(rowsInSight(page)).as("rows that a signer sees at once").isGreaterThanOrEqualTo(6);
        page.setViewportSize(1366, 900);
        page.locator("#all").check();
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".outcome")).hasText("已签发" + (reports.size() - 1) + "项。");
        assertThat(signed("ecology")).isEqualTo(reports.size());
    }

    @Test
    @Order(4)
    @DisplayName("镇在手机上会签，牵头部门的表先列异常、再列正在收报的")
    void town_confirmsOnAPhone_andTheLeadSeesItsMeasures() {
        Page phone = open(new Tasklist(chromium().browser(), base(), TOWN + "1", 390, 844), "/tables/confirm");
        Locator rows = phone.locator("tbody.row");
        assertThat(rows.filter(having(TOWNS_CONFIRM))).hasCount(1);
        assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        Pictures.take(phone, "table-confirm");
        rows.filter(having(TOWNS_CONFIRM)).locator(".pick").check();
        phone.locator("#submit").click();
        assertThat(phone.locator(".outcome")).hasText("已会签无意见1项。");

        Page review = desktop("ecology1", "/tables/review");
        assertThat((Integer) review.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(1366);
        assertThat(review.locator("#collecting")).containsText("正在收报");
        Locator row = review.locator("tbody.row").first();
        row.locator("[data-open=close]").click();
        row.locator(".drawer:not([hidden]) [data-do]").click();
        assertThat(row).containsText("请说明办结的理由");
        Pictures.take(review, "table-review");
        String key = row.getAttribute("data-key");
        row.locator(".drawer:not([hidden]) textarea").fill("年度任务已落实。");
        row.locator(".drawer:not([hidden]) [data-do]").click();
        assertThat(review.locator("tbody.row[data-key='" + key + "']")).hasCount(0);
        people.values().forEach(person -> assertThat(person.errors()).isEmpty());
    }

    @Test
    @Order(5)
    @DisplayName("自己填过的那一项没有勾选框，写明请谁审签；其余的签得成")
    void ownRow_saysWhoSignsIt_andTheOthersAreSigned() {
        List<Task> reports = tasks.createTaskQuery()
                .taskDefinitionKey("userTask_fillReport")
                .processVariableValueEquals("unit", "longshan")
                .list();
        assertThat(reports).hasSizeGreaterThan(1);
        Map<String, Object> report = Map.of("state", "on_track", "narrative", "按计划推进，年度任务已落实。");
        complete(reports.get(0), "longshan2", report);
        reports.stream().skip(1).forEach(task -> complete(task, "longshan1", report));
        identity.deleteMembership("longshan2", "longshanStaff");
        identity.createMembership("longshan2", "longshanSupervisor");

        Page page = open(new Tasklist(chromium().browser(), base(), "longshan2", 1280, 900), "/tables/sign");
        Locator own = page.locator("tbody.row[data-held]");
        assertThat(own).hasCount(1);
        assertThat(own).containsText("您参与了报告的填写，不能由您审签，请由本单位其他分管领导");
        assertThat(own.locator("input, [data-open]")).hasCount(0);
        Pictures.take(page, "table-sign-own");
        Page phone = open(new Tasklist(chromium().browser(), base(), "longshan2", 390, 844), "/tables/sign");
        assertThat((Integer) phone.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        Pictures.take(phone, "table-sign-own-phone");
        Page form = open(
                new Tasklist(chromium().browser(), base(), "longshan2", 1280, 900),
                own.locator("a:has-text('单独办理')").getAttribute("href"));
        assertThat(form.locator(".gp-notice").first()).containsText("您参与了报告的填写");
        assertThat(form.locator("fieldset").first()).hasAttribute("disabled", "disabled");
        Pictures.take(form, "form-sign-own");

        page.locator("#all").check();
        page.locator("#submit").click();
        assertThat(page.locator(".outcome")).hasText("已签发" + (reports.size() - 1) + "项。");
        assertThat(page.locator("tbody.row")).hasCount(1);
        assertThat(signed("longshan")).isEqualTo(reports.size() - 1);
    }

    /** Rows that stand whole between the head of the table and the bar below it. */
    private static int rowsInSight(Page page) {
        page.locator("tbody.row").nth(3).evaluate("row => row.scrollIntoView()");
        return (Integer)
                page.evaluate(
                        """
                () => {
                  const top = document.querySelector('table.work > thead th').getBoundingClientRect().bottom;
                  const bottom = document.querySelector('.bar').getBoundingClientRect().top;
                  return [...document.querySelectorAll('tbody.row')]
                    .map((row) => row.getBoundingClientRect())
                    .filter((row) => row.top >= top - 1 && row.bottom <= bottom + 1).length;
                }""");
    }

    private Page desktop(String user, String path) {
        return open(
                people.computeIfAbsent(user, id -> new Tasklist(chromium().browser(), base(), id, 1366, 900)), path);
    }

    private Page open(Tasklist person, String path) {
        person.page().navigate(base() + path);
        return person.page();
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /** The units as published, with the town among them; towns asked for an opinion, or only informed. */
    private String units(String key, boolean townsConfirm) {
        List<Map<String, Object>> units = new ArrayList<>(
                jdbc.sql("select unit_code, role, participation from measure_unit where measure_key = ?")
                        .param(key)
                        .query((row, number) -> unit(
                                row.getString("unit_code"),
                                row.getString("role"),
                                townsConfirm && row.getString("participation").equals("inform")
                                        ? "confirm"
                                        : row.getString("participation")))
                        .list());
        if (units.stream().noneMatch(unit -> TOWN.equals(unit.get("unit")))) {
            units.add(unit(TOWN, "assisting", "inform"));
        }
        try {
            return new ObjectMapper().writeValueAsString(units);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> unit(String code, String role, String participation) {
        return Map.of("unit", code, "role", role, "participation", participation);
    }

    private int signed(String unit) {
        return jdbc.sql(
                        """
                        select count(*) from signature s join report_version v on v.id = s.subject_id and v.sha256 = s.sha256
                        where s.subject = 'report' and s.decision = 'approve' and s.unit_code = ?""")
                .param(unit)
                .query(Integer.class)
                .single();
    }
}
