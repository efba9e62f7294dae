package org.greenplan.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an .xlsx may hold, from both sides of each bound, and what its cells say. */
@ExtendWith(OutputCaptureExtension.class)
class UploadedWorkbookTest {

    private static final Entrance ENTRANCE = new Entrance(null, 10, 1000, 70, "请重新导出后上传。");
    private static final String LONGEST = "水".repeat(32_767);

    @Test
    @DisplayName("一个1500万字的文本被60个单元格引用（25 kB）：很快拒绝")
    void longTextNamedOften_isRefused() {
        byte[] bomb = SmallWorkbook.longTextNamedOften();

        assertThat(bomb).hasSizeLessThan(60_000);
        refused(bomb, "workbook-text-too-long", "超过32767字");
    }

    @Test
    @DisplayName("单元格：32767字可以，多一字不行")
    void cell_holdsWhatExcelHolds() throws IOException {
        SmallWorkbook shared = new SmallWorkbook().cells(SmallWorkbook.namingTheFirst(1));
        assertThat(read(shared.strings(LONGEST).bytes()).text(0, 0)).isEqualTo(LONGEST);
        refused(shared.strings(LONGEST + "水").bytes(), "workbook-text-too-long", "超过32767字");

        assertThat(read(inline(LONGEST)).text(0, 0)).isEqualTo(LONGEST);
        refused(inline(LONGEST + "水"), "workbook-text-too-long", "超过32767字");
        refused(inline("</t><t>水".repeat(32_768)), "workbook-text-too-long", "超过32767字");
        refused(
                new SmallWorkbook()
                        .cells("<row><c t=\"str\"><v>" + LONGEST + "水</v></c></row>")
                        .bytes(),
                "workbook-text-too-long",
                "超过32767字");
    }

    private static byte[] inline(String text) {
        return new SmallWorkbook()
                .cells("<row><c t=\"inlineStr\"><is><t>" + text + "</t></is></c></row>")
                .bytes();
    }

    @Test
    @DisplayName("合计：共用的文本每引用一次算一次，61次199.9万字可以，62次不行")
    void sharedText_isCountedEachTimeItIsNamed() throws IOException {
        SmallWorkbook workbook = new SmallWorkbook().strings(LONGEST);

        assertThat(read(workbook.cells(SmallWorkbook.namingTheFirst(61)).bytes())
                        .cells())
                .hasSize(61);
        refused(workbook.cells(SmallWorkbook.namingTheFirst(62)).bytes(), "workbook-too-large", "合计超过200万字");
    }

    @Test
    @DisplayName("没有单元格引用的文本也算数")
    void textThatNoCellNames_isBoundedToo() {
        String[] texts = IntStream.range(0, 62).mapToObj(i -> LONGEST).toArray(String[]::new);

        refused(new SmallWorkbook().strings(texts).bytes(), "workbook-too-large", "合计超过200万字");
    }

