package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.greenplan.submission.SubmissionContent.Case;
import org.greenplan.submission.SubmissionContent.Chapter;
import org.greenplan.submission.SubmissionContent.Item;
import org.greenplan.submission.SubmissionContent.Part;
import org.greenplan.submission.SubmissionContent.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The pack, opened again: every byte of it stands in the list of hashes, and the table says what was signed. */
class PackWriterTest {

    private static final PackWriter.Meta META = new PackWriter.Meta(
            2,
            OffsetDateTime.parse("2027-05-08T10:20:00+08:00"),
            List.of("局领导审签：郝国栋 2027-05-18 10:20", "区政府审签：黄秀荣 2027-05-19 09:00"));

    private static final String FORMULA = "=cmd|' /C calc'!A0";

    static SubmissionContent content(Track track) {
        Part figure = part("", "%", "≥95", "93.10", "96.20", DataState.FINAL, Attained.YES);
        return new SubmissionContent(
                track.code(),
                2027,
                "2027年目录.xlsx",
                true,
                "村镇饮用水卫生合格率6月发布。",
                List.of(
                        item(
                                "1",
                                "城镇污水处理率",
                                true,
                                List.of(figure),
                                source("区水务局", "water", "达标\u0001<script>", "f1", "f2")),
                        item(
                                "25",
                                "农业废弃物/综合利用率..",
                                true,
                                List.of(
                                        part("秸秆", "%", "≥90", "", "99", DataState.PRELIMINARY, Attained.YES),
                                        part("农膜", "%", "≥80", "81", "79.5", DataState.FINAL, Attained.NO)),
                                source("区农业农村局", "agriculture", FORMULA, "f3"),
                                source("区园林绿化局", "parks", "无补充", "f1")),
                        item("9", "近岸海域水质", false, List.of(part("", "%", "改善", "", "", null, null))),
                        item(
                                "28",
                                "村镇饮用水卫生合格率",
                                true,
                                List.of(part("", "%", "100", "100", "", DataState.PENDING, Attained.UNKNOWN)),
                                source("区卫生健康委", "health", "6月发布")),
                        item("30", "生活垃圾无害化处理率", true, List.of(part("", "%", "≥95", "", "", null, null)))),
                track == Track.DEMONSTRATION_ZONE
                        ? List.of()
                        : List.of(
                                new Chapter("culture", "区文化和旅游局", "第一段。\n第二段。", List.of(new Case("某村", "做法。"))),
                                new Chapter("finance", "区财政局", "投入增长。", List.of())));
    }

    private static Item item(String number, String name, boolean applies, List<Part> parts, Source... sources) {
        return new Item(number, "生态环境", "任务", name, "约束性", applies, parts, List.of(sources), List.of());
    }

    private static Part part(
            String name, String unit, String target, String before, String now, DataState state, Attained attained) {
        return ContentExamples.part(name, unit, target, before, now, state, attained);
    }

    private static Source source(String name, String unit, String explanation, String... files) {
        return new Source(
                unit,
                name,
                "2026年统计年鉴",
                LocalDate.parse("2026-12-31"),
                explanation,
                Arrays.stream(files).map(PackWriterTest::file).toList());
    }

    private static SubmissionContent.File file(String id) {
        byte[] bytes = bytes(id);
        return new SubmissionContent.File(id, id.equals("f2") ? "../证明.PDF" : "证明.pdf", bytes.length, hash(bytes));
    }

    private static byte[] bytes(String id) {
        return ("content of " + id).repeat(1000).getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] pack(SubmissionContent content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PackWriter.write(content, META, (id, to) -> to.write(bytes(id)), out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static Map<String, byte[]> opened(byte[] pack) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entries.put(entry.getName(), zip.readAllBytes())).isNull();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return entries;
    }

