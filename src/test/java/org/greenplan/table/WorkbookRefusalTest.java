package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbookType;
import org.greenplan.spreadsheet.SmallWorkbook;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not taken at all, and what is said about them. */
class WorkbookRefusalTest {

    private final WorkbookSheet sheet = WorkbookExamples.sheet();
    private final byte[] exported = WorkbookExamples.export(sheet);

    @Nested
    class Format {

        @ParameterizedTest
        @ValueSource(strings = {"编号,进展状态\n2026-07-02,滞后\n", "%PDF-1.7", "", "<html></html>"})
        @DisplayName("csv、pdf等不是工作簿")
        void anotherKindOfFile_isRefused(String content) {
            refused(content.getBytes(StandardCharsets.UTF_8), "workbook-not-xlsx", "另存为“Excel工作簿（*.xlsx）”");
        }

        @Test
        @DisplayName("旧格式.xls（.et）")
        void anOldWorkbook_isRefused() throws IOException {
            ByteArrayOutputStream old = new ByteArrayOutputStream();
            try (HSSFWorkbook workbook = new HSSFWorkbook()) {
                workbook.createSheet(WorkbookExamples.REPORTS);
                workbook.write(old);
            }

            refused(old.toByteArray(), "workbook-not-xlsx", "旧格式", ".et", "另存为“Excel工作簿（*.xlsx）”");
        }

        @Test
        @DisplayName("加了打开密码")
        void anEncryptedWorkbook_isRefused() throws Exception {
            ByteArrayOutputStream locked = new ByteArrayOutputStream();
            try (POIFSFileSystem container = new POIFSFileSystem()) {
                Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
                encryptor.confirmPassword("greenplan");
                try (OutputStream out = encryptor.getDataStream(container)) {
                    out.write(exported);
                }
                container.writeFilesystem(locked);
            }

            refused(locked.toByteArray(), "workbook-encrypted", "取消密码");
        }

        @Test
        @DisplayName("带宏的工作簿")
        void aWorkbookWithMacros_isRefused() {
            refused(
                    edited(workbook -> workbook.setWorkbookType(XSSFWorkbookType.XLSM)),
                    "workbook-with-macros",
                    "另存为“Excel工作簿（*.xlsx）”");
        }

        @Test
        @DisplayName("压缩包、Word文档、截断的文件")
        void aDamagedWorkbook_isRefused() throws IOException {
            refused(zip(Map.of("a.txt", new byte[] {1})), "workbook-unreadable", "另存为");
            refused(Arrays.copyOf(exported, exported.length / 2), "workbook-unreadable", "另存为");
            refused(
                    repacked("xl/worksheets/sheet1.xml", xml -> xml.replace("<sheetData>", "<sheetData><row")),
                    "workbook-unreadable",
                    "另存为");
        }

        @Test
        @DisplayName("重新打包本身不是问题")
        void aRepackedWorkbook_isTaken() throws IOException {
            assertThat(WorkbookExamples.read(repacked("xl/sharedStrings.xml", xml -> xml), sheet)
                            .changes())
                    .isEmpty();
        }

        @Test
        @DisplayName("外部实体不会被读取")
        void anExternalEntity_isNotResolved() throws IOException {
            refused(
                    repacked("xl/sharedStrings.xml", xml -> xml.replaceFirst(
                                    "<sst", "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst")
                            .replaceFirst("<t>[^<]*", "<t>&x;")),
                    "workbook-unreadable",
                    "另存为");
        }

        @Test
        @DisplayName("超过10MB")
        void moreThanTenMegabytes_areRefused() {
            refused(Arrays.copyOf(exported, 10 * 1024 * 1024 + 1), "workbook-too-large", "10MB");
        }

        @Test
        @DisplayName("解压炸弹：很小的文件解开后很大")
        void aFileThatGrows_isRefused() throws IOException {
            byte[] bomb = zip(Map.of("xl/media/image1.png", new byte[33 * 1024 * 1024]));

            assertThat(bomb).hasSizeLessThan(100_000);
            refused(bomb, "workbook-too-large", "解开后过大");
        }

        @Test
        @DisplayName("25 kB的文件，60个单元格引用同一个1500万字的文本")
        void aLongTextNamedOften_isRefused() {
            refused(SmallWorkbook.longTextNamedOften(), "workbook-text-too-long", "超过32767字");
        }

        @Test
        @DisplayName("几十万个空行")
        void aFileOfTooManyElements_isRefused() throws IOException {
            byte[] bomb = repacked(
                    "xl/worksheets/sheet1.xml",
                    xml -> xml.replace("<sheetData>", "<sheetData>" + "<row/>".repeat(650_000)));

            refused(bomb, "workbook-too-large", "解开后过大");
        }

        @Test
        @DisplayName("几千个部件")
        void aFileOfThousandsOfParts_isRefused() throws IOException {
            Map<String, byte[]> parts = new HashMap<>();
            for (int i = 0; i < 1_100; i++) {
                parts.put("part" + i, new byte[] {1});
            }

            refused(zip(parts), "workbook-too-large", "解开后过大");
        }
    }

