package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a unit gets when it exports its reports. */
class WorkbookWriterTest {

    @Test
    @DisplayName("标题写明单位、日期和填法，每项报送一行")
    void theSheet_saysWhoseItIsAndHowToFillItIn() {
        XSSFSheet sheet = open(WorkbookExamples.sheet()).getSheet(WorkbookExamples.REPORTS);

        assertThat(text(sheet, "A1")).contains("区水务局", "2026年第4季度进展报送", "2026-11-23");
        assertThat(text(sheet, "A2")).contains("白色单元格可填，灰色不可改；不要增删行列");
        assertThat(headings(sheet))
                .containsExactly(
                        "编号",
                        "重点任务",
                        "工作措施",
                        "承担内容",
                        "期次/应报日期",
                        "上期情况",
                        "进展状态",
                        "进展情况",
                        "完成百分比",
                        "存在问题",
                        "下一步安排",
                        "需协调事项",
                        "请谁协调",
                        "已在其他系统报送\n系统名称",
                        "已在其他系统报送\n报送编号",
                        "已在其他系统报送\n报送日期");
        assertThat(text(sheet, "A4")).isEqualTo("2026-07-02");
        assertThat(text(sheet, "E4")).isEqualTo("2026年第4季度\n2026-11-25");
        assertThat(text(sheet, "A5")).isEqualTo("2026-12-01");
        assertThat(sheet.getLastRowNum()).isEqualTo(4);
    }

    @Test
    @DisplayName("列有变动，格式版本也要变")
    void columns_changeOnlyTogetherWithTheFormat() {
        List<String> columns = Arrays.stream(WorkbookTable.values())
                .flatMap(table -> table.columns().stream().map(WorkbookColumn::heading))
                .toList();

        assertThat(WorkbookTable.FORMAT + " " + String.join("|", columns).replace("\n", ""))
                .isEqualTo("1 编号|重点任务|工作措施|承担内容|期次/应报日期|上期情况|进展状态|进展情况|完成百分比|存在问题|下一步安排|需协调事项|请谁协调"
                        + "|已在其他系统报送系统名称|已在其他系统报送报送编号|已在其他系统报送报送日期"
                        + "|编号|指标|目标|上期|本期数值（不带单位）|数据截至（年月日）|数据性质");
    }

    @Test
    @DisplayName("有指标才有指标表")
    void indicators_haveASheetOfTheirOwn() {
        XSSFSheet sheet = open(WorkbookExamples.sheet()).getSheet(WorkbookExamples.INDICATORS);

        assertThat(headings(sheet)).containsExactly("编号", "指标", "目标", "上期", "本期数值\n（不带单位）", "数据截至\n（年月日）", "数据性质");
        assertThat(text(sheet, "B4")).isEqualTo("再生水年利用量");
        assertThat(text(sheet, "D4")).isEqualTo("860.5（截至2026-09-30，初步）");
        assertThat(text(sheet, "B5")).isEqualTo("污水处理率");
        assertThat(open(WorkbookExamples.sheet(WorkbookExamples.second(Map.of())))
                        .getSheet(WorkbookExamples.INDICATORS))
                .isNull();
    }

    @Test
    @DisplayName("数字和日期是真正的数字和日期，长编号仍是文字")
    void numbersAndDates_areRealOnes() {
        XSSFWorkbook workbook = open(WorkbookExamples.sheet(WorkbookExamples.first(WorkbookExamples.whole())));
        XSSFSheet reports = workbook.getSheet(WorkbookExamples.REPORTS);
        XSSFSheet indicators = workbook.getSheet(WorkbookExamples.INDICATORS);

        assertThat(cell(reports, WorkbookExamples.STATE).getStringCellValue()).isEqualTo("已完成·数据待核定");
        assertThat(cell(reports, WorkbookExamples.PERCENT).getNumericCellValue())
                .isEqualTo(85);
        assertThat(cell(reports, WorkbookExamples.ELSEWHERE_NUMBER).getStringCellValue())
                .isEqualTo("000123456789012345");
        assertThat(cell(reports, WorkbookExamples.ELSEWHERE_DATE)
                        .getLocalDateTimeCellValue()
                        .toLocalDate())
                .isEqualTo("2026-11-20");
        assertThat(cell(indicators, WorkbookExamples.AMOUNT).getNumericCellValue())
                .isEqualTo(1180.25);
        assertThat(cell(indicators, WorkbookExamples.QUALITY).getStringCellValue())
                .isEqualTo("初步");
    }

