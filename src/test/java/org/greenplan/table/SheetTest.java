package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenplan.table.SheetTables.JUNE;
import static org.greenplan.table.SheetTables.MAY;
import static org.greenplan.table.SheetTables.MONTHLY;
import static org.greenplan.table.SheetTables.QUARTERLY;
import static org.greenplan.table.SheetTables.content;
import static org.greenplan.table.SheetTables.narrative;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.client.TestRestTemplate.HttpClientOption;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

@DisplayName("报送单")
class SheetTest extends SheetRoom {

    private static final String PAGE = "/tables/sheets/water/" + JUNE;
    private static final List<String> UNIT = List.of("water1", "water2", "waterleader");
    private static final List<String> SEE_ALL = List.of("planoffice", "planofficeleader", "districtleader");

    @Autowired
    private UnitStandings standings;

    private long monthly;
    private long quarterly;

    @BeforeEach
    void openPeriods() {
        tables.round(MONTHLY, "2020M05", "water");
        monthly = tables.round(MONTHLY, "2020M06", "water");
        quarterly = tables.round(QUARTERLY, "2020Q2", "water");
    }

    @Test
    @DisplayName("同一天应报的月报、季报在同一张单上")
    void periodsDueOnOneDay_standOnOneSheet() {
        String sheet = body("water1", PAGE);

        assertThat(sheet.replaceAll("<[^>]+>|\\s", ""))
                .contains("怀柔区2020年行动计划进展报送单", "单位区水务局", "期次2020年6月、2020年第二季度", "报送截止2020年6月24日")
                .contains("以上共2条措施（2020年6月24日报送截止），由区水务局报送。", "填报人分管领导（签字）单位（盖章）日期")
                .doesNotContain("2020年5月");
        assertThat(sheet.indexOf(MONTHLY)).isPositive().isLessThan(sheet.indexOf(QUARTERLY));
        assertThat(words("water1", "/tables/sheets/water/" + MAY))
                .contains("期次2020年5月")
                .doesNotContain(QUARTERLY);
    }

    @Test
    @DisplayName("列表：最近的报送日在前，写明各有几条、报到哪一步")
    void list_countsRowsByState_newestDayFirst() {
        tables.version(monthly, "water", "signed", narrative("已签"));
        tables.version(quarterly, "water", "waiting", narrative("待签"));

        for (String user : List.of("water1", "planoffice")) {
            assertThat(words(user, "/tables/sheets"))
                    .as(user)
                    .contains("报送截止2020年6月24日1个单位，应报2，已审签1，待审签1，未报送0")
                    .contains("区水务局2020年6月、2020年第二季度211001—")
                    .contains("报送截止2020年5月25日1个单位，应报1，已审签0，待审签0，未报送1")
                    .contains("区水务局2020年5月100011—");
        }
        assertThat(body("ecology1", "/tables/sheets")).doesNotContain("/tables/sheets/water/");
    }

    @Test
    @DisplayName("列表上的数，与点进去的报送单上数出来的一样；已终止的也算在应报里")
    void counts_areThoseOfTheSheet() {
        tables.version(monthly, "water", "signed", narrative("已签"));
        jdbc.sql("update measure set status = 'withdrawn' where measure_key = ?")
                .param(QUARTERLY)
                .update();
        UnitStanding june = standings.of("water1").stream()
                .filter(each -> each.due().toString().equals(JUNE))
                .findFirst()
                .orElseThrow();
        assertThat(june.asked())
                .isEqualTo(june.signed() + june.waiting() + june.returned() + june.owed() + june.ended());
        assertThat(List.of(june.asked(), june.signed(), june.ended(), june.overdue()))
                .containsExactly(2, 1, 1, 0);

        for (UnitStanding each : standings.of("planoffice")) {
            String sheet = words("planoffice", "/tables/sheets/" + each.unit() + "/" + each.due());
            assertThat(sheet)
                    .contains("应报%d条：已审签%d，待审签%d，未报送%d"
                            .formatted(each.asked(), each.signed(), each.waiting(), each.owed()))
                    .contains("以上共" + each.asked() + "条措施");
            assertThat(body("planoffice", "/tables/sheets/" + each.unit() + "/" + each.due())
                            .split(">逾期</span>", -1))
                    .as("rows that are late")
                    .hasSize(each.overdue() + 1);
        }
    }