    @Nested
    class Origin {

        @Test
        @DisplayName("别的单位的表格")
        void workbookOfAnotherUnit_isRefused() {
            WorkbookSheet forestry = new WorkbookSheet("forestry", "区园林绿化局", sheet.title(), sheet.made(), sheet.rows());

            refused(WorkbookExamples.export(forestry), "workbook-other-unit", "区园林绿化局", "区水务局", "请上传本单位");
        }

        @Test
        @DisplayName("别的期次的表格")
        void workbookOfAnotherPeriod_isRefused() {
            WorkbookSheet before = WorkbookExamples.sheet(
                    WorkbookExamples.row("390/water/0", "2026-Q3", "2026-07-02", Map.of(), List.of()));

            refused(WorkbookExamples.export(before), "workbook-other-period", "2026年第3季度", "2026年第4季度", "重新导出");
        }

        @Test
        @DisplayName("本期的，但都已报出")
        void workbookWhoseReportsAreAllHandedIn_isRefused() {
            WorkbookSheet returned = WorkbookExamples.sheet(
                    WorkbookExamples.row("412/water/1", "2026-Q4", "2026-07-02", Map.of(), List.of()));

            refusedBy(returned, exported, "workbook-outdated", "都不在填报中", "重新导出");
            refusedBy(WorkbookExamples.sheet(new WorkbookRow[0]), exported, "workbook-outdated", "重新导出");
        }

        @Test
        @DisplayName("已报出的事项在表格里又改了")
        void aReportChangedAfterItWasHandedIn_isRefused() {
            WorkbookSheet onlySecond = WorkbookExamples.sheet(WorkbookExamples.second(Map.of()));

            refusedBy(
                    onlySecond,
                    WorkbookExamples.filled(exported, WorkbookExamples.NARRATIVE, "补充。"),
                    "workbook-outdated",
                    "2026-07-02在导出表格之后",
                    "重新导出");
            refusedBy(
                    onlySecond,
                    edited(workbook ->
                            WorkbookExamples.fill(workbook.getSheet(WorkbookExamples.INDICATORS), "E4", "12")),
                    "workbook-outdated",
                    "2026-07-02");
        }

        @Test
        @DisplayName("已报出的事项没有动过，其余照收")
        void aReportHandedInAndUntouched_isPassedOver() {
            WorkbookReading reading = WorkbookExamples.read(
                    WorkbookExamples.filled(exported, "H5", "已开工。"),
                    WorkbookExamples.sheet(WorkbookExamples.second(Map.of())));

            assertThat(reading.drafts()).containsOnlyKeys(WorkbookExamples.SECOND);
            assertThat(reading.problems()).isEmpty();
        }

        @Test
        @DisplayName("系统升级前导出的")
        void workbookOfAnEarlierFormat_isRefused() {
            refused(
                    edited(workbook -> WorkbookExamples.fill(workbook.getSheet(WorkbookBase.SHEET_NAME), "B1", "0")),
                    "workbook-old-format",
                    "重新导出");
        }

        @Test
        @DisplayName("没有隐藏信息的，例如复制到新文件")
        void workbookWithoutItsHiddenSheet_isRefused() {
            refused(
                    edited(workbook -> workbook.removeSheetAt(workbook.getSheetIndex(WorkbookBase.SHEET_NAME))),
                    "workbook-not-ours",
                    "重新导出");
            refused(
                    edited(workbook -> WorkbookExamples.fill(workbook.getSheet(WorkbookBase.SHEET_NAME), "A1", "x")),
                    "workbook-not-ours",
                    "重新导出");
            refused(
                    edited(workbook -> WorkbookExamples.fill(workbook.getSheet(WorkbookBase.SHEET_NAME), "B2", "x")),
                    "workbook-not-ours",
                    "重新导出");
        }

        @Test
        @DisplayName("隐藏方式变了不要紧")
        void aSheetHiddenInAnotherWay_isTaken() {
            byte[] hidden = edited(workbook -> workbook.setSheetVisibility(
                    workbook.getSheetIndex(WorkbookBase.SHEET_NAME), SheetVisibility.HIDDEN));

            assertThat(WorkbookExamples.read(hidden, sheet).changes()).isEmpty();
        }
    }

    @Nested
    class Frame {

        @ParameterizedTest
        @CsvSource({"H4", "A1", "C5", "Z40"})
        @DisplayName("任何地方有公式")
        void aFormula_isRefused(String cell) {
            refused(
                    edited(workbook ->
                            WorkbookExamples.cell(reports(workbook), cell).setCellFormula("1+1")),
                    "workbook-formula",
                    "本期报送!" + cell + " 是公式，请改成数值后再导入。");
        }