    @Test
    @DisplayName("校验清单逐个对得上，一个不多一个不少")
    void manifest_namesEveryEntryWithItsHash() {
        Map<String, byte[]> entries = opened(pack(content(Track.DEMONSTRATION_ZONE)));
        String manifest = new String(entries.remove(PackWriter.MANIFEST), StandardCharsets.UTF_8);

        Map<String, String> hashes = new LinkedHashMap<>();
        manifest.lines().forEach(line -> hashes.put(line.substring(66), line.substring(0, 64)));
        assertThat(manifest.lines()).allMatch(line -> line.matches("[0-9a-f]{64}  \\S.*"));
        assertThat(hashes.keySet()).containsExactlyElementsOf(entries.keySet());
        entries.forEach((path, bytes) -> assertThat(hash(bytes)).as(path).isEqualTo(hashes.get(path)));
    }

    @Test
    @DisplayName("材料按指标编号分文件夹，名称去掉不能用的字符，同名的加序号")
    void evidence_liesInFoldersByNumber() {
        Map<String, byte[]> entries = opened(pack(content(Track.DEMONSTRATION_ZONE)));

        assertThat(entries.keySet())
                .containsExactly(
                        "指标达标情况表.xlsx",
                        "总结材料.docx",
                        "佐证材料/1 城镇污水处理率/证明.pdf",
                        "佐证材料/1 城镇污水处理率/证明（2）.PDF",
                        "佐证材料/25 农业废弃物综合利用率/证明.pdf",
                        "佐证材料/25 农业废弃物综合利用率/证明（2）.pdf",
                        "校验清单.txt");
        assertThat(entries.get("佐证材料/25 农业废弃物综合利用率/证明.pdf")).isEqualTo(bytes("f3"));
    }