    @Test
    @DisplayName("报过、被牵头部门退回的，是退回修改，不是未报送")
    void whatTheLeadReturned_isCountedApart() {
        tables.version(monthly, "water", "signed", narrative("已签"));
        tables.reporter(monthly, "expected", "请补充数字。");

        assertThat(words("planoffice", "/tables/sheets")).contains("应报2，已审签0，待审签0，退回修改1，未报送1");
        assertThat(words("planoffice", PAGE)).contains("应报2条：已审签0，待审签0，退回修改1，未报送1");
    }

    @Test
    @DisplayName("计划办可以从报送单催办有逾期的单位，区领导和经办人不能")
    void unitsWithSomethingOverdue_canBeUrged() {
        assertThat(body("planoffice", "/tables/sheets")).contains("name=\"unit\" value=\"water\"", "催办所选单位");
        assertThat(body("waterleader", "/tables/sheets")).contains("name=\"unit\" value=\"water\"");
        for (String user : List.of("water1", "districtleader")) {
            assertThat(body(user, "/tables/sheets")).as(user).doesNotContain("催办所选单位");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "water1, 200",
        "water2, 200",
        "waterleader, 200",
        "planoffice, 200",
        "planofficeleader, 200",
        "districtleader, 200",
        "admin, 404",
        "ecology1, 404",
        "ecologyleader, 404",
        "market1, 404"
    })
    @DisplayName("谁看得到：本单位的人和可以查看全部事项的人")
    void sheet_isForItsUnitAndThoseWhoSeeAll(String user, int status) {
        assertThat(status(user, PAGE).value()).isEqualTo(status);
    }