        @Test
        @DisplayName("指标表、另加的表里有公式")
        void aFormulaOnAnotherSheet_isRefused() {
            refused(
                    edited(workbook -> WorkbookExamples.cell(workbook.getSheet(WorkbookExamples.INDICATORS), "E4")
                            .setCellFormula("SUM(1,2)")),
                    "workbook-formula",
                    "指标!E4");
            refused(
                    edited(workbook -> WorkbookExamples.cell(workbook.createSheet("计算"), "B2")
                            .setCellFormula("1+1")),
                    "workbook-formula",
                    "计算!B2");
        }

        @ParameterizedTest
        @CsvSource({
            "A4, workbook-layout",
            "B4, workbook-locked-cell",
            "C5, workbook-locked-cell",
            "F4, workbook-locked-cell"
        })
        @DisplayName("灰色单元格被改")
        void aChangedLockedCell_isRefused(String cell, String code) {
            refused(WorkbookExamples.filled(exported, cell, "别的内容"), code, "本期报送!" + cell, "现为“别的内容”", "重新导出");
        }

        @Test
        @DisplayName("删了一行")
        void aRemovedRow_isRefused() {
            refused(
                    edited(workbook -> reports(workbook).shiftRows(4, 4, -1)),
                    "workbook-layout",
                    "本期报送!A4",
                    "2026-07-02",
                    "2026-12-01");
            refused(
                    edited(workbook ->
                            reports(workbook).removeRow(reports(workbook).getRow(4))),
                    "workbook-layout",
                    "本期报送!A5",
                    "现为空白");
        }

        @Test
        @DisplayName("两行换了位置")
        void movedRows_areRefused() {
            refused(
                    WorkbookExamples.filled(exported, "A4", "2026-12-01", "A5", "2026-07-02"),
                    "workbook-layout",
                    "本期报送!A4");
        }

        @Test
        @DisplayName("重复一行、多出一行")
        void anExtraRow_isRefused() {
            refused(WorkbookExamples.filled(exported, "A6", "2026-12-01"), "workbook-layout", "本期报送!A6", "表格以外");
            refused(WorkbookExamples.filled(exported, "H9", "备注"), "workbook-layout", "本期报送!H9", "表格以外");
        }

        @Test
        @DisplayName("多出一列、插入一列、改表头")
        void anExtraColumn_isRefused() {
            refused(WorkbookExamples.filled(exported, "Q4", "备注"), "workbook-layout", "本期报送!Q4", "表格以外");
            refused(WorkbookExamples.filled(exported, "Q3", "备注"), "workbook-layout", "本期报送!Q3", "表格以外");
            refused(
                    edited(workbook -> reports(workbook).shiftColumns(7, 15, 1)),
                    "workbook-layout",
                    "本期报送!H3",
                    "进展情况",
                    "现为空白");
            refused(WorkbookExamples.filled(exported, "H3", "情况"), "workbook-layout", "本期报送!H3", "进展情况", "“情况”");
        }

        @Test
        @DisplayName("合并了单元格")
        void mergedCells_areRefused() {
            refused(
                    edited(workbook -> reports(workbook).addMergedRegion(CellRangeAddress.valueOf("H4:H5"))),
                    "workbook-layout",
                    "本期报送!H4:H5",
                    "合并");
        }

        @Test
        @DisplayName("少了或多了工作表")
        void aMissingOrExtraSheet_isRefused() {
            refused(
                    edited(workbook -> workbook.removeSheetAt(workbook.getSheetIndex(WorkbookExamples.INDICATORS))),
                    "workbook-layout",
                    "缺少工作表“指标”");
            refused(
                    edited(workbook -> WorkbookExamples.fill(workbook.createSheet("Sheet1"), "A1", "补充材料")),
                    "workbook-layout",
                    "多了工作表“Sheet1”");
        }

        @Test
        @DisplayName("空白的新工作表、空白行不要紧")
        void anEmptySheetOrRow_isPassedOver() {
            byte[] file = edited(workbook -> {
                workbook.createSheet("Sheet1");
                WorkbookExamples.fill(reports(workbook), "H9", " ");
            });

            assertThat(WorkbookExamples.read(file, sheet).changes()).isEmpty();
        }
    }

    private static XSSFSheet reports(XSSFWorkbook workbook) {
        return workbook.getSheet(WorkbookExamples.REPORTS);
    }

    private byte[] edited(Consumer<XSSFWorkbook> edit) {
        return WorkbookExamples.edited(exported, edit);
    }

    private void refused(byte[] file, String code, String... words) {
        refusedBy(sheet, file, code, words);
    }

    private static void refusedBy(WorkbookSheet current, byte[] file, String code, String... words) {
        RuleViolation refusal = catchThrowableOfType(RuleViolation.class, () -> WorkbookExamples.read(file, current));
        assertThat(refusal).as("refusal as %s", code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage()).contains(words).contains("请").endsWith("。");
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue());
            }
        }
        return file.toByteArray();
    }

    /** The exported file with one part rewritten. */
    private byte[] repacked(String name, UnaryOperator<String> change) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(exported));
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = in.readAllBytes();
                out.write(
                        entry.getName().equals(name)
                                ? change.apply(new String(content, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : content);
            }
        }
        return file.toByteArray();
    }
}
