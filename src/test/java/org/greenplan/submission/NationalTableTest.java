package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A table of the kind in force since 2024, from its import to its pack, and what the next year starts from. */
class NationalTableTest extends SubmissionTest {

    private static final String PATH = "/platform/catalogue/demonstration-zone";
    private static final List<String> UNITS = List.of("ecology", "water", "agriculture", "devreform");

    @Autowired
    private VersionStore versions;

    @Autowired
    private PackStore packs;

    @LocalServerPort
    private int port;

    @Test
    @DisplayName("国家印发的那种表：导入、分工、填报、核验、出包，下一年从它开始")
    void nationalTable_goesFromImportToPack_andTheNextYearStartsFromIt() throws IOException {
        at("2062-03-01T09:00");
        importTable();
        request(Track.DEMONSTRATION_ZONE, 2062);
        assignWithoutCoast();
        assertThat(unitsFilling()).containsExactly("agriculture", "devreform", "ecology", "water");
        fillFirstYear();
        verifyFirstYear();
        approve();
        endorse();
        assertPacked();
        submit("GB-2062");
        check("accepted", "");

        at("2063-03-01T09:00");
        assertThat(renamed().text()).contains("改名", "名称不同，上年填报的数值、说明和材料不再带出");
        request(Track.DEMONSTRATION_ZONE, 2063);
        assign();
        secondYear();
    }

