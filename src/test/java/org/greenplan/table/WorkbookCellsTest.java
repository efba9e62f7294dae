package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.greenplan.table.WorkbookReading.CellProblem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type into cells: what is taken, and what is said about the rest. */
class WorkbookCellsTest {

    private final WorkbookSheet sheet = WorkbookExamples.sheet();
    private final byte[] exported = WorkbookExamples.export(sheet);

    @ParameterizedTest
    @CsvSource({"正常推进, on_track", "' 滞后 ', lagging", "已完成•数据待核定, done_pending_data", "已完成・数据待核定, done_pending_data"})
    @DisplayName("进展状态按名称填")
    void aState_isWrittenInChinese(String typed, String code) {
        assertThat(taken(WorkbookExamples.STATE, typed)).containsEntry("state", code);
    }

    @Test
    @DisplayName("没有的进展状态，说出有哪些")
    void anUnknownState_isAProblemOfItsCell() {
        assertThat(problem(WorkbookExamples.STATE, "基本完成"))
                .isEqualTo(new CellProblem(
                        WorkbookExamples.FIRST,
                        "2026-07-02",
                        "进展状态",
                        "本期报送!G4",
                        "unknown-choice",
                        "“进展状态”请从下拉框中选择：未启动、正常推进、滞后、已完成、已完成·数据待核定、需协调。"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "100, 100", "50%, 50", "５０％, 50", "４５, 45", "45.0, 45", "' 45 ', 45", "+7, 7"})
    @DisplayName("百分比可写45、50%、全角")
    void aPercentage_isTakenAsItIsTyped(String typed, int percent) {
        assertThat(taken(WorkbookExamples.PERCENT, typed)).containsEntry("percent", percent);
    }

    @ParameterizedTest
    @CsvSource({"45, General, 45", "0.5, 0%, 50", "0.5, 0.00%, 50", "0.07, 0%, 7", "0.29, 0%, 29", "45, 0.00, 45"})
    @DisplayName("百分比可以是数字或百分比格式")
    void aNumericPercentage_isTaken(double number, String format, int percent) {
        byte[] file = edited(WorkbookExamples.PERCENT, cell -> WorkbookExamples.number(cell, number, format));

        assertThat(taken(file)).containsEntry("percent", percent);
    }

    @ParameterizedTest
    @CsvSource({
        "101, percent-range",
        "-1, percent-range",
        "150%, percent-range",
        "50.5, wrong-type",
        "0.5, wrong-type",
        "一半, wrong-type",
        "五十, wrong-type",
        "1E2, wrong-type"
    })
    @DisplayName("百分比超出范围或不是整数")
    void aPercentageOutOfRange_isAProblemOfItsCell(String typed, String code) {
        assertThat(problem(WorkbookExamples.PERCENT, typed).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20",
                "2026/11/20",
                "2026.11.20",
                "2026年11月20日",
                "２０２６年１１月２０日",
                " 2026-11-20 ",
                "20261120",
                "2026-11-20 08:30"
            })
    @DisplayName("日期可以写成常见的样子")
    void aDate_isTakenAsItIsTyped(String typed) {
        assertThat(taken(WorkbookExamples.ELSEWHERE_DATE, typed))
                .containsEntry("elsewhereDate", "2026-11-20")
                .containsEntry("elsewhere", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-mm-dd",
                "yyyy\"年\"m\"月\"d\"日\"",
                "m/d/yy",
                "yyyy/m/d h:mm",
                "[$-804]yyyy\"年\"m\"月\"d\"日\";@"
            })
    @DisplayName("真正的日期，任何日期格式")
    void aRealDate_isTaken(String format) {
        byte[] file = edited(WorkbookExamples.ELSEWHERE_DATE, cell -> {
            cell.setCellValue(LocalDateTime.of(2026, 11, 20, 0, 0));
            WorkbookExamples.number(cell, cell.getNumericCellValue(), format);
        });

        assertThat(taken(file)).containsEntry("elsewhereDate", "2026-11-20");
    }

    @ParameterizedTest
    @ValueSource(shorts = {14, 31, 57, 58})
    @DisplayName("中文版Excel内置的日期格式")
    void aDateInAFormatOfChineseExcel_isTaken(short format) {
        byte[] file = edited(WorkbookExamples.ELSEWHERE_DATE, cell -> {
            cell.setCellValue(LocalDateTime.of(2026, 11, 20, 0, 0));
            XSSFCellStyle style = cell.getSheet().getWorkbook().createCellStyle();
            style.setDataFormat(format);
            cell.setCellStyle(style);
        });

        assertThat(taken(file)).containsEntry("elsewhereDate", "2026-11-20");
    }

    @Test
    @DisplayName("没有日期格式的八位数字")
    void aDateOfEightDigits_isTaken() {
        assertThat(taken(edited(
                        WorkbookExamples.ELSEWHERE_DATE, cell -> WorkbookExamples.number(cell, 20261120, "General"))))
                .containsEntry("elsewhereDate", "2026-11-20");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, date-in-future",
        "2026-02-30, not-a-date",
        "11月20日, not-a-date",
        "2026-11, not-a-date",
        "26-11-20, not-a-date",
        "2026-11/20, not-a-date",
        "上周, not-a-date"
    })
    @DisplayName("不是日期，或晚于今天")
    void whatIsNoDateOrInTheFuture_isAProblemOfItsCell(String typed, String code) {
        assertThat(problem(WorkbookExamples.ELSEWHERE_DATE, typed).code()).isEqualTo(code);
    }

