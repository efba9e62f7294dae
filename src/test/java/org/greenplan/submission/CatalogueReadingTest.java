package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.greenplan.directory.UnitNames;
import org.greenplan.spreadsheet.CsvTable;
import org.greenplan.spreadsheet.SmallWorkbook;
import org.greenplan.submission.Bound.Comparator;
import org.greenplan.submission.CatalogueItem.Part;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("读取指标目录")
class CatalogueReadingTest {

    private static final UnitNames UNITS = UnitNames.builder()
            .unit("water", "区水务局")
            .unit("ecology", "区生态环境局")
            .alias("水务局", "water")
            .build();
    private static final Map<String, String> NAMES = Map.of("water", "区水务局", "ecology", "区生态环境局");
    private static final String HEADER = "编号,领域,任务,指标,分项,单位,目标,属性,提供单位,是否适用\n";

    private static CatalogueReading.Result read(String rows) {
        return CatalogueReading.csv(HEADER + rows, UNITS);
    }

    private static CatalogueReading.Result read(byte[] file) throws IOException {
        return CatalogueReading.read(file, UNITS);
    }

    private static List<String> problems(String rows) {
        return read(rows).problems();
    }

    @Test
    void compoundItem_hasItsPartsWithTheirOwnUnitsAndTargets() {
        CatalogueReading.Result read = read("12,安全,保护,生物多样性,保护率；入侵；保持率,%；；%,≥95；不明显；不降低,参考性,水务局、区生态环境局,是\n");

        assertThat(read.problems()).isEmpty();
        assertThat(read.items())
                .containsExactly(new CatalogueItem(
                        "12",
                        "安全",
                        "保护",
                        "生物多样性",
                        "参考性",
                        List.of(
                                part("保护率", "%", "≥95", "water", "ecology"),
                                part("入侵", "", "不明显", "water", "ecology"),
                                part("保持率", "%", "不降低", "water", "ecology"))));
    }

    private static Part part(String name, String unit, String target, String... suppliers) {
        return new Part(name, false, unit, Target.of(target, unit), true, List.of(suppliers), CatalogueItem.Notes.NONE);
    }

    @Test
    void whatIsWrong_isNamedByRowAndColumn() {
        assertThat(problems("1,,,甲,,%,≥1,,区水务局,是\n1,,,乙,,%,≥1,,区水务局,是\n")).containsExactly("第3行“编号”栏：“1”与第2行重复。");
        assertThat(problems(",,,,,,,,,也许\n"))
                .containsExactly(
                        "第2行“编号”栏：没有填写。",
                        "第2行“指标”栏：没有填写。",
                        "第2行“是否适用”栏：“也许”应为“是”或“否”。",
                        "第2行“目标”栏：没有填写；没有数值目标的，请写文字要求，如“持续改善”。");
        assertThat(problems("2,,,甲,,%,≥1,,区未知局,是\n")).containsExactly("第2行“提供单位”栏：不认识“区未知局”，请写单位全称，几个单位用“、”隔开。");
        assertThat(problems("2,,,甲,,%,≥1,,,是\n")).containsExactly("第2行“提供单位”栏：没有填写；适用的指标至少要有一个提供单位。");
        assertThat(problems("2,,,甲,,%,≥1,,,否\n")).isEmpty();
        assertThat(problems("2,,,甲,一；二；三,%；吨,≥1,,区水务局,是\n")).containsExactly("第2行“单位”栏：有2个，分项有3个；请写一个，或每个分项一个。");
        assertThat(problems("2,,," + "长".repeat(201) + ",,,≥1,,区水务局,是\n")).containsExactly("第2行“指标”栏：超过200字，请缩短。");
        assertThat(problems("")).containsExactly("文件里只有表头，没有指标。");
        assertThat(CatalogueReading.csv("编号,指标\n1,甲\n", UNITS).problems())
                .singleElement()
                .asString()
                .startsWith("第1行应为表头，缺少“单位”“目标”“提供单位”栏");
    }

