package org.greenplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;

/** One measure on its whole way in a real browser, each step by the person whose step it is. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:browser;DB_CLOSE_DELAY=-1")
class TasklistBrowserTest extends BrowserTest {

    /** 落实北京市碳足迹管理要求: lead ecology; responsible devreform and industry; assisting market. */
    private static final String MEASURE = "2026-02-02";

    private final Map<String, Tasklist> people = new HashMap<>();

    private Tasklist as(String user) {
        return people.computeIfAbsent(user, id -> new Tasklist(chromium().browser(), base(), id, 1366, 900));
    }

    @Test
    @DisplayName("一项措施在浏览器里从任务分解走到已办结，途中有退回、上传和会签意见")
    void measure_fromAssignedToClosed_withSendBackUploadAndDissent(@TempDir Path folder) throws IOException {
        Path evidence = folder.resolve("碳足迹管理工作台账.pdf");
        Files.writeString(evidence, "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

        as("ecology1").picture("tasklist").open("任务分解：" + MEASURE);
        Page page = as("ecology1").page();
        page.getByText("事项档案").first().click();
        assertThat(page.frameLocator("iframe.greenplan-dossier").locator("main"))
                .containsText("落实北京市碳足迹管理要求");
        page.getByText("转给同事").click();
        assertThat(page.locator(".greenplan-hand-over [role=group] button")).hasCount(2);
        as("ecology1").open("任务分解：" + MEASURE).picture("assign");
        page.setViewportSize(390, 844);
        as("ecology1").picture("phone");
        page.setViewportSize(1366, 900);
        as("ecology1").complete();

        Tasklist writer = as("devreform1").open("填报进展：" + MEASURE);
        writer.press();
        assertThat(writer.field("state")).containsText("请选择进展状态");
        assertThat(writer.field("narrative")).containsText("请填写进展情况");
        writer.choose("state", "已完成").type("narrative", "已制定碳足迹管理工作方案。");
        assertThat(writer.field("evidence").locator(".gp-warning")).containsText("还没有佐证材料");
        assertThat(writer.field("evidence").locator(".gp-error")).isEmpty();
        writer.upload(evidence);
        assertThat(writer.field("evidence").locator(".gp-warning")).isEmpty();
        writer.field("evidence").scrollIntoViewIfNeeded();
        writer.picture("evidence");
        writer.field("state").scrollIntoViewIfNeeded();
        writer.picture("fill").complete();
        assertThat(writer.page().locator(".gp-said")).containsText("待本单位分管领导审签");

        as("devreformleader")
                .open("分管领导审签：" + MEASURE)
                .picture("approve")
                .choose("decision", "退回.*")
                .type("opinion", "请补充参与企业数量。")
                .complete();

        writer.open("填报进展：" + MEASURE);
        assertThat(writer.page().locator("li.task .greenplan-mark")).containsText("退回：");
        assertThat(writer.field("state").boundingBox().y).isLessThan(600);
        assertThat(writer.page().locator("form.gp")).containsText("请补充参与企业数量。");
        assertThat(writer.field("narrative").locator("textarea")).hasValue("已制定碳足迹管理工作方案。");
        writer.type("narrative", "已制定碳足迹管理工作方案，12家企业参与核算。").picture("sent-back").complete();
        as("devreformleader").open("分管领导审签：" + MEASURE).choose("decision", "同意").complete();

        as("industry1")
                .open("填报进展：" + MEASURE)
                .choose("state", "正常推进")
                .type("narrative", "正在组织企业填报。")
                .complete();
        as("industryleader").open("分管领导审签：" + MEASURE).choose("decision", "同意").complete();

        as("market1")
                .open("协办会签：" + MEASURE)
                .choose("decision", "有意见")
                .type("opinion", "建议补充产品碳标识认证情况。")
                .picture("confirm")
                .complete();
        as("marketleader").open("会签意见审签：" + MEASURE).choose("decision", "同意").complete();

        Tasklist lead = as("ecology1").open("牵头协调：" + MEASURE);
        assertThat(lead.page().locator("form.gp")).containsText("建议补充产品碳标识认证情况。");
        lead.choose("decision", "退回修改");
        lead.field("returns").locator("label").filter(text("区发展改革委")).click();
        lead.field("returns").locator("textarea").first().fill("请按区市场监管局意见补充。");
        lead.picture("coordinate").complete();

        writer.open("填报进展：" + MEASURE);
        assertThat(writer.page().locator("form.gp")).containsText("请按区市场监管局意见补充。");
        writer.type("narrative", "已制定碳足迹管理工作方案，12家企业参与核算，3家通过产品碳标识认证。").complete();
        as("devreformleader").open("分管领导审签：" + MEASURE).choose("decision", "同意").complete();
        as("market1").open("协办会签：" + MEASURE).choose("decision", "无意见").complete();

        lead.open("牵头审核：" + MEASURE).choose("decision", "办结");
        lead.press();
        assertThat(lead.field("opinion")).containsText("请说明办结的理由");
        lead.type("opinion", "年度任务已落实，区经济和信息化局按常态化推进。").picture("review").complete();
        as("ecologyleader").open("办结审签：" + MEASURE).choose("decision", "同意").complete();

        Page dossier = lead.page();
        dossier.navigate(base() + "/measures/" + MEASURE);
        assertThat(dossier.locator("main")).containsText("已办结");
        assertThat(dossier.locator("main")).containsText("3家通过产品碳标识认证");
        assertThat(dossier.locator("main")).containsText("碳足迹管理工作台账.pdf");
        Pictures.take(dossier, "dossier");
        people.values().forEach(person -> assertThat(person.errors()).isEmpty());
    }

    private static com.microsoft.playwright.Locator.FilterOptions text(String text) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
    }
}