    @Test
    void today_isNotInTheFuture() {
        assertThat(taken(WorkbookExamples.ELSEWHERE_DATE, "2026-11-23")).containsEntry("elsewhereDate", "2026-11-23");
    }

    @ParameterizedTest
    @CsvSource({"H4, 4000", "J4, 2000", "K4, 2000", "L4, 2000", "M4, 200", "N4, 200", "O4, 200"})
    @DisplayName("字数限制，刚好和多一个字")
    void aTextThatIsTooLong_isAProblemOfItsCell(String cell, int longest) {
        assertThat(read(WorkbookExamples.filled(exported, cell, "字".repeat(longest)))
                        .problems())
                .isEmpty();
        CellProblem problem = problem(cell, "字".repeat(longest + 1));
        assertThat(problem.code()).isEqualTo("too-long");
        assertThat(problem.message()).contains("最多%d字，现有%d字".formatted(longest, longest + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "12, General, 12",
        "100000, General, 100000",
        "20260001, General, 20260001",
        "123456789012, General, 123456789012",
        "1234, '#,##0', 1234",
        "0.3, General, 0.3",
        "0.5, 0%, 50%"
    })
    @DisplayName("文字列里的数字，不出现12.0、1E5")
    void aNumberInATextColumn_isWrittenOut(double number, String format, String text) {
        assertThat(taken(edited(
                        WorkbookExamples.ELSEWHERE_NUMBER, cell -> WorkbookExamples.number(cell, number, format))))
                .containsEntry("elsewhereNumber", text);
    }

    @Test
    @DisplayName("文字列里的日期、真假值也照样收")
    void aDateOrTruthInATextColumn_isWrittenOut() {
        byte[] date = edited(WorkbookExamples.PROBLEMS, cell -> {
            cell.setCellValue(LocalDateTime.of(2026, 3, 1, 9, 5));
            WorkbookExamples.number(cell, cell.getNumericCellValue(), "yyyy/m/d h:mm");
        });

        assertThat(taken(date)).containsEntry("problems", "2026-03-01 09:05");
        assertThat(taken(edited(WorkbookExamples.PROBLEMS, cell -> cell.setCellValue(true))))
                .containsEntry("problems", "TRUE");
    }

    @Test
    @DisplayName("错误值要重填")
    void anErrorValue_isAProblemOfItsCell() {
        byte[] file = edited(WorkbookExamples.NARRATIVE, cell -> cell.setCellErrorValue(FormulaError.NA));

        WorkbookReading reading = read(file);

        assertThat(reading.changes()).isEmpty();
        assertThat(WorkbookExamples.codes(reading)).containsExactly("本期报送!H4 cell-error");
        assertThat(reading.problems().get(0).message()).contains("#N/A", "请重新填写");
    }

    @ParameterizedTest
    @CsvSource({
        "12.5, 12.5",
        "'1,234.50', 1234.5",
        "'１，２３４．５', 1234.5",
        "-3, -3",
        "−3, -3",
        ".5, 0.5",
        "0, 0",
        "12.3400, 12.34",
        "99999999999999, 99999999999999"
    })
    @DisplayName("指标值可带千分位、全角")
    void anAmount_isTakenAsItIsTyped(String typed, String amount) {
        assertThat(value(0, WorkbookExamples.AMOUNT, cell -> cell.setCellValue(typed)))
                .containsEntry("amount", amount);
    }

    @ParameterizedTest
    @CsvSource({
        "1180.25, General, 1180.25",
        "12, General, 12",
        "100000, General, 100000",
        "0.30000000000000004, General, 0.3"
    })
    @DisplayName("指标值是数字")
    void aNumericAmount_isTaken(double number, String format, String amount) {
        assertThat(value(0, WorkbookExamples.AMOUNT, cell -> WorkbookExamples.number(cell, number, format)))
                .containsEntry("amount", amount);
    }

    @Test
    @DisplayName("单位是%的指标，可带百分号")
    void anAmountInPercent_mayCarryTheSign() {
        assertThat(value(0, "E5", cell -> cell.setCellValue("98.5%"))).containsEntry("amount", "98.5");
        assertThat(value(0, "E5", cell -> WorkbookExamples.number(cell, 0.985, "0.0%")))
                .containsEntry("amount", "98.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12万", "50%", "约12", "0.00001", "100000000000000", "1,23", "1.2.3"})
    @DisplayName("不是数字、带单位、过大过细")
    void whatIsNoAmount_isAProblemOfItsCell(String typed) {
        WorkbookReading reading = read(indicator(WorkbookExamples.AMOUNT, cell -> cell.setCellValue(typed)));

        assertThat(reading.changes()).isEmpty();
        assertThat(reading.problems())
                .containsExactly(new CellProblem(
                        WorkbookExamples.FIRST,
                        "2026-07-02",
                        "再生水年利用量：本期数值",
                        "指标!E4",
                        "amount-not-a-number",
                        "“本期数值”应为数字，最多4位小数，不带单位。"));
    }

    @Test
    @DisplayName("数据截至和数据性质")
    void dateAndQualityOfAnAmount_areRead() {
        assertThat(value(0, WorkbookExamples.AS_OF, cell -> cell.setCellValue("2026年9月30日")))
                .containsEntry("asOf", "2026-09-30");
        assertThat(value(0, WorkbookExamples.QUALITY, cell -> cell.setCellValue("初步")))
                .containsEntry("quality", "preliminary");
        assertThat(WorkbookExamples.codes(
                        read(indicator(WorkbookExamples.AS_OF, cell -> cell.setCellValue("2026-12-31")))))
                .containsExactly("指标!F4 date-in-future");
        assertThat(WorkbookExamples.codes(read(indicator(WorkbookExamples.QUALITY, cell -> cell.setCellValue("估计")))))
                .containsExactly("指标!G4 unknown-choice");
    }

    @Test
    @DisplayName("有错的单元格不收，其余照收")
    void aProblem_doesNotHoldUpTheRest() {
        WorkbookReading reading = read(WorkbookExamples.filled(
                exported,
                WorkbookExamples.STATE,
                "基本完成",
                WorkbookExamples.NARRATIVE,
                "已开工。",
                "I5",
                "三成",
                "H5",
                "在招标。"));

        assertThat(WorkbookExamples.codes(reading)).containsExactly("本期报送!G4 unknown-choice", "本期报送!I5 wrong-type");
        assertThat(reading.drafts())
                .isEqualTo(Map.of(
                        WorkbookExamples.FIRST, Map.of("narrative", "已开工。"),
                        WorkbookExamples.SECOND, Map.of("narrative", "在招标。")));
    }

    private WorkbookReading read(byte[] file) {
        return WorkbookExamples.read(file, sheet);
    }

    private byte[] edited(String cell, Consumer<XSSFCell> edit) {
        return WorkbookExamples.edited(
                exported,
                workbook -> edit.accept(WorkbookExamples.cell(workbook.getSheet(WorkbookExamples.REPORTS), cell)));
    }

    private byte[] indicator(String cell, Consumer<XSSFCell> edit) {
        return WorkbookExamples.edited(
                exported,
                workbook -> edit.accept(WorkbookExamples.cell(workbook.getSheet(WorkbookExamples.INDICATORS), cell)));
    }

    private Map<String, Object> taken(String cell, String typed) {
        return taken(WorkbookExamples.filled(exported, cell, typed));
    }

    private Map<String, Object> taken(byte[] file) {
        WorkbookReading reading = read(file);
        assertThat(reading.problems()).isEmpty();
        return reading.drafts().get(WorkbookExamples.FIRST);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> value(int row, String cell, Consumer<XSSFCell> edit) {
        return ((List<Map<String, Object>>) taken(indicator(cell, edit)).get("values")).get(row);
    }

    private CellProblem problem(String cell, String typed) {
        WorkbookReading reading = read(WorkbookExamples.filled(exported, cell, typed));
        assertThat(reading.drafts()).isEmpty();
        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.problems().get(0).cell()).isEqualTo("本期报送!" + cell);
        return reading.problems().get(0);
    }
}
