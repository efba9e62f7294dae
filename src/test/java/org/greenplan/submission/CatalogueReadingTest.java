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
import org.greenplan.submission.CatalogueItem.Comparator;
import org.greenplan.submission.CatalogueItem.Part;
import org.greenplan.submission.CatalogueItem.Target;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "≥80, AT_LEAST, 80",
        "100, EQUAL, 100",
        "≤4.5, AT_MOST, 4.5",
        "不低于60%, AT_LEAST, 60",
        ">=3, AT_LEAST, 3",
        "-2.5, EQUAL, -2.5"
    })
    void numbers_areTargetsToCompareWith(String printed, Comparator comparator, BigDecimal amount) {
        assertThat(Target.of(printed)).isEqualTo(new Target(comparator, amount, printed));
    }

    @ParameterizedTest
    @CsvSource({"持续改善", "县 开展", "山区≥60；丘陵≥40", "≥", "1000000000000000"})
    void everythingElse_isATargetInWords(String printed) {
        assertThat(Target.of(printed)).isEqualTo(new Target(null, null, printed));
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
                        true,
                        List.of(
                                new Part("保护率", "%", Target.of("≥95")),
                                new Part("入侵", "", Target.of("不明显")),
                                new Part("保持率", "%", Target.of("不降低"))),
                        List.of("water", "ecology")));
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
                .startsWith("第1行应为表头，缺少“领域”");
    }

    @Test
    void whatIsWritten_readsBackAsTheSame_andIsNoFormulaInASpreadsheet() {
        List<CatalogueItem> items =
                read("1,=cmd|x,\"任务,一\",\"指标\"\"引号\"\"\",,%,-2.5,@x,区水务局,是\n2,,,乙,一；二,%,≥1；≤2,,区水务局,否\n")
                        .items();
        assertThat(items).hasSize(2);
        String text = CsvTable.write(CatalogueReading.table(items, NAMES::get));

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
            for (int i = 0; i < CatalogueReading.HEADER.size(); i++) {
                header.createCell(i).setCellValue(CatalogueReading.HEADER.get(i));
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
        assertThat(read.items().get(0).parts().get(0).target().amount()).isEqualByComparingTo("98.5");
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
                        new Part("", "%", new Target(Comparator.EQUAL, new BigDecimal("90"), "90")),
                        new Part("", "%", new Target(Comparator.EQUAL, new BigDecimal("90.5"), "90.5")),
                        new Part("", "%", new Target(Comparator.AT_LEAST, new BigDecimal("90"), "≥90")));
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
        assertThat(read.notices()).singleElement().asString().startsWith("第2行“目标”栏是日期，按“2026-03-05”读入");
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
}