    @Test
    void whatIsWritten_readsBackAsTheSame_andIsNoFormulaInASpreadsheet() {
        List<CatalogueItem> items =
                read("1,=cmd|x,\"任务,一\",\"指标\"\"引号\"\"\",,%,-2.5,@x,区水务局,是\n2,,,乙,一；二,%,≥1；≤2,,区水务局,否\n")
                        .items();
        assertThat(items).hasSize(2);
        String text = CsvTable.write(CatalogueTable.of(items, NAMES::get));

        assertThat(text).contains("'=cmd|x", "'-2.5", "'@x");
        assertThat(CatalogueReading.csv("\uFEFF" + text, UNITS).items()).isEqualTo(items);
    }

    @Test
    void encodingsAndWorkbooks_areRead() throws IOException {
        String csv = HEADER + "1,,,甲,,%,≥1,,区水务局,是\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            assertThat(CatalogueReading.read(csv.getBytes(charset), UNITS).items())
                    .hasSize(1);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Row header = workbook.createSheet("目录").createRow(0);
            Row row = workbook.getSheetAt(0).createRow(2);
            for (int i = 0; i < CatalogueTable.HEADER.size(); i++) {
                header.createCell(i).setCellValue(CatalogueTable.HEADER.get(i));
            }
            row.createCell(0).setCellValue(1);
            row.createCell(3).setCellValue("甲");
            row.createCell(6).setCellValue(98.5);
            row.createCell(8).setCellValue("区水务局");
            workbook.write(file);
        }
        CatalogueReading.Result read = CatalogueReading.read(file.toByteArray(), UNITS);
        assertThat(read.problems()).isEmpty();
        assertThat(read.items().get(0).number()).isEqualTo("1");
        assertThat(read.items().get(0).parts().get(0).target().bound())
                .isEqualTo(new Bound(Comparator.EQUAL, new BigDecimal("98.5"), null, false));
    }

    @Test
    void filesThatAreNoTable_areRefusedWithASentence() {
        assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("请先选择");
        assertThatThrownBy(() -> read(new byte[1024 * 1024 + 1])).hasMessageContaining("超过1MB");
        assertThatThrownBy(() -> read("%PDF-1.4".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("不是表格文件");
        assertThatThrownBy(() -> read("PK\u0003\u0004坏".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("已损坏");
        assertThatThrownBy(() -> read(SmallWorkbook.longTextNamedOften())).hasMessageContaining("超过32767字");
        assertThatThrownBy(() -> read(("甲\n" + "水".repeat(32_768)).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("超过32767字");
        assertThatThrownBy(() -> read("1\n".repeat(2001).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("第2001行");
        assertThatThrownBy(() -> read(new SmallWorkbook()
                        .cells("<row><c><f>1+1</f><v>2</v></c></row>")
                        .bytes()))
                .hasMessage("A1 是公式，请改成数值后再导入。");
        assertThatThrownBy(() -> CatalogueReading.csv("a,\"b\nc", UNITS)).isInstanceOf(RuleViolation.class);
    }

    private static final List<String> COLUMNS = List.of(HEADER.strip().split(","));
    private static final String PERCENT_AND_MONTH_DAY =
            "<numFmt numFmtId=\"170\" formatCode=\"m&quot;月&quot;d&quot;日&quot;\"/>";

    private static List<String> item(String number, String domain, String task, String unit, String target) {
        return List.of(number, domain, task, "指标" + number, "", unit, target, "", "区水务局", "是");
    }

    @Test
    @DisplayName("公式和错误值：逐格指出，不取公式本身，也不取上次算出的结果")
    void formulasAndErrors_areRefusedByCell() {
        byte[] file = new SmallWorkbook()
                .rows(
                        COLUMNS,
                        item("1", "甲", "乙", "%", SmallWorkbook.formula("90+5", "95")),
                        item("2", SmallWorkbook.formula("B2", "甲"), "乙", "%", SmallWorkbook.error("#N/A")))
                .bytes();

        RuleViolation refusal = catchThrowableOfType(RuleViolation.class, () -> read(file));
        assertThat(refusal.sentences())
                .containsExactly("G2 是公式，请改成数值后再导入。", "B3 是公式，请改成数值后再导入。", "G3 显示错误值#N/A，请改成实际内容后再导入。");
    }

    @Test
    @DisplayName("百分比单元格：0.9就是90，单位%；写成“≥90%”的同样；单位不是%的请核对")
    void percentages_areNumbersWithTheirUnit() throws IOException {
        CatalogueReading.Result read = read(new SmallWorkbook()
                .styles("", 0, 9)
                .rows(
                        COLUMNS,
                        item("1", "", "", "%", SmallWorkbook.number(0.9, 1)),
                        item("2", "", "", "", SmallWorkbook.number(0.905, 1)),
                        item("3", "", "", "%", "≥90%"))
                .bytes());

        assertThat(read.problems()).isEmpty();
        assertThat(read.items().stream().map(item -> item.parts().get(0)))
                .containsExactly(
                        part("", "%", "90", "water"), part("", "%", "90.5", "water"), part("", "%", "≥90", "water"));
        assertThat(read.items().get(2).parts().get(0).targetText()).isEqualTo("≥90%");
        assertThat(problems("1,,,甲,,吨,90%,,区水务局,是\n")).containsExactly("第2行“目标”栏：“90%”是百分比，单位却是“吨”，请核对。");
    }

    @Test
    @DisplayName("日期单元格：就是那一天，并且说出来")
    void date_isADay_andIsSaid() throws IOException {
        CatalogueReading.Result read = read(new SmallWorkbook()
                .styles(PERCENT_AND_MONTH_DAY, 0, 170)
                .rows(COLUMNS, item("1", "", "", "", SmallWorkbook.number(46086, 1)))
                .bytes());

        assertThat(read.items().get(0).parts().get(0).targetText()).isEqualTo("2026-03-05");
        assertThat(read.notices())
                .satisfiesExactly(
                        notice -> assertThat(notice).startsWith("第2行“目标”栏是日期，按“2026-03-05”读入"),
                        notice -> assertThat(notice).startsWith("第2行“目标”栏：“2026-03-05”目标含数字但按文字判断"));
    }

    @Test
    @DisplayName("合并的领域、任务填到各行并说明，合并一百万行也只到表尾")
    void mergedDomainAndTask_areFilledDown_andSaid() throws IOException {
        CatalogueReading.Result read = read(new SmallWorkbook()
                .rows(
                        COLUMNS,
                        item("1", "生态安全", "保护", "%", "1"),
                        item("2", "", "", "%", "2"),
                        List.of(),
                        item("3", "", "修复", "%", "3"))
                .merged("B2:B1048576", "C2:C3", "A1:A2", "E2:E5")
                .bytes());

        assertThat(read.problems()).isEmpty();
        assertThat(read.items()).extracting(CatalogueItem::domain).containsOnly("生态安全");
        assertThat(read.items()).extracting(CatalogueItem::task).containsExactly("保护", "保护", "修复");
        assertThat(read.notices()).containsExactly("B2:B1048576 是合并单元格，已按“生态安全”填到各行。", "C2:C3 是合并单元格，已按“保护”填到各行。");
    }

    @Test
    @DisplayName("其他栏合并、跨栏合并：请取消合并；提供单位仍要逐行写")
    void otherMergedCells_areNotGuessed() throws IOException {
        CatalogueReading.Result read = read(new SmallWorkbook()
                .rows(COLUMNS, item("1", "生态安全", "", "%", "1"), List.of("2", "", "", "乙", "", "", "2", "", "", "是"))
                .merged("B2:C3", "F2:F3", "I2:I3")
                .bytes());

        assertThat(read.problems())
                .containsExactly(
                        "B2:C3 是合并单元格，“领域”“任务”栏请取消合并，逐格填写。",
                        "F2:F3 是合并单元格，“单位”栏请取消合并，逐格填写。",
                        "I2:I3 是合并单元格，“提供单位”栏请取消合并，逐格填写。",
                        "第3行“提供单位”栏：没有填写；适用的指标至少要有一个提供单位。");
    }

    @Test
    @DisplayName("没有读入的，都说出来：多出的栏、没有表头的格、别的工作表")
    void whatIsNotRead_isSaid() {
        String more = HEADER.replace("是否适用", "是否适用,备注");
        assertThat(CatalogueReading.csv(more + "1,,,甲,,,优,,区水务局,是,新增\n", UNITS).notices())
                .containsExactly("“备注”栏没有读入。");
        assertThat(problems("1,,,甲,,,优,,区水务局,是,新增\n")).containsExactly("K2 有内容，这一列却没有表头；请补上表头，或删去这一格。");
    }

    private static final UnitNames DISTRICT = UnitNames.builder()
            .unit("water", "区水务局")
            .unit("ecology", "区生态环境局")
            .unit("agriculture", "区农业农村局")
            .unit("devreform", "区发展改革委")
            .unit("transport", "区交通局")
            .build();

    @Test
    @DisplayName("国家印发的那种表：表头上的标题、序号/指标名称/指标值、合并的单元格、各分项自己的单位目标和提供单位、带*的、注")
    void nationalTable_isReadAsPeopleHaveIt() throws IOException {
        CatalogueReading.Result read = CatalogueReading.read(NationalTable.workbook(), DISTRICT);

        assertThat(read.problems()).isEmpty();
        assertThat(read.items()).extracting(CatalogueItem::number).containsExactly("1", "2", "3", "4", "5", "6");
        CatalogueItem air = read.items().get(1);
        assertThat(air.name()).isEqualTo("环境空气质量");
        assertThat(air.attribute()).isEqualTo("约束性");
        assertThat(air.domain()).isEqualTo("生态安全");
        assertThat(air.parts())
                .containsExactly(
                        part("优良天数比例", "%", "完成上级规定的考核任务，且≥90或持续提高", "ecology"),
                        part("PM2.5浓度", "μg/m3", "完成上级规定的考核任务，且≤25或持续下降", "ecology"));
        CatalogueItem water = read.items().get(2);
        assertThat(water.parts())
                .extracting(Part::suppliers)
                .containsExactly(List.of("ecology"), List.of("water"), List.of("ecology"));
        assertThat(water.parts()).extracting(Part::conditional).containsExactly(false, false, true);
        assertThat(water.parts().get(2).name()).isEqualTo("近岸海域水质优良（一、二类）比例");
        assertThat(read.items().get(3).parts()).extracting(Part::unit).containsExactly("", "");
        assertThat(read.items().get(4).name()).isEqualTo("受污染耕地安全利用率");
        assertThat(read.items().get(4).parts().get(0).conditional()).isTrue();
        assertThat(read.items().get(0).parts().get(0).notes())
                .isEqualTo(new CatalogueItem.Notes("考核中生态文明建设工作所占的分值。\n按年度考核办法计。", "生态文明分值÷总分值×100%", "组织部门"));
        assertThat(read.notices())
                .containsExactly(
                        "A1“附件2”在表头上面，没有读入。",
                        "A2“生态文明建设示范区建设指标”在表头上面，没有读入。",
                        "第10行又是表头，没有读入。",
                        "第15行“注：标“*”的指标，没有相应内容的地区不……”没有读入。",
                        "A4:A9 是合并单元格，已按“生态安全”填到各行。",
                        "B4:B9 是合并单元格，已按“（一）目标责任落实”填到各行。");
        String again = CsvTable.write(CatalogueTable.of(
                read.items(),
                Map.of("water", "区水务局", "ecology", "区生态环境局", "agriculture", "区农业农村局", "devreform", "区发展改革委")::get));
        assertThat(CatalogueReading.csv(again, DISTRICT).items())
                .as("what is downloaded")
                .isEqualTo(read.items());
    }

    @Test
    @DisplayName("不认识的单位，有一个相近的就问是不是它")
    void unknownUnit_isSuggested() throws IOException {
        assertThat(CatalogueReading.read(NationalTable.workbook("区发改委"), DISTRICT)
                        .problems())
                .containsExactly("第14行“提供单位”栏：不认识“区发改委”，是不是“区发展改革委”？请写单位全称，几个单位用“、”隔开。");
        assertThat(CatalogueReading.read(NationalTable.workbook("区发展和改革委员会"), DISTRICT)
                        .problems())
                .singleElement()
                .asString()
                .contains("是不是“区发展改革委”？");
        assertThat(DISTRICT.similar("区局")).isEmpty();
        assertThat(DISTRICT.similar("区税务局")).isEmpty();
    }

    @Test
    @DisplayName("读不准的目标、目标个数不对、两项同名、两个分项同名：都拒绝")
    void whatIsNotSure_isRefused() {
        assertThat(problems("1,,,甲,,%,\"≥1,00\",,区水务局,是\n"))
                .singleElement()
                .asString()
                .startsWith("第2行“目标”栏：读不懂“≥1,00”");
        assertThat(problems("1,,,甲,一；二；三,%,≥1；≥2,,区水务局,是\n")).containsExactly("第2行“目标”栏：有2个，分项有3个；请写一个，或每个分项一个。");
        assertThat(problems("1,,,甲,,%,≥1,,区水务局,是\n2,,,甲*,,%,≥1,,区水务局,是\n"))
                .containsExactly("第3行“指标”栏：“甲”与第2行重复；两项指标不能同名，请写明区别。");
        assertThat(problems("1,,,甲,一；一,%,≥1,,区水务局,是\n")).containsExactly("第2行“分项”栏：有两个“一”，请写明区别。");
        assertThat(problems("1,,,甲,,%,-,,区水务局,是\n")).containsExactly("第2行“目标”栏：没有填写；没有数值目标的，请写文字要求，如“持续改善”。");
    }

    @Test
    @DisplayName("目标含数字但按文字判断的，预览里指出")
    void digitsInWords_areSaid() {
        assertThat(read("1,,,甲,,-,山区≥60；丘陵≥40,,区水务局,是\n").notices())
                .containsExactly("第2行“目标”栏：“山区≥60；丘陵≥40”目标含数字但按文字判断，由填报单位判断是否达标；能写成“≥80”一类的，请改写。");
    }

    @Test
    @DisplayName("预览按名称再按编号对应，改了名的说明上年填报不再带出")
    void changes_areFoundByNameThenNumber() {
        List<CatalogueItem> before = read("1,,,甲,,%,≥1,,区水务局,是\n2,,,乙,一；二,%,≥1,,区水务局,是\n3,,,丙,,%,≥1,,区水务局,是\n")
                .items();
        List<CatalogueItem> after =
                read("1,,,丙,,%,≥1,,区水务局,是\n2,,,乙,一；三,%,≥1,,区水务局,是\n4,,,丁,,%,≥1,,区水务局,是\n3,,,甲甲,,%,≥1,,区水务局,是\n")
                        .items();
        assertThat(CatalogueChanges.between(before, after, answered -> true, NAMES::get))
                .containsExactly(
                        new CatalogueChanges.Change("修改", "1", "丙", List.of("编号：3 → 1")),
                        new CatalogueChanges.Change(
                                "修改", "2", "乙", List.of("分项：一；二 → 一；三", "分项“二”上年填报的数值不再带出；仍是同一分项的，请用原来的名称。")),
                        new CatalogueChanges.Change("新增", "4", "丁", List.of()),
                        new CatalogueChanges.Change("新增", "3", "甲甲", List.of()),
                        new CatalogueChanges.Change("删除", "1", "甲", List.of("上年填报的数值、说明和材料不再带出。")));
        List<CatalogueItem> renamed = read("1,,,甲甲,,%,≥1,,区水务局,是\n").items();
        assertThat(CatalogueChanges.between(before.subList(0, 1), renamed, answered -> true, NAMES::get))
                .containsExactly(new CatalogueChanges.Change(
                        "改名", "1", "甲甲", List.of("指标：甲 → 甲甲", "名称不同，上年填报的数值、说明和材料不再带出；仍是同一项的，请用原来的名称。")));
        assertThat(CatalogueChanges.between(before.subList(0, 1), renamed, answered -> false, NAMES::get))
                .as("nothing to lose")
                .containsExactly(new CatalogueChanges.Change("改名", "1", "甲甲", List.of("指标：甲 → 甲甲")));
    }
}
