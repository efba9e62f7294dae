package org.greenplan.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.AuditLines;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.spreadsheet.SmallWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

/** Enters days of 2041, where nothing else looks: 1 January is a Tuesday, the 5th a Saturday. */
@DisplayName("工作日页")
class WorkdaysPageTest extends GreenplanTest {

    private static final String PATH = "/reminders/workdays";
    private static final String HEADER = "date,kind,holiday,source\n";
    private static final String GOOD =
            HEADER + "2041-01-01,holiday,元旦,国办通知\r\n2041-01-05,workday,元旦,国办通知\r\n2041-01-06,holiday,,\r\n";
    private static final LocalDate NEW_YEAR = LocalDate.of(2041, 1, 1);
    private static final LocalDate SATURDAY = LocalDate.of(2041, 1, 5);
    private static final Pattern CSV = Pattern.compile("name=\"csv\" value=\"([^\"]*)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private WorkingDays workingDays;

    @AfterEach
    void forget() {
        jdbc.sql("delete from workday where calendar_date >= date '2041-01-01'").update();
        workingDays.refresh();
    }

    @ParameterizedTest
    @CsvSource({
        "water1, 403, 403",
        "waterleader, 403, 403",
        "districtleader, 403, 403",
        "planoffice, 200, 403",
        "planofficeleader, 200, 403",
        "admin, 200, 200"
    })
    void office_looks_administratorEnters(String user, int look, int enter) {
        Pages pages = Pages.of(port, user);

        Page page = pages.get(PATH);
        assertThat(page.status()).isEqualTo(look);
        assertThat(page.body().contains("type=\"file\"")).isEqualTo(enter == 200);
        assertThat(pages.get(PATH + "/workdays.csv").status()).isEqualTo(look);
        assertThat(pages.get(PATH + "/example.csv").status()).isEqualTo(look);
        assertThat(upload(pages, GOOD.getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(enter);
        assertThat(pages.post(PATH, Map.of("csv", GOOD)).status()).isEqualTo(enter == 200 ? 302 : enter);
        assertThat(entered()).isEqualTo(enter == 200 ? 3 : 0);
    }

    @Test
    void nobody_isSentToTheLogin() {
        assertThat(Pages.ofNobody(port).get(PATH).location()).isEqualTo("/login");
        assertThat(Pages.ofNobody(port).post(PATH, Map.of("csv", GOOD)).status())
                .isEqualTo(302);
        assertThat(entered()).isZero();
        assertThat(Pages.of(port, "admin").get(PATH + "/preview").location()).isEqualTo(PATH);
    }

    @Test
    void years_areToldWithWhereTheyComeFrom() {
        String text = Pages.of(port, "planoffice").get(PATH).text();

        assertThat(text)
                .contains(
                        "2025年已公布",
                        "2026年已公布",
                        "国庆节10月1日—7日，9月20日（周日）上班，10月10日（周六）上班",
                        "来源：本系统工作日表39天",
                        "2027年未公布，按周末推定")
                .doesNotContain("2024年已", "2028年")
                .containsSubsequence("2025年", "2026年", "2027年");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "BOM"})
    void file_isSeenBeforeItCounts(String encoding) {
        Pages admin = Pages.of(port, "admin");
        byte[] bytes = encoding.equals("BOM")
                ? ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_8)
                : GOOD.getBytes(Charset.forName(encoding));

        Page preview = upload(admin, bytes);
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.text())
                .contains("将录入3天（2041年3天），还没有生效", "其中2天与现在不同", "2041年1月1日（周二）上班→放假元旦")
                .contains("2041年1月5日（周六）放假→上班元旦", "已有任务的到期日不自动变动")
                .doesNotContain("1月6日");
        assertThat(entered()).isZero();
        assertThat(workingDays.isWorkday(NEW_YEAR)).isTrue();

        AuditLines audit = AuditLines.from(jdbc);
        Page done = admin.post(PATH, Map.of("csv", csv(preview)));
        assertThat(audit.all()).containsExactly("WORKDAYS|admin|127.0.0.1|工作日表|3天（2041年3天）");
        assertThat(done.status()).isEqualTo(302);
        assertThat(done.location()).isEqualTo(PATH);
        assertThat(admin.get(PATH).text())
                .contains("已录入3天（2041年3天）。已有任务的到期日不自动变动", "2041年未公布", "元旦1月1日，1月5日（周六）上班", "未注明节日1月6日");
        assertThat(admin.get(PATH).text()).doesNotContain("已录入");
        assertThat(workingDays.isWorkday(NEW_YEAR)).isFalse();
        assertThat(workingDays.isWorkday(SATURDAY)).isTrue();
        assertThat(jdbc.sql("select source from workday where calendar_date = ?")
                        .param(NEW_YEAR)
                        .query(String.class)
                        .single())
                .isEqualTo("国办通知");

        assertThat(upload(admin, bytes).text()).contains("上班和放假的日子与现在一样");
        String table = admin.get(PATH + "/workdays.csv").body();
        assertThat(table)
                .startsWith("\uFEFF" + HEADER.strip())
                .contains("2041-01-05,workday,元旦,国办通知\r\n2041-01-06,holiday,,\r\n");
        assertThat(upload(admin, table.getBytes(StandardCharsets.UTF_8)).text()).contains("上班和放假的日子与现在一样");
    }