    @Test
    @DisplayName("层层嵌套的元素，无论在哪个部件")
    void deepElements_areRefused() throws IOException {
        String deep = "<a>".repeat(5_000) + "</a>".repeat(5_000);

        for (String part : List.of("xl/styles.xml", "xl/workbook.xml", "_rels/.rels", "[Content_Types].xml", "x.xml")) {
            refused(new SmallWorkbook().with(part, deep).bytes(), "workbook-too-large", "过于复杂");
        }
        assertThat(read(new SmallWorkbook()
                                .cells(SmallWorkbook.namingTheFirst(1))
                                .strings("甲")
                                .with("x.xml", "<a>".repeat(100) + "</a>".repeat(100))
                                .bytes())
                        .text(0, 0))
                .isEqualTo("甲");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a\n2026-11-27T08:00:00.000+08:00  WARN 1 : admin",
                "a\u001b[31m.xml",
                "/a.xml",
                "xl\\a.xml",
                "xl/../a.xml",
                "..",
                "a\u202eb.xml"
            })
    @DisplayName("部件的名字不寻常：拒绝，不写入日志")
    void partsWithOddNames_areRefusedUnread(String name, CapturedOutput log) {
        refused(new SmallWorkbook().with(name, "<a/>").bytes(), "workbook-unreadable", "已损坏");
        assertThat(log.getAll()).doesNotContain("2026-11-27T08:00:00.000+08:00  WARN 1", "\u001b[31m.xml");
    }

    @Test
    @DisplayName("成千上万条部件关系")
    void listsOfPartsWithoutEnd_areRefused() throws IOException {
        String start = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        String link = "<Relationship Id=\"l%d\" Type=\"http://example.org/hyperlink\" Target=\"https://example.org/\""
                + " TargetMode=\"External\"/>";
        SmallWorkbook workbook =
                new SmallWorkbook().cells(SmallWorkbook.namingTheFirst(1)).strings("甲");

        StringBuilder links = new StringBuilder(start);
        for (int i = 0; i < 3_000; i++) {
            links.append(link.formatted(i));
        }
        assertThat(read(workbook.with("xl/_rels/sheet1.xml.rels", links + "</Relationships>")
                                .bytes())
                        .text(0, 0))
                .isEqualTo("甲");
        for (int i = 3_000; i < 5_000; i++) {
            links.append(link.formatted(i));
        }
        refused(
                workbook.with("xl/_rels/sheet1.xml.rels", links + "</Relationships>")
                        .bytes(),
                "workbook-too-large",
                "过于复杂");
    }

    @Test
    @DisplayName("很长的属性不会整段进内存")
    void longAttribute_isRefused() {
        refused(
                new SmallWorkbook()
                        .cells("<row><c r=\"" + ">".repeat(2 * 1024 * 1024) + "\"/></row>")
                        .bytes(),
                "workbook-text-too-long",
                "超过32767字");
    }

    @Test
    @DisplayName("几千张工作表、同一部件反复引用")
    void sheetsWithoutEnd_areRefused() {
        refused(
                new SmallWorkbook()
                        .sheets("<sheet name=\"表\" sheetId=\"1\" r:id=\"r0\"/>".repeat(51))
                        .bytes(),
                "workbook-too-large",
                "工作表超过50张");
        refused(
                new SmallWorkbook()
                        .sheets("<sheet name=\"表\" sheetId=\"1\" r:id=\"r0\"/>".repeat(2))
                        .bytes(),
                "workbook-unreadable",
                "已损坏");
    }

    @Test
    @DisplayName("行和列：有内容的才算")
    void rowsAndColumns_areBoundedWhereTheyHoldSomething() throws IOException {
        SmallWorkbook workbook = new SmallWorkbook().strings("甲", " ");

        assertThat(read(workbook.cells(cell("BR1000", 0)).bytes()).cells()).hasSize(1);
        refused(workbook.cells(cell("A1001", 0)).bytes(), "workbook-too-large", "表!A1001", "1000行、70列");
        refused(workbook.cells(cell("BS1", 0)).bytes(), "workbook-too-large", "表!BS1");
        assertThat(read(workbook.cells(cell("XFD1048576", 1)).bytes()).cells()).isEmpty();
    }

    private static String cell(String address, int text) {
        return "<row><c r=\"%s\" t=\"s\"><v>%d</v></c></row>".formatted(address, text);
    }

    @Test
    @DisplayName("各种类型的单元格")
    void cells_sayWhatPeopleSee() throws IOException {
        UploadedSheet sheet = read(new SmallWorkbook()
                .styles(
                        "<numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>",
                        0,
                        9,
                        14,
                        31,
                        170)
                .with(
                        "xl/strings.xml",
                        "<sst><si><t>甲_x000A_乙</t></si><si><r><t>一</t></r><r><t>二</t></r><rPh><t>yi</t></rPh></si></sst>")
                .cells(
                        "<row r=\"2\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c><v>0.1</v></c><c s=\"1\"><v>0.905</v></c>"
                                + "<c s=\"2\"><v>46327</v></c><c s=\"3\"><v>46327.5</v></c><c s=\"4\"><v>46327</v></c>"
                                + "<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2026-11-01T00:00:00</v></c>"
                                + "<c><f>1+1</f><v>2</v></c><c/><c t=\"str\"><v>文</v></c></row><row><c><v>1e3</v></c></row>")
                .bytes());

        assertThat(IntStream.range(0, 13).mapToObj(column -> sheet.text(1, column)))
                .containsExactly(
                        "甲\n乙",
                        "一二",
                        "0.1",
                        "90.5%",
                        "2026-11-01",
                        "2026-11-01 12:00",
                        "2026-11-01",
                        "TRUE",
                        "#N/A",
                        "2026-11-01",
                        "",
                        "",
                        "文");
        assertThat(sheet.cell(1, 8).is(UploadedCell.Kind.ERROR)).isTrue();
        assertThat(sheet.cell(1, 10).is(UploadedCell.Kind.FORMULA)).isTrue();
        assertThat(sheet.text(2, 0)).isEqualTo("1000");
    }

    @Test
    @DisplayName("数字：不丢一位，单元格显示的前后零也在")
    void numbers_keepTheirDigits_andTheZerosThatAreShown() throws IOException {
        UploadedSheet sheet = read(new SmallWorkbook()
                .styles("<numFmt numFmtId=\"170\" formatCode=\"000\"/>", 0, 2, 3, 10, 170)
                .rows(List.of(
                        SmallWorkbook.number(1.1, 1),
                        SmallWorkbook.number(98.456, 1),
                        SmallWorkbook.number(-0.5, 1),
                        SmallWorkbook.number(123456, 2),
                        SmallWorkbook.number(0.905, 3),
                        SmallWorkbook.number(7, 4)))
                .bytes());

        assertThat(IntStream.range(0, 6).mapToObj(column -> sheet.text(0, column)))
                .containsExactly("1.10", "98.456", "-0.50", "123456", "90.5%", "007");
        assertThat(IntStream.range(0, 6)
                        .mapToObj(column -> sheet.cell(0, column).kind()))
                .containsOnly(UploadedCell.Kind.NUMBER, UploadedCell.Kind.PERCENT);
    }

    @Test
    @DisplayName("合并单元格：5000处可以，多一处不行")
    void mergedRanges_areBounded() throws IOException {
        String[] ranges = IntStream.rangeClosed(1, 5000)
                .mapToObj(row -> "A%d:B%1$d".formatted(row))
                .toArray(String[]::new);
        SmallWorkbook workbook = new SmallWorkbook().rows(List.of("甲"));

        assertThat(read(workbook.merged(ranges).bytes()).merged()).hasSize(5000);
        ranges = Arrays.copyOf(ranges, 5001);
        ranges[5000] = "C1:D1";
        refused(workbook.merged(ranges).bytes(), "workbook-too-large", "合并单元格超过5000处");
    }

    @Test
    @DisplayName("外部实体、文档类型声明")
    void documentTypes_areRefused() {
        String sheet = "<!DOCTYPE a [<!ENTITY x \"%s\">]><worksheet><sheetData><row><c t=\"str\"><v>&x;</v></c></row>"
                + "</sheetData></worksheet>";

        refused(new SmallWorkbook().with("xl/sheet1.xml", sheet.formatted("水")).bytes(), "workbook-unreadable", "已损坏");
    }

    @Test
    @DisplayName("宏表、其他Office文件")
    void otherPackages_areRefused() {
        String types = new String(part(new SmallWorkbook().bytes(), "[Content_Types].xml"), StandardCharsets.UTF_8);

        refused(
                new SmallWorkbook()
                        .with(
                                "[Content_Types].xml",
                                types.replace(
                                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                        "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))
                        .bytes(),
                "workbook-with-macros",
                "带有宏");
        refused(
                new SmallWorkbook()
                        .with("[Content_Types].xml", types.replace("spreadsheetml.sheet", "wordprocessingml.document"))
                        .bytes(),
                "workbook-unreadable",
                "不是标准的Excel工作簿");
    }

    private static byte[] part(byte[] file, String name) {
        try (java.util.zip.ZipInputStream in = new java.util.zip.ZipInputStream(new ByteArrayInputStream(file))) {
            while (!in.getNextEntry().getName().equals(name)) {
                // the next one
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static UploadedSheet read(byte[] file) throws IOException {
        return UploadedWorkbook.read(new ByteArrayInputStream(file), ENTRANCE)
                .sheets()
                .get(0);
    }

    private static void refused(byte[] file, String code, String... words) {
        RuleViolation refusal = catchThrowableOfType(RuleViolation.class, () -> read(file));
        assertThat(refusal).as("refusal as %s", code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage()).contains(words).contains("请").endsWith("。");
    }
}
