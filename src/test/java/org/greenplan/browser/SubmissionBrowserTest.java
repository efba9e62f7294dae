package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.GreenplanApplication;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;

/** The submission of 2027 from its catalogue to 已报送, each step by the person whose it is; its timer has opened it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:submission;DB_CLOSE_DELAY=-1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SubmissionBrowserTest extends BrowserTest {

    private static final ZoneId ZONE = ZoneId.of(GreenplanApplication.ZONE);
    private static final String SUBJECT = "生态文明建设示范区2027年报送（2026年度数据）";

    private static final String CATALOGUE =
            """
            编号,领域,任务,指标,分项,单位,目标,属性,提供单位,是否适用
            4,生态制度,目标责任体系,河长制,,,全面实施,约束性,区水务局,是
            29,生态生活,人居环境改善,城镇污水处理率,,%,≥95,约束性,区水务局,是
            25,生态经济,产业循环发展,农业废弃物综合利用率,秸秆；农膜,%,≥90；≥80,参考性,区农业农村局,是
            9,生态安全,环境质量,近岸海域水质优良比例,,%,持续改善,约束性,区生态环境局,否
            5,生态安全,环境质量,水环境质量,地表水达到或好于Ⅲ类水体比例,%,完成上级规定的考核任务，且≥90或持续提高,约束性,区水务局,是
            5,生态安全,环境质量,水环境质量,集中式饮用水水源水质优良比例,%,100,约束性,区水务局、区卫生健康委,是
            5,生态安全,环境质量,水环境质量,湖泊水华控制率*,%,山区≥60；平原≥40,约束性,区水务局,否
            """;

    private static void at(LocalDateTime time) {
        ClockUtil.setCurrentTime(Date.from(time.atZone(ZONE).toInstant()));
    }

    @TempDir
    private Path folder;

    private Tasklist as(String user) {
        return new Tasklist(chromium().browser(), base(), user, 1366, 900);
    }

    private Page go(Tasklist list, String path) {
        list.page().navigate(base() + path);
        return list.page();
    }

    @Test
    @Order(1)
    @DisplayName("农业农村局在计划中报过秸秆综合利用率")
    void agriculture_hasReportedOnThePlan() {
        complete(task(ASSIGN, "2026-19-01"), "agriculture1", Map.of("cadence", "quarterly", "confirmed", "true"));
        Task fill = task("userTask_fillReport", "2026-19-01");
        Object indicator = jdbc.sql("select id from indicator where measure_key = '2026-19-01'")
                .query(Long.class)
                .single();
        complete(
                fill,
                "agriculture1",
                Map.of(
                        "state", "on_track",
                        "narrative", "秸秆综合利用稳步推进。",
                        "values",
                                List.of(Map.of(
                                        "indicatorId",
                                        indicator,
                                        "amount",
                                        "99.2",
                                        "asOf",
                                        "2026-11-20",
                                        "quality",
                                        "final"))));
        complete(task("userTask_approveReport", "2026-19-01"), "agricultureleader", Map.of("decision", "approve"));
        assertThat(fill.getName()).contains("填报进展");
    }

    @Test
    @Order(2)
    @DisplayName("3月1日自动发起；局里导入当年目录，再分工")
    void bureau_importsTheCatalogueAndAssigns() {
        at(LocalDateTime.of(2027, 3, 1, 9, 0));
        try (Tasklist bureau = as("ecology1")) {
            for (int i = 0; i < 120 && submissions() < 2; i++) {
                bureau.page().waitForTimeout(500);
            }
            assertThat(submissions()).as("both tracks, opened by the timer").isEqualTo(2);

            Page page = go(bureau, "/platform/catalogue/demonstration-zone?year=2027");
            upload(page, CATALOGUE.replace("区卫生健康委", "区卫健委"));
            assertThat(page.locator("#problems")).containsText("不认识“区卫健委”，是不是“区卫生健康委”？");
            onPhone(page.locator("#problems"), "catalogue-refused");
            upload(page, CATALOGUE);
            assertThat(page.locator("main")).containsText("自动判断：≥90%，或比上年提高；由填报单位判断：完成上级规定的考核任务");
            onPhone(page.getByText("怎样判断").last(), "catalogue-preview");
            page.locator("input[name=confirmed]").check();
            page.getByText("确认导入").click();
            assertThat(page.locator("[role=status]")).containsText("已导入5项指标");

            bureau.open("指标分工：" + SUBJECT);
            assertThat(page.locator("form.gp")).containsText("适用 4 项，共 5 项");
            assertThat(page.locator("form.gp")).not().containsText("示例目录");
            Locator lake = page.locator(".gp-part", new Page.LocatorOptions().setHasText("湖泊水华控制率*"));
            assertThat(lake.locator("input[type=checkbox]")).not().isChecked();
            page.locator(".gp-part", new Page.LocatorOptions().setHasText("集中式饮用水"))
                    .locator("button", new Locator.LocatorOptions().setHasText("×"))
                    .last()
                    .click();
            onPhone(lake, "platform-assign");
            bureau.complete();
            assertThat(bureau.errors()).isEmpty();
        }
    }

    private static void upload(Page page, String catalogue) {
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("2027年目录.csv", "text/csv", catalogue.getBytes(StandardCharsets.UTF_8)));
        page.getByText("预览", new Page.GetByTextOptions().setExact(true)).click();
    }

    /** As it is on a telephone: nothing reaches out of the page. */
    private static void onPhone(Locator what, String name) {
        Page page = what.page();
        what.scrollIntoViewIfNeeded();
        Pictures.take(page, name);
        page.setViewportSize(390, 844);
        what.scrollIntoViewIfNeeded();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        Pictures.take(page, name + "-phone");
        page.setViewportSize(1366, 900);
    }

    private int submissions() {
        return jdbc.sql("select count(*) from submission where submission_year = 2027")
                .query(Integer.class)
                .single();
    }

    @Test
    @Order(3)
    @DisplayName("单位填报：未填的在栏目旁指出，计划里报过的直接采用，分管领导审签")
    void units_fillAndSign() throws Exception {
        Path proof = Files.writeString(folder.resolve("运行月报.pdf"), "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n");
        try (Tasklist water = as("water1")) {
            water.open("填报指标：" + SUBJECT);
            water.press();
            assertThat(water.field("items[0].values[0].amount")).containsText("请简要填写完成情况");
            assertThat(water.field("items[1].values[0].state")).containsText("请选择数据状态");
            water.type("items[0].values[0].amount", "全面建立区镇村三级河长体系。").choose("items[0].values[0].attained", "达标");
            water.type("items[1].values[0].amount", "94.6");
            water.choose("items[1].values[0].state", "核定数").type("items[1].origin", "2026年水务统计年报");
            water.field("items[1].asOf").locator("input").fill("2026-12-31");
            assertThat(water.page().locator("[data-item='29'] .gp-attained")).containsText("未达标");
            water.type("items[1].explanation", "两座村级站改造停运，2027年6月恢复。");
            water.page().locator("[data-item='5'] .gp-item-head").click();
            water.type("items[2].values[0].amount", "88.2").choose("items[2].values[0].state", "核定数");
            assertThat(water.page().locator("[data-item='5'] .gp-attained")).containsText("数值部分：有上年值才能判断");
            water.type("items[2].values[0].lastYear", "87.5");
            assertThat(water.page().locator("[data-item='5'] .gp-attained")).containsText("数值部分：达标");
            assertThat(water.page().locator("[data-item='5']")).containsText("湖泊水华控制率：本年不适用");
            water.choose("items[2].values[0].attained", "达标").type("items[2].values[0].reason", "京环发〔2027〕3号");
            water.type("items[2].values[1].amount", "100").choose("items[2].values[1].state", "核定数");
            water.type("items[2].origin", "2026年水质年报");
            water.field("items[2].asOf").locator("input").fill("2026-12-31");
            onPhone(water.field("items[2].values[0].attained"), "platform-parts");
            water.page().locator("[data-item='29'] input[type=file]").setInputFiles(proof);
            assertThat(water.page().locator("[data-item='29'] .gp-uploader")).containsText("移除");
            assertThat(water.page()
                            .locator("form.gp .gp-error:visible")
                            .filter(new Locator.FilterOptions().setHasText("请")))
                    .hasCount(0);
            water.page().locator("[data-item='29']").scrollIntoViewIfNeeded();
            water.picture("platform-fill").complete();
            assertThat(water.errors()).isEmpty();
        }
        try (Tasklist leader = as("waterleader")) {
            leader.open("指标审签：" + SUBJECT);
            assertThat(leader.page().locator("form.gp")).containsText("两座村级站改造停运");
            leader.choose("decision", "同意").complete();
        }
        try (Tasklist agriculture = as("agriculture1")) {
            agriculture.open("填报指标：" + SUBJECT);
            Locator offer = agriculture.page().locator(".gp-offer");
            assertThat(offer).containsText("本单位已在 2026-19-01");
            assertThat(offer).containsText("99.2%");
            agriculture.picture("platform-offer");
            Locator amount = agriculture.field("items[0].values[0].amount").locator("input");
            amount.fill("98");
            offer.locator("button").click();
            assertThat(amount).hasValue("98");
            assertThat(agriculture.page().locator(".gp-item .gp-taken:visible")).containsText("数值和数据状态已有内容，没有改动。");
            agriculture.page().getByText("用计划的替换").click();
            assertThat(amount).hasValue("99.2");
            agriculture
                    .type("items[0].values[1].amount", "86")
                    .choose("items[0].values[1].state", "快报数")
                    .complete();
        }
        try (Tasklist leader = as("agricultureleader")) {
            leader.open("指标审签：" + SUBJECT);
            leader.choose("decision", "同意").complete();
        }
    }

    @Test
    @Order(4)
    @DisplayName("汇总核验：只退一项，改后再核验，提请审签")
    void bureau_sendsOneItemBack() {
        try (Tasklist bureau = as("ecology1")) {
            bureau.open("汇总核验：" + SUBJECT);
            Page page = bureau.page();
            assertThat(page.locator("form.gp .gp-counts")).containsText("适用指标 4 项，已报 4 项");
            assertThat(page.locator("form.gp .gp-warnings")).containsText("未达标");
            page.locator("#item-29 button", new Page.LocatorOptions().setHasText("退回区水务局"))
                    .click();
            page.locator("#item-29 textarea").fill("请补充恢复运行的时间节点。");
            page.locator("#item-29").scrollIntoViewIfNeeded();
            onPhone(page.locator("#item-5 .gp-source").first(), "platform-verify");
            bureau.complete();
        }
        try (Tasklist water = as("water1")) {
            water.open("填报指标：" + SUBJECT);
            assertThat(water.page().locator(".gp-item")).hasCount(1);
            assertThat(water.page().locator(".gp-item")).containsText("请补充恢复运行的时间节点");
            water.type("items[0].explanation", "两座村级站改造停运，2027年6月30日前恢复。").complete();
        }
        try (Tasklist leader = as("waterleader")) {
            leader.open("指标审签：" + SUBJECT);
            leader.choose("decision", "同意").complete();
        }
        try (Tasklist bureau = as("ecology1")) {
            bureau.open("汇总核验：" + SUBJECT);
            assertThat(bureau.page().locator("form.gp")).containsText("2027年6月30日前恢复");
            bureau.page()
                    .locator("[data-field=decision] label", new Page.LocatorOptions().setHasText("提请局领导审签"))
                    .click();
            bureau.complete();
        }
    }

    @Test
    @Order(5)
    @DisplayName("局领导、区政府审签；下载报送包，登记回执，另一人核对，已报送")
    void leadersSign_andTheReceiptIsChecked() throws Exception {
        try (Tasklist leader = as("ecologyleader")) {
            leader.open("局领导审签：" + SUBJECT);
            leader.picture("platform-sign").choose("decision", "同意").complete();
        }
        try (Tasklist district = as("districtleader")) {
            district.open("区政府审签：" + SUBJECT);
            assertThat(district.page().locator("form.gp")).containsText("局领导审签：郝国栋");
            district.choose("decision", "同意").complete();
        }
        Path shot = Files.write(
                folder.resolve("受理截图.png"),
                java.util.Base64.getDecoder()
                        .decode(
                                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        at(LocalDateTime.of(2027, 3, 2, 10, 0));
        try (Tasklist bureau = as("ecology1")) {
            bureau.open("平台报送：" + SUBJECT);
            Page page = bureau.page();
            Download pack =
                    page.waitForDownload(() -> page.locator(".gp-steps a").click());
            assertThat(pack.suggestedFilename()).isEqualTo(SUBJECT + "第1版.zip");
            assertThat(Files.size(pack.path())).isGreaterThan(5000);
            bureau.type("receiptNumber", "STWM-2027-0042");
            bureau.field("submittedOn")
                    .locator("input")
                    .fill(LocalDate.of(2027, 3, 2).toString());
            bureau.type("submittedTime", "9：40").type("accountHolder", "林建军");
            bureau.upload(shot).picture("platform-upload").complete();
        }
        try (Tasklist second = as("ecology2")) {
            second.open("核对回执：" + SUBJECT);
            second.picture("platform-receipt").choose("decision", "平台已受理").complete();
            Page page = go(second, "/platform");
            page.locator("article", new Page.LocatorOptions().setHasText(SUBJECT))
                    .locator("h2 a")
                    .click();
            assertThat(page.locator("main")).containsText("已报送");
            assertThat(page.locator("main")).containsText("STWM-2027-0042");
            Pictures.take(page, "platform-standing");
            page.setViewportSize(390, 844);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(390);
            assertThat(go(second, "/measures/2026-36-02").locator("main")).containsText("STWM-2027-0042");
            assertThat(second.errors()).isEmpty();
        }
    }
}