    private void importTable() {
        Pages bureau = Pages.of(port, BUREAU);
        Page refused = preview(bureau, NationalTable.workbook("区发改委"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("不认识“区发改委”，是不是“区发展改革委”？");
        assertThat(refused.body().indexOf("id=\"problems\""))
                .as("what is wrong stands above the catalogue")
                .isPositive()
                .isLessThan(refused.body().indexOf("<table"));

        Page preview = preview(bureau, NationalTable.workbook());
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.text())
                .contains("文件有6项指标", "自动判断：≥90%，或比上年提高；由填报单位判断：完成上级规定的考核任务", "自动判断：本年值减上年值&gt;-1", "*有则适用");
        assertThat(bureau.post(PATH, confirmed(preview)).location()).isEqualTo(PATH + "?year=2062");
        int before = catalogues.versions(Track.DEMONSTRATION_ZONE, 2062);
        assertThat(catalogues
                        .inForce(Track.DEMONSTRATION_ZONE, 2062)
                        .orElseThrow()
                        .items())
                .isEqualTo(read());

        Page same = preview(bureau, NationalTable.workbook());
        assertThat(same.text()).contains("与现有目录没有不同").doesNotContain("确认导入");
        Map<String, String> again = confirmed(preview);
        again.put("base", Integer.toString(before));
        bureau.post(PATH, again);
        assertThat(catalogues.versions(Track.DEMONSTRATION_ZONE, 2062))
                .as("an import without difference makes no version")
                .isEqualTo(before);
    }

    /** The catalogue of now with one item renamed, before it counts. */
    private Page renamed() {
        Pages bureau = Pages.of(port, BUREAU);
        String csv = bureau.get(PATH + "/catalogue.csv?year=2063").body().replace("受污染耕地安全利用率", "受污染耕地利用率");
        return bureau.upload(PATH + "/preview?year=2063", "file", "list.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    private List<CatalogueItem> read() {
        try {
            return CatalogueReading.read(NationalTable.workbook(), directory.names())
                    .items();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Page preview(Pages bureau, byte[] workbook) {
        return bureau.upload(PATH + "/preview?year=2062", "file", "指标.xlsx", workbook);
    }

    private static Map<String, String> confirmed(Page preview) {
        Map<String, String> fields = new HashMap<>();
        for (String name : List.of("year", "csv", "source", "base")) {
            fields.put(name, preview.hidden(name));
        }
        fields.put("confirmed", "true");
        return fields;
    }

    /** The district has no coast: that part does not apply, the rest of its item does. */
    @SuppressWarnings("unchecked")
    private void assignWithoutCoast() {
        Task task = step("userTask_assignItems");
        List<Map<String, Object>> rows = (List<Map<String, Object>>)
                ((Map<String, Object>) form(task, BUREAU).get("values")).get("items");
        List<Map<String, Object>> parts =
                (List<Map<String, Object>>) rows.get(2).get("parts");
        assertThat(parts)
                .extracting(part -> part.get("units"))
                .containsExactly(List.of("ecology"), List.of("water"), List.of("ecology"));
        Map<String, Object> coast = new HashMap<>(parts.get(2));
        coast.put("applies", false);
        Map<String, Object> water = new HashMap<>(rows.get(2));
        water.put("parts", List.of(parts.get(0), parts.get(1), coast));
        List<Map<String, Object>> changed = new java.util.ArrayList<>(rows);
        Map<String, Object> nobody = new HashMap<>(water);
        nobody.put("parts", List.of(Map.of("applies", true, "units", List.of()), parts.get(1), coast));
        changed.set(2, nobody);
        assertThat(refusal(task, BUREAU, Map.of("items", json(changed)))).containsExactly("no-supplier");
        changed.set(2, water);
        complete(task, BUREAU, Map.of("items", json(changed)));
    }

    private static Map<String, Object> judged(String amount, String attained, String reason, String lastYear) {
        return Map.of("amount", amount, "state", "final", "attained", attained, "reason", reason, "lastYear", lastYear);
    }

    private static Map<String, Object> figure(String amount, String lastYear) {
        return Map.of("amount", amount, "state", "final", "lastYear", lastYear);
    }

    private void fillFirstYear() {
        Task ecology = stepOf("ecology", "userTask_fillIndicators");
        assertThat(view(ecology, "ecology1"))
                .extractingByKey("items")
                .asString()
                .as("what the catalogue says beside the target")
                .contains("meaning=考核中生态文明建设工作所占的分值。", "formula=生态文明分值÷总分值×100%", "source=组织部门");
        assertThat(refusal(
                        ecology,
                        "ecology1",
                        items(List.of(
                                row("1", List.of(figure("21"))),
                                row("2", List.of(figure("88", ""), figure("31", "无"))),
                                row("3", List.of(judged("96", "yes", "", ""))),
                                row("4", List.of(figure("61", "62"), Map.of("amount", "没有降低")))))))
                .as("of 2: last year's, twice judged with reasons, one explained; of 4: explained, judged")
                .containsExactly(
                        "attained-missing",
                        "reason-missing",
                        "last-year-missing",
                        "attained-missing",
                        "reason-missing",
                        "explanation-missing",
                        "attained-missing",
                        "explanation-missing");
        complete(
                ecology,
                "ecology1",
                items(List.of(
                        row("1", List.of(figure("21"))),
                        row(
                                "2",
                                List.of(
                                        judged("88", "yes", "京环发〔2062〕3号", "87"),
                                        judged("26", "yes", "京环发〔2062〕3号", "25.5")),
                                "explanation",
                                "PM2.5受沙尘影响。"),
                        row("3", List.of(judged("96", "yes", "", ""))),
                        row("4", List.of(figure("61.2", "62.1"), words("没有降低"))))));
        signIndicators("ecology");
        String file = upload("water1", "water", "3", "水质报告.pdf");
        assertThat(view(stepOf("water", "userTask_fillIndicators"), "water1"))
                .extractingByKey("items")
                .asString()
                .contains("asked=true", "asked=false");
        fillAndSign("water", List.of(row("3", List.of(Map.of(), figure("100"), Map.of()), "evidence", List.of(file))));
        fillAndSign("agriculture", List.of(row("5", List.of(figure("94")))));
        fillAndSign("devreform", List.of(row("6", List.of(figure("20", "19")))));
    }

    private void verifyFirstYear() {
        Task verify = step("userTask_verifySubmission");
        assertThat(view(verify, BUREAU)).extractingByKey("findings").asString().contains("“PM2.5浓度”未达标");
        assertThat(view(verify, BUREAU))
                .extractingByKey("count")
                .asString()
                .contains("applicable=6", "answered=6", "attained=8", "notAttained=1", "open=0");
        verify(Map.of("decision", "submit"));
        SubmissionContent content = versions.newest(submissionId).orElseThrow().content();
        assertThat(content.items().get(2).parts())
                .extracting(SubmissionContent.Part::thisYear, SubmissionContent.Part::inapplicable)
                .containsExactly(tuple("96", false), tuple("100", false), tuple("", true));
        assertThat(content.items().get(5).parts().get(0).attained())
                .as("20 is less than 25, and more than last year's 19")
                .isEqualTo(Attained.YES);
        assertThat(SubmissionContent.fromJson(content.toJson())).isEqualTo(content);
    }

    private void assertPacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        packs.chunks()
                .writeTo(
                        packs.ofVersion(versions.newest(submissionId)
                                        .orElseThrow()
                                        .id())
                                .orElseThrow(),
                        bytes);
        Map<String, byte[]> pack = PackWriterTest.opened(bytes.toByteArray());
        assertThat(pack).containsKey("佐证材料/3 水环境质量/水质报告.pdf");
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(pack.get(PackWriter.TABLE)))) {
            Sheet sheet = workbook.getSheetAt(0);
            assertThat(column(sheet, 4))
                    .as("a row for each part")
                    .containsExactly(
                            "",
                            "优良天数比例",
                            "PM2.5浓度",
                            "地表水达到或好于Ⅲ类水体比例",
                            "集中式饮用水水源水质达到或优于Ⅲ类比例",
                            "近岸海域水质优良（一、二类）比例*",
                            "生态质量指数（EQI）",
                            "生态保护红线",
                            "",
                            "");
            assertThat(column(sheet, 7))
                    .containsExactly("21", "88", "26", "96", "100", "不适用", "61.2", "没有降低", "94", "20");
            assertThat(column(sheet, 9)).containsExactly("达标", "达标", "未达标", "达标", "达标", "", "达标", "达标", "达标", "达标");
            assertThat(column(sheet, 12).subList(3, 6)).containsExactly("区生态环境局", "区水务局", "");
            assertThat(column(sheet, 15).subList(3, 6)).containsExactly("", "水质报告.pdf", "");
        }
    }

    private static List<String> column(Sheet sheet, int column) {
        DataFormatter formatter = new DataFormatter();
        return IntStream.rangeClosed(3, sheet.getLastRowNum())
                .mapToObj(row -> formatter.formatCellValue(sheet.getRow(row).getCell(column)))
                .toList();
    }

    /** Who supplies what, and last year's values, are there; where the figures come from is asked anew. */
    private void secondYear() {
        assertThat(unitsFilling()).containsExactlyInAnyOrderElementsOf(UNITS);
        Task ecology = stepOf("ecology", "userTask_fillIndicators");
        assertThat(form(ecology, "ecology1"))
                .extractingByKey("values")
                .asString()
                .doesNotContain("年鉴");
        assertThat(view(ecology, "ecology1"))
                .extractingByKey("items")
                .asString()
                .contains("lastYear=88", "lastYear=26", "lastYear=61.2", "年鉴");
        complete(
                ecology,
                "ecology1",
                items(List.of(
                        row("1", List.of(figure("21"))),
                        row("2", List.of(judged("88.5", "yes", "京环发〔2063〕2号", ""), judged("25.8", "yes", "同上", ""))),
                        row("3", List.of(judged("96", "yes", "", ""))),
                        row("4", List.of(figure("60.2"), words("没有降低")), "explanation", "比上年下降1。"))));
        signIndicators("ecology");
        fillAndSign("water", List.of(row("3", List.of(Map.of(), figure("100"), Map.of()))));
        fillAndSign("agriculture", List.of(row("5", List.of(figure("94")))));
        at("2063-04-21T09:00");
        Pages.of(port, BUREAU)
                .post("/platform/submissions/" + submissionId + "/end-collection", Map.of("reason", "已催办"));
        runJobs();
        assertThat(view(step("userTask_verifySubmission"), BUREAU))
                .extractingByKey("count")
                .asString()
                .as("区发展改革委 is silent")
                .contains("applicable=6", "answered=5");
        verify(Map.of("decision", "submit", "incompleteReason", "一个单位未报。"));
        List<SubmissionContent.Item> items =
                versions.newest(submissionId).orElseThrow().content().items();
        assertThat(items.get(1).parts())
                .extracting(SubmissionContent.Part::lastYear, SubmissionContent.Part::attained)
                .containsExactly(tuple("88", Attained.YES), tuple("26", Attained.YES));
        assertThat(items.get(2).parts().get(2).inapplicable())
                .as("as last year")
                .isTrue();
        assertThat(items.get(3).parts().get(0).attained())
                .as("60.2 is one less than 61.2")
                .isEqualTo(Attained.NO);
    }
}