    @Test
    @DisplayName("未勾选“已在其他系统报送”时，三列留空")
    void whatWasReportedElsewhere_isShownOnlyWhenItIsTicked() {
        Map<String, Object> unticked = WorkbookExamples.with(WorkbookExamples.whole(), "elsewhere", false);
        XSSFSheet sheet =
                open(WorkbookExamples.sheet(WorkbookExamples.first(unticked))).getSheet(WorkbookExamples.REPORTS);

        assertThat(cell(sheet, WorkbookExamples.ELSEWHERE_SYSTEM).getCellType()).isEqualTo(CellType.BLANK);
        assertThat(cell(sheet, WorkbookExamples.ELSEWHERE_DATE).getCellType()).isEqualTo(CellType.BLANK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86 10", "-完成测算", "@SUM(A1)"})
    @DisplayName("以=+-@开头的文字不会成为公式")
    void textThatLooksLikeAFormula_staysText(String text) {
        XSSFSheet sheet = open(WorkbookExamples.sheet(WorkbookExamples.first(Map.of("narrative", text))))
                .getSheet(WorkbookExamples.REPORTS);

        XSSFCell cell = cell(sheet, WorkbookExamples.NARRATIVE);
        assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
        assertThat(cell.getStringCellValue()).isEqualTo(text);
        assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
        assertThat(cell.getCellStyle().getLocked()).isFalse();
    }

    @Test
    @DisplayName("灰色锁定，白色可填，行高列宽可调，工作表不能增删")
    void onlyWhiteCells_areUnlocked() {
        XSSFWorkbook workbook = open(WorkbookExamples.sheet());

        assertThat(workbook.isStructureLocked()).isTrue();
        for (WorkbookTable table : WorkbookTable.values()) {
            XSSFSheet sheet = workbook.getSheet(table.sheetName());
            assertThat(sheet.isSheetLocked()).isTrue();
            assertThat(sheet.isFormatColumnsLocked()).isFalse();
            assertThat(sheet.isInsertRowsLocked()).isTrue();
            assertThat(sheet.isDeleteColumnsLocked()).isTrue();
            for (int at = 0; at < table.columns().size(); at++) {
                XSSFCell cell = sheet.getRow(3).getCell(at);
                boolean locked = table.columns().get(at).locked();
                assertThat(cell.getCellStyle().getLocked())
                        .as(cell.getReference())
                        .isEqualTo(locked);
                assertThat(cell.getCellStyle().getFillForegroundXSSFColor() != null)
                        .as(cell.getReference())
                        .isEqualTo(locked);
            }
        }
    }

    @Test
    @DisplayName("状态和数据性质有下拉框，字数和百分比在Excel里就有限制")
    void choices_areDropDowns() {
        XSSFWorkbook workbook = open(WorkbookExamples.sheet());

        assertThat(validation(workbook.getSheet(WorkbookExamples.REPORTS), "G4:G5"))
                .contains("未启动,正常推进,滞后,已完成,已完成·数据待核定,需协调");
        assertThat(validation(workbook.getSheet(WorkbookExamples.REPORTS), "H4:H5"))
                .contains("4000");
        assertThat(validation(workbook.getSheet(WorkbookExamples.REPORTS), "I4:I5"))
                .contains("100");
        assertThat(validation(workbook.getSheet(WorkbookExamples.INDICATORS), "G4:G5"))
                .contains("初步,核定");
    }

    @Test
    @DisplayName("A4横向，一页宽，每页重复表头，滚动时表头和措施不动")
    void theSheets_areSetUpForPrinting() {
        XSSFWorkbook workbook = open(WorkbookExamples.sheet());

        for (WorkbookTable table : WorkbookTable.values()) {
            XSSFSheet sheet = workbook.getSheet(table.sheetName());
            assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
            assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
            assertThat(sheet.getFitToPage()).isTrue();
            assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
            assertThat(sheet.getPrintSetup().getFitHeight()).isEqualTo((short) 0);
            assertThat(sheet.getRepeatingRows()).isEqualTo(CellRangeAddress.valueOf("3:3"));
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 3);
            assertThat(sheet.getRow(3).getCell(0).getCellStyle().getWrapText()).isTrue();
        }
    }

    @Test
    @DisplayName("比对用的工作表看不见")
    void whatIsComparedWith_isHidden() {
        XSSFWorkbook workbook = open(WorkbookExamples.sheet());

        assertThat(workbook.getSheetVisibility(workbook.getSheetIndex(WorkbookBase.SHEET_NAME)))
                .isEqualTo(SheetVisibility.VERY_HIDDEN);
        assertThat(workbook.getSheetVisibility(0)).isEqualTo(SheetVisibility.VISIBLE);
    }

    @Test
    @DisplayName("行高容得下内容，输入时还会自己长高")
    void rows_areHighEnough() {
        XSSFSheet sheet = open(WorkbookExamples.sheet(
                        WorkbookExamples.first(Map.of("narrative", "推进管网建设。".repeat(20))),
                        WorkbookExamples.second(Map.of())))
                .getSheet(WorkbookExamples.REPORTS);

        assertThat(sheet.getRow(3).getHeightInPoints()).isBetween(120f, 200f);
        assertThat(sheet.getRow(4).getHeightInPoints()).isBetween(30f, 90f);
        assertThat(sheet.getRow(3).getCTRow().getCustomHeight()).isFalse();
    }

    @Test
    @DisplayName("没有待填报事项时也能打开")
    void nothingToReport_isAnEmptyTable() {
        XSSFWorkbook workbook = open(WorkbookExamples.sheet());

        assertThat(open(WorkbookExamples.sheet(new WorkbookRow[0]))
                        .getSheet(WorkbookExamples.REPORTS)
                        .getLastRowNum())
                .isEqualTo(2);
        assertThat(workbook.getNumberOfSheets()).isEqualTo(3);
    }

    @Test
    void moreThanThreeHundredRows_areAFaultOfOurs() {
        List<WorkbookRow> rows = new ArrayList<>();
        for (int i = 0; i < 301; i++) {
            rows.add(WorkbookExamples.row("r" + i, "2026-Q4", "2026-01-01", Map.of(), List.of()));
        }

        assertThat(WorkbookExamples.sheet(rows.subList(0, 300).toArray(WorkbookRow[]::new))
                        .rows())
                .hasSize(300);
        assertThatThrownBy(() -> WorkbookExamples.sheet(rows.toArray(WorkbookRow[]::new)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoRowsWithOneReference_areAFaultOfOurs() {
        assertThatThrownBy(() ->
                        WorkbookExamples.sheet(WorkbookExamples.first(Map.of()), WorkbookExamples.first(Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static XSSFWorkbook open(WorkbookSheet sheet) {
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(WorkbookExamples.export(sheet)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static XSSFCell cell(XSSFSheet sheet, String address) {
        return WorkbookExamples.cell(sheet, address);
    }

    private static String text(XSSFSheet sheet, String address) {
        return cell(sheet, address).getStringCellValue();
    }

    private static List<String> headings(XSSFSheet sheet) {
        List<String> headings = new ArrayList<>();
        sheet.getRow(2).forEach(cell -> headings.add(cell.getStringCellValue()));
        return headings;
    }

    private static String validation(XSSFSheet sheet, String cells) {
        XSSFDataValidation found = sheet.getDataValidations().stream()
                .filter(validation -> validation
                        .getRegions()
                        .getCellRangeAddresses()[0]
                        .formatAsString()
                        .equals(cells))
                .findFirst()
                .orElseThrow();
        assertThat(found.getShowErrorBox()).isTrue();
        assertThat(found.getErrorBoxText()).isNotBlank();
        return found.getValidationConstraint().getFormula1() + " "
                + found.getValidationConstraint().getFormula2();
    }
}
