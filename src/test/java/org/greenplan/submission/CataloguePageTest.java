package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.AuditLines;
import org.greenplan.GreenplanTest;
import org.greenplan.Pages;
import org.greenplan.Pages.Page;
import org.greenplan.database.DiskSpace;
import org.greenplan.database.TestDisk;
import org.greenplan.spreadsheet.SmallWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@DisplayName("指标目录页")
class CataloguePageTest extends GreenplanTest {

    private static final String PATH = "/platform/catalogue/demonstration-zone";

    @Autowired
    private CatalogueStore catalogues;

    /** Other tests have years far in the future. */
    private static final String OURS = "imported_by is not null and submission_year < 2030";

    @Autowired
    private DiskSpace space;

    @LocalServerPort
    private int port;

    @AfterEach
    void onlyTheSample() {
        for (String table :
                List.of("catalogue_part_supplier", "catalogue_part", "catalogue_supplier", "catalogue_item")) {
            jdbc.sql("delete from " + table + " where catalogue_id in (select id from catalogue where " + OURS + ")")
                    .update();
        }
        jdbc.sql("delete from catalogue where " + OURS).update();
    }

    private static Page preview(Pages pages, String csv) {
        return pages.upload(PATH + "/preview", "file", "list.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> confirmed(Page preview) {
        Map<String, String> fields = new HashMap<>();
        for (String name : List.of("year", "csv", "source", "base")) {
            fields.put(name, preview.hidden(name));
        }
        fields.put("confirmed", "true");
        return fields;
    }

    @Test
    void sample_isShownAsOne_forBothTracks() {
        Pages pages = Pages.of(port, "water1");
        assertThat(pages.get("/platform/catalogue").location()).isEqualTo(PATH);
        assertThat(pages.get(PATH).text())
                .contains("示例目录，待核定", "2027年报送", "报2026年度建设指标达标情况", "2027年还没有导入新的，沿用这一版")
                .contains("农膜≥80%", "不适用", "区园林绿化局、区农业农村局");
        assertThat(catalogues
                        .inForce(Track.DEMONSTRATION_ZONE, 2027)
                        .orElseThrow()
                        .items())
                .hasSize(40);
        assertThat(catalogues
                        .inForce(Track.TWO_MOUNTAINS_BASE, 2027)
                        .orElseThrow()
                        .items())
                .hasSize(19);
        assertThat(catalogues.inForce(Track.TWO_MOUNTAINS_BASE, 2025)).isEmpty();
        assertThat(pages.get("/platform/catalogue/two-mountains-base").text()).contains("“两山”基地", "工作进展");
        assertThat(pages.get("/platform/catalogue/else").status()).isEqualTo(404);
        assertThat(pages.get(PATH + "?year=1").status()).isEqualTo(404);
        assertThat(Pages.ofNobody(port).get(PATH).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({"ecology1, 200", "ecologyleader, 200", "water1, 403", "planoffice, 403", "admin, 403"})
    void bureau_imports_othersLook(String user, int status) {
        Pages pages = Pages.of(port, user);
        assertThat(pages.get(PATH).status()).isEqualTo(200);
        String csv = pages.get(PATH + "/catalogue.csv").body();
        assertThat(preview(pages, csv).status()).isEqualTo(status);
        assertThat(pages.post(PATH, Map.of("csv", csv, "base", "0")).status()).isEqualTo(status == 200 ? 302 : 403);
    }

    @Test
    void changedCatalogue_isSeenBeforeItCounts_andIsANewVersionOfItsYear() {
        Pages bureau = Pages.of(port, "ecology1");
        String csv = bureau.get(PATH + "/catalogue.csv").body();
        assertThat(preview(bureau, csv).text()).contains("文件有40项指标，还没有导入。", "与现有目录没有不同。");

        String changed =
                csv.replace(",≥20,", ",≥30,").replaceFirst("(?m)^40,.*$", "41,生态文化,,<b>新指标</b>,,,持续改善,,区水务局,是");
        Page preview = preview(bureau, changed);
        assertThat(preview.text()).contains("有3项不同", "目标：≥20→≥30", "新增", "删除");
        assertThat(preview.body()).contains("&lt;b&gt;新指标&lt;/b&gt;").doesNotContain("<b>新指标");
        assertThat(catalogues.versions(Track.DEMONSTRATION_ZONE, 2027)).isZero();

        Map<String, String> fields = confirmed(preview);
        AuditLines audit = AuditLines.from(jdbc);
        assertThat(bureau.post(PATH, fields).location()).isEqualTo(PATH + "?year=2027");
        assertThat(bureau.get(PATH).text())
                .contains("≥30%", "2027年第1版", people.nameOf("ecology1"))
                .doesNotContain("示例目录，待核定");
        assertThat(bureau.get(PATH + "?year=2026").text()).contains("示例目录，待核定", "≥20%");
        assertThat(bureau.get(PATH + "?year=2028").text()).contains("2028年还没有导入新的，沿用这一版", "≥30%");

        Page again = bureau.post(PATH, fields);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("目录刚刚被别人更新过");
        assertThat(audit.all())
                .containsExactly("CATALOGUE|ecology1|127.0.0.1|" + Track.DEMONSTRATION_ZONE.label()
                        + "2027年指标目录|第1版，40项，来自list.csv");
    }

    @Test
    void mergedCellsOfAWorkbook_areFilledDown_andSaid_beforeItCounts() {
        Pages bureau = Pages.of(port, "ecology1");
        byte[] workbook = new SmallWorkbook()
                .styles("", 0, 9)
                .rows(
                        CatalogueTable.HEADER,
                        List.of("1", "生态&lt;安全&gt;", "保护", "甲", "", "", SmallWorkbook.number(0.9, 1), "", "区水务局", "是"),
                        List.of("2", "", "", "乙", "", "", "优", "", "区水务局", "是"))
                .merged("B2:B3", "C2:C3")
                .bytes();

        Page preview = bureau.upload(PATH + "/preview", "file", "list.xlsx", workbook);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.text())
                .contains("读入时有2处请核对", "B2:B3是合并单元格，已按“生态&lt;安全&gt;”填到各行。", "C2:C3是合并单元格，已按“保护”填到各行。");
        assertThat(bureau.post(PATH, confirmed(preview)).status()).isEqualTo(302);
        List<CatalogueItem> items =
                catalogues.inForce(Track.DEMONSTRATION_ZONE, 2027).orElseThrow().items();
        assertThat(items).extracting(CatalogueItem::domain).containsOnly("生态<安全>");
        assertThat(items).extracting(CatalogueItem::task).containsOnly("保护");
        assertThat(items.get(0).parts().get(0).targetText()).isEqualTo("90%");
        assertThat(bureau.get(PATH).text()).contains("90%").doesNotContain("90%%");
    }

    @Test
    void badFile_isRefusedRowByRow_andNothingIsImported() {
        Pages bureau = Pages.of(port, "ecology1");
        String csv = bureau.get(PATH + "/catalogue.csv").body();
        Page page = preview(bureau, csv.replace("区水务局", "区水局").replaceFirst("(?m)^2,", "1,"));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("第3行“编号”栏：“1”与第2行重复。", "不认识“区水局”");
        byte[] formulas = new SmallWorkbook()
                .rows(
                        CatalogueTable.HEADER,
                        List.of("1", "", "", "甲", "", "%", SmallWorkbook.formula("90+5", "95"), "", "区水务局", "是"),
                        List.of("2", "", "", SmallWorkbook.formula("D2", "甲"), "", "%", "90", "", "区水务局", "是"))
                .bytes();
        Page refusedByCell = bureau.upload(PATH + "/preview", "file", "list.xlsx", formulas);
        assertThat(refusedByCell.status()).isEqualTo(400);
        assertThat(refusedByCell.text()).contains("文件有2处问题", "G2是公式，请改成数值后再导入。", "D3是公式，请改成数值后再导入。");
        assertThat(preview(bureau, "").text()).contains("请先选择一个CSV或Excel文件");
        try (TestDisk disk = TestDisk.of(space).free(space.reserve())) {
            Page refused = preview(bureau, csv);
            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.text()).contains("暂时不接收文件");
        }
        assertThat(catalogues.versions(Track.DEMONSTRATION_ZONE, 2027)).isZero();
    }
}