    @Test
    @DisplayName("没有登录：先去登录")
    void nobody_isSentToTheLogin() {
        for (String path : List.of("/tables/sheets", PAGE)) {
            ResponseEntity<String> answer = new TestRestTemplate(HttpClientOption.ENABLE_REDIRECTS)
                    .getRestTemplate()
                    .getForEntity(URI.create(http.getRootUri() + path), String.class);
            assertThat(answer.getBody()).as(path).doesNotContain("怀柔区2020年行动计划", "2020年6月24日");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "water/2020-06-25",
                "ecology/2020-06-24",
                "nosuch/2020-06-24",
                "water/today",
                "water/%2B999999999-12-31"
            })
    @DisplayName("没有这张单：与无权查看同一句话")
    void whatIsNoSheet_isNotFound(String path) {
        ResponseEntity<String> answer =
                as("planoffice").getForEntity(URI.create("/tables/sheets/" + path), String.class);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer.getBody()).contains("没有这张报送单，或它不属于您所在的单位。");
    }

    @Test
    @DisplayName("尚未审签的内容只有本单位看得到，别人只知道“待审签”")
    void waitingText_isSeenByItsUnitAlone() {
        tables.version(monthly, "water", "waiting", narrative("尚未审签的内容"));

        for (String user : UNIT) {
            assertThat(words(user, PAGE)).as(user).contains("尚未审签的内容", "待审签", "仅供本单位核对");
        }
        for (String user : SEE_ALL) {
            assertThat(words(user, PAGE))
                    .as(user)
                    .contains("待审签", "未报送")
                    .doesNotContain("尚未审签的内容", "仅供本单位核对", "c0de", "魏卫东");
        }
    }

    @Test
    @DisplayName("修改稿待审签时，别人看到的仍是上一次审签的内容")
    void newVersionThatWaits_leavesTheSignedOneToOthers() {
        tables.version(monthly, "water", "signed", narrative("第一稿正文"));
        tables.version(monthly, "water", "waiting", narrative("第二稿正文"));

        for (String user : UNIT) {
            assertThat(words(user, PAGE)).as(user).contains("第二稿正文").doesNotContain("第一稿正文");
        }
        for (String user : SEE_ALL) {
            assertThat(words(user, PAGE)).as(user).contains("第一稿正文", "修改稿待审签").doesNotContain("第二稿正文");
        }
    }

    @Test
    @DisplayName("分管领导退回的稿子不上单")
    void versionThatTheSupervisorSentBack_isOnNobodysSheet() {
        tables.version(monthly, "water", "sent_back", narrative("被退回的内容"));

        for (String user : List.of("water1", "planoffice")) {
            assertThat(words(user, PAGE)).as(user).contains("未报送").doesNotContain("被退回的内容");
        }
    }

    @Test
    @DisplayName("未报、补报、牵头退回各有标明")
    void states_areNamed() {
        tables.reporter(monthly, "missing", null);
        assertThat(words("planoffice", PAGE)).contains("推进再生水利用。未报逾期2020-01-02");

        tables.version(monthly, "water", "signed", narrative("迟来的内容"));
        tables.reporter(monthly, "late", null);
        assertThat(words("planoffice", PAGE)).contains("正常推进补报迟来的内容");

        tables.reporter(monthly, "expected", "请补充数字。");
        assertThat(words("planoffice", PAGE)).contains("正常推进退回修改逾期迟来的内容").doesNotContain("请补充数字");

        jdbc.sql("update measure set status = 'withdrawn' where measure_key = ?")
                .param(QUARTERLY)
                .update();
        assertThat(words("planoffice", PAGE)).contains("宣传。已终止");
    }

    @Test
    @DisplayName("各栏都在：指标、问题、安排、协调、佐证，已在其他系统报送的写明系统")
    void signedReport_fillsEveryColumn() {
        tables.evidence("2020-e1", MONTHLY, "water", "验收报告.pdf", false);
        tables.evidence("2020-e2", MONTHLY, "water", "旧表.pdf", true);
        long indicator = tables.id("select id from indicator where measure_key = '2020-01-01'");
        tables.version(
                monthly,
                "water",
                "signed",
                """
                {"state":"needs_coordination","percent":60,"narrative":"管网完成六成。","problems":"开工偏晚。",
                 "nextSteps":"十月完工。","coordination":"占道手续。","coordinationWith":"怀柔公路分局",
                 "values":[{"indicatorId":%d,"amount":78.50,"asOf":"2020-06-20","quality":"preliminary"}],
                 "evidence":["2020-e1","2020-e2"],"evidenceSha256":["f","f"]}"""
                        .formatted(indicator));
        tables.version(
                quarterly,
                "water",
                "signed",
                content(
                        "done",
                        ",\"elsewhereSystem\":\"市级统计平台\",\"elsewhereNumber\":\"2020-118\",\"elsewhereDate\":\"2020-06-20\""));

        String sheet = body("planoffice", PAGE);

        assertThat(sheet.replaceAll("<[^>]+>|\\s", ""))
                .contains("需协调完成60%管网完成六成。再生水利用率：78.5%未达到目标目标≥80%，截至2020年6月20日，初步开工偏晚。十月完工。")
                .contains("占道手续。（请怀柔公路分局协调）验收报告.pdf")
                .contains("已完成已在其他系统报送：市级统计平台，编号2020-118，2020年6月20日报送");
        assertThat(sheet).contains("/api/files/2020-e1").doesNotContain("/api/files/2020-e2");
    }

    @Test
    @DisplayName("同一人同时填报、审签的，只写一次；不同的分开写")
    void signings_areNamedOnceForAllRowsThatShareThem() {
        tables.version(monthly, "water", "signed", narrative("甲"));
        tables.version(quarterly, "water", "signed", narrative("乙"));

        assertThat(words("planoffice", PAGE))
                .contains("填报：魏卫东2020-06-2209:30审签：闵德顺2020-06-2214:30校验码：%s%s%s%s"
                        .formatted(MONTHLY, code(monthly), QUARTERLY, code(quarterly)));

        jdbc.sql(
                        "update report_version set written_by = 'water2' where report_id in (select id from report where round_id = ?)")
                .param(quarterly)
                .update();
        assertThat(words("planoffice", PAGE)).contains("填报：魏卫东", "填报：常红霞");
    }

    @Test
    @DisplayName("单位和个人写的文字按原样显示，不会成为网页代码")
    void textFromPeople_isEscaped() {
        String attack = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        tables.evidence("2020-e1", MONTHLY, "water", attack + ".pdf", false);
        tables.version(
                monthly,
                "water",
                "signed",
                """
                {"state":"needs_coordination","narrative":"%1$s","problems":"%1$s","nextSteps":"%1$s","coordination":"%1$s",
                 "coordinationWith":"%1$s","values":[],"evidence":["2020-e1"],"evidenceSha256":["f"]}"""
                        .formatted(attack));
        tables.version(quarterly, "water", "signed", content("done", ",\"elsewhereSystem\":\"%s\"".formatted(attack)));

        assertThat(body("water1", PAGE))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;节水")
                .doesNotContain("<script>", "<img", "<b>节水");
    }

    private static String code(long round) {
        return "c0de%08d".formatted(round);
    }
}