    @Test
    @DisplayName("表格按目录顺序，数值是数值，公式不会执行，不适用和未报写明")
    void table_saysWhatWasSigned() throws IOException {
        byte[] table = opened(pack(content(Track.DEMONSTRATION_ZONE))).get(PackWriter.TABLE);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(table))) {
            Sheet sheet = workbook.getSheetAt(0);
            assertThat(text(sheet, 0, 0)).isEqualTo("生态文明建设示范区2026年度建设指标达标情况");
            assertThat(text(sheet, 1, 0)).isEqualTo("数据年度：2026年　报送年度：2027年");
            assertThat(column(sheet, 0))
                    .as("no remark of our own goes up")
                    .noneMatch(text -> text.contains("示例") || text.contains("版"));
            assertThat(row(sheet.getRow(2)))
                    .startsWith("编号", "领域", "任务", "指标", "分项", "单位", "上年值\n（2025年）", "本年值\n（2026年）", "目标")
                    .endsWith("提供单位", "数据来源及截至日期", "说明", "佐证材料");
            assertThat(column(sheet, 0)).containsExactly("1", "25", "", "9", "28", "30");
            assertThat(column(sheet, 7)).containsExactly("96.20", "99", "79.5", "不适用", "", "未报");
            assertThat(column(sheet, 9)).containsExactly("达标", "达标", "未达标", "", "暂不能判断", "");
            assertThat(column(sheet, 10)).containsExactly("核定数", "快报数", "核定数", "", "数据未出", "");
            Row compound = sheet.getRow(4);
            assertThat(compound.getCell(14).getStringCellValue()).isEqualTo("区农业农村局：" + FORMULA + "\n区园林绿化局：无补充");
            assertThat(compound.getCell(12).getStringCellValue()).isEqualTo("区农业农村局\n区园林绿化局");
            assertThat(sheet.getRow(3).getCell(7).getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(sheet.getRow(3).getCell(7).getCellStyle().getDataFormatString())
                    .isEqualTo("0.00");
            assertThat(sheet.getRow(3).getCell(14).getStringCellValue()).isEqualTo("达标<script>");
            assertThat(column(sheet, 15))
                    .as("named as in the zip")
                    .containsExactly("证明.pdf\n证明（2）.PDF", "证明.pdf\n证明（2）.pdf", "", "", "", "");
            assertThat(sheet.getMergedRegions())
                    .anyMatch(region -> region.formatAsString().equals("D5:D6"));
            for (Row row : sheet) {
                row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA));
            }
        }
    }

    @Test
    @DisplayName("以等号开头的说明作为文字写入")
    void textThatLooksLikeAFormula_isText() throws IOException {
        SubmissionContent content = content(Track.DEMONSTRATION_ZONE);
        Item alone = item(
                "7",
                FORMULA,
                true,
                List.of(part("", "", FORMULA, "", "+1", null, Attained.YES)),
                source("区水务局", "water", FORMULA));
        SubmissionContent tricky =
                new SubmissionContent(content.track(), 2027, "x", false, null, List.of(alone), List.of());
        try (XSSFWorkbook workbook =
                new XSSFWorkbook(new ByteArrayInputStream(opened(pack(tricky)).get(PackWriter.TABLE)))) {
            Row row = workbook.getSheetAt(0).getRow(3);
            for (int column : List.of(3, 8, 14)) {
                assertThat(row.getCell(column).getCellType()).isEqualTo(CellType.STRING);
                assertThat(row.getCell(column).getCellStyle().getQuotePrefixed())
                        .isTrue();
                assertThat(row.getCell(column).getStringCellValue()).isEqualTo(FORMULA);
            }
            assertThat(row.getCell(7).getStringCellValue()).isEqualTo("+1");
        }
    }

    @Test
    @DisplayName("总结材料：示范区写未达标和数据未出的原因，“两山”基地按所定顺序编入各单位进展")
    void document_hasItsChaptersInOrder() throws IOException {
        List<String> zone = paragraphs(Track.DEMONSTRATION_ZONE);
        assertThat(zone)
                .containsSubsequence(
                        "一、总体情况",
                        "二、未达标和数据未出的指标",
                        "25. 农业废弃物/综合利用率..",
                        "农膜：目标≥80，本年79.5%，未达标。",
                        "28. 村镇饮用水卫生合格率",
                        "区卫生健康委：6月发布",
                        "30. 生活垃圾无害化处理率",
                        "未报。",
                        "三、指标情况",
                        "局领导审签：郝国栋 2027-05-18 10:20");
        assertThat(zone).anyMatch(text -> text.contains("目录共5项指标，其中适用4项，不适用1项") && text.contains("未报1项"));
        assertThat(paragraphs(Track.TWO_MOUNTAINS_BASE))
                .containsSubsequence("二、各单位工作进展", "区文化和旅游局", "第一段。", "第二段。", "典型案例：某村", "做法。", "区财政局", "投入增长。");
    }

    private static List<String> paragraphs(Track track) throws IOException {
        try (XWPFDocument document = new XWPFDocument(
                new ByteArrayInputStream(opened(pack(content(track))).get(PackWriter.DOCUMENT)))) {
            assertThat(document.getParagraphs().stream().filter(paragraph -> "Heading1".equals(paragraph.getStyle())))
                    .hasSize(3);
            assertThat(document.getTables().get(0).getRows()).hasSize(7);
            return document.getParagraphs().stream().map(XWPFParagraph::getText).toList();
        }
    }

    @Test
    @DisplayName("材料与审签时不一致的，不出包")
    void changedEvidence_failsThePack() {
        SubmissionContent content = content(Track.DEMONSTRATION_ZONE);
        assertThatThrownBy(() -> PackWriter.write(
                        content,
                        META,
                        (id, to) -> to.write("other".getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("f1");
    }

    @Test
    @DisplayName("包名写明类别、两个年度和版本，不含不能用的字符")
    void fileName_saysWhichYears() {
        assertThat(PackWriter.fileName(content(Track.TWO_MOUNTAINS_BASE), 1)).isEqualTo("两山基地2027年报送（2026年度数据）第1版.zip");
        assertThat(PackNames.cleaned(" ../a\\b:c?. ")).isEqualTo("abc");
        assertThat(PackNames.cleaned("...")).isEqualTo("未命名");
    }

    private static String text(Sheet sheet, int row, int column) {
        return sheet.getRow(row).getCell(column).getStringCellValue();
    }

    private static List<String> row(Row row) {
        List<String> texts = new java.util.ArrayList<>();
        row.forEach(cell -> texts.add(cell.getStringCellValue()));
        return texts;
    }

    private static List<String> column(Sheet sheet, int column) {
        org.apache.poi.ss.usermodel.DataFormatter formatter = new org.apache.poi.ss.usermodel.DataFormatter();
        return java.util.stream.IntStream.rangeClosed(3, sheet.getLastRowNum())
                .mapToObj(row -> formatter.formatCellValue(sheet.getRow(row).getCell(column)))
                .toList();
    }
}
