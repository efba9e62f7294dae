package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        return CatalogueReading.read(CatalogueTable.csv(HEADER + rows), UNITS);
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
        assertThat(CatalogueReading.read(CatalogueTable.csv("编号,指标\n1,甲\n"), UNITS)
                        .problems())
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
        assertThat(CatalogueReading.read(CatalogueTable.csv("\uFEFF" + text), UNITS)
                        .items())
                .isEqualTo(items);
    }

    @Test
    void encodingsAndWorkbooks_areRead() throws IOException {
        String csv = HEADER + "1,,,甲,,%,≥1,,区水务局,是\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            assertThat(CatalogueReading.read(CatalogueTable.read(csv.getBytes(charset)), UNITS)
                            .items())
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
        CatalogueReading.Result read = CatalogueReading.read(CatalogueTable.read(file.toByteArray()), UNITS);
        assertThat(read.problems()).isEmpty();
        assertThat(read.items().get(0).number()).isEqualTo("1");
        assertThat(read.items().get(0).parts().get(0).target().amount()).isEqualByComparingTo("98.5");
    }

    @Test
    void filesThatAreNoTable_areRefusedWithASentence() {
        assertThatThrownBy(() -> CatalogueTable.read(new byte[0])).hasMessageContaining("请先选择");
        assertThatThrownBy(() -> CatalogueTable.read(new byte[1024 * 1024 + 1])).hasMessageContaining("超过1MB");
        assertThatThrownBy(() -> CatalogueTable.read("%PDF-1.4".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("不是表格文件");
        assertThatThrownBy(() -> CatalogueTable.read("PK\u0003\u0004坏".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("已损坏");
        assertThatThrownBy(() -> CatalogueTable.read(SmallWorkbook.longTextNamedOften()))
                .hasMessageContaining("超过32767字");
        assertThatThrownBy(() -> CatalogueTable.read(("甲\n" + "水".repeat(32_768)).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("超过32767字");
        assertThatThrownBy(() -> CatalogueTable.read("1\n".repeat(2001).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("第2001行");
        assertThatThrownBy(() -> CatalogueTable.read(new SmallWorkbook()
                        .cells("<row><c><f>1+1</f><v>2</v></c></row>")
                        .bytes()))
                .hasMessageContaining("表!A1是公式");
        assertThatThrownBy(() -> CatalogueTable.csv("a,\"b\nc")).isInstanceOf(RuleViolation.class);
    }
}