    @Test
    @DisplayName("Excel工作簿：日期单元格、合并的依据；先看后录")
    void workbook_isSeenBeforeItCounts() {
        Pages admin = Pages.of(port, "admin");
        SmallWorkbook workbook = new SmallWorkbook()
                .styles("", 0, 14)
                .rows(
                        List.of("date", "kind", "holiday", "source"),
                        List.of(SmallWorkbook.number(51502, 1), "holiday", "元旦", "国办通知"),
                        List.of("2041年1月5日", "workday", "元旦", ""))
                .merged("D2:D3");

        Page preview = upload(admin, workbook.bytes());
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.text()).contains("将录入2天（2041年2天）", "D2:D3是合并单元格，已按“国办通知”填到各行。", "2041年1月1日（周二）上班→放假元旦");
        assertThat(admin.post(PATH, Map.of("csv", csv(preview))).status()).isEqualTo(302);
        assertThat(jdbc.sql("select source from workday where calendar_date = ?")
                        .param(SATURDAY)
                        .query(String.class)
                        .single())
                .isEqualTo("国办通知");

        assertRefused(
                upload(
                        admin,
                        workbook.rows(
                                        List.of("date", "kind", "holiday", "source"),
                                        List.of(SmallWorkbook.formula("A1", "2041-01-01"), "holiday", "", ""))
                                .bytes()),
                "A2是公式，请改成数值后再导入。");
    }

    @Test
    void yearWithItsNationalDay_isPublished() {
        Pages admin = Pages.of(port, "admin");
        admin.post(PATH, Map.of("csv", HEADER + "2041-10-01,holiday,国庆节,\n"));

        assertThat(admin.get(PATH).text()).contains("2041年已公布国庆节10月1日来源：本系统工作日表1天");
    }

    @Test
    void badLines_areAllNamed_andNothingIsEntered() {
        Pages admin = Pages.of(port, "admin");
        String bad =
                HEADER + "2041-01-01,holiday,元旦,\n2041-02-30,holiday,,\n2041-01-05,<b>休</b>,,\n2041-01-06,work,,\n";

        Page refused = upload(admin, bad.getBytes(StandardCharsets.UTF_8));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text())
                .contains("文件有3处问题，没有导入任何内容", "第3行：日期“2041-02-30”无法识别", "第4行：类别“", "第5行：类别“work”", "2026年已公布");
        assertThat(refused.body()).contains("&lt;b&gt;休", "type=\"file\"").doesNotContain("<b>休");

        AuditLines audit = AuditLines.from(jdbc);
        Page entered = admin.post(PATH, Map.of("csv", bad));
        assertThat(audit.all()).isEmpty();
        assertThat(entered.status()).isEqualTo(400);
        assertThat(entered.text()).contains("第3行");
        assertThat(admin.post(PATH, Map.of()).status()).isEqualTo(400);
        assertThat(entered()).isZero();
    }

    @Test
    void whatIsNoTable_isRefusedWithWhatToDo() {
        Pages admin = Pages.of(port, "admin");

        assertRefused(upload(admin, new byte[0]), "请先选择一个CSV或Excel文件");
        assertRefused(admin.post(PATH + "/preview", Map.of()), "请先选择一个CSV或Excel文件");
        assertRefused(upload(admin, HEADER.getBytes(StandardCharsets.UTF_8)), "文件里只有表头");
        assertRefused(upload(admin, "PK\u0003\u0004…".getBytes(StandardCharsets.UTF_8)), "文件已损坏");
        assertRefused(upload(admin, GOOD.getBytes(StandardCharsets.UTF_16)), "文件的编码无法识别");
        assertRefused(upload(admin, "日期,类别\n".getBytes(StandardCharsets.UTF_8)), "第1行：表头应为");
        assertThat(entered()).isZero();
    }

    @Test
    void sizeHasALimit() {
        Pages admin = Pages.of(port, "admin");
        byte[] most = Arrays.copyOf(GOOD.getBytes(StandardCharsets.UTF_8), 1024 * 1024);
        Arrays.fill(most, GOOD.getBytes(StandardCharsets.UTF_8).length, most.length, (byte) '\n');

        assertThat(upload(admin, most).status()).isEqualTo(200);
        assertRefused(upload(admin, Arrays.copyOf(most, most.length + 1)), "文件超过1MB");
        assertRefused(
                upload(admin, (HEADER + "2041-01-01,holiday,,\n".repeat(2001)).getBytes(StandardCharsets.UTF_8)),
                "最多读2001行");
        assertRefused(upload(admin, new byte[4 * 1024 * 1024 + 1]), "文件太大，没有接收");
    }

    private static void assertRefused(Page page, String sentence) {
        assertThat(page.status()).as(page.text()).isEqualTo(400);
        assertThat(page.text()).contains(sentence);
    }

    private static Page upload(Pages pages, byte[] file) {
        return pages.upload(PATH + "/preview", "file", "workdays.csv", file);
    }

    private static String csv(Page preview) {
        Matcher hidden = CSV.matcher(preview.body());
        assertThat(hidden.find()).isTrue();
        return HtmlUtils.htmlUnescape(hidden.group(1));
    }

    private int entered() {
        return jdbc.sql("select count(*) from workday where calendar_date >= date '2041-01-01'")
                .query(Integer.class)
                .single();
    }
}
