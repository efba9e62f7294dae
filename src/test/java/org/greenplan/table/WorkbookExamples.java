package org.greenplan.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Row.MissingCellPolicy;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** What a unit may report in these tests, and what a person does to the exported file. */
final class WorkbookExamples {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final String REPORTS = "本期报送";
    static final String INDICATORS = "指标";

    /** The first report's row and the columns of what is filled in most. */
    static final String STATE = "G4";

    static final String NARRATIVE = "H4";
    static final String PERCENT = "I4";
    static final String PROBLEMS = "J4";
    static final String ELSEWHERE_SYSTEM = "N4";
    static final String ELSEWHERE_NUMBER = "O4";
    static final String ELSEWHERE_DATE = "P4";

    static final String AMOUNT = "E4";
    static final String AS_OF = "F4";
    static final String QUALITY = "G4";

    static final String FIRST = "412/water/0";
    static final String SECOND = "413/water/1";

    private WorkbookExamples() {}

    static WorkbookSheet sheet(WorkbookRow... rows) {
        return new WorkbookSheet("water", "区水务局", "2026年第4季度进展报送", TODAY, List.of(rows));
    }

    /** Two open reports; the first has two indicators, and both drafts are empty. */
    static WorkbookSheet sheet() {
        return sheet(first(Map.of()), second(Map.of()));
    }

    static WorkbookRow first(Map<String, Object> values) {
        return row(FIRST, "2026-Q4", "2026-07-02", values, indicators());
    }

    static WorkbookRow second(Map<String, Object> values) {
        return row(SECOND, "2026-Q4", "2026-12-01", values, List.of());
    }

    static List<WorkbookIndicator> indicators() {
        return List.of(
                new WorkbookIndicator(71, "再生水年利用量", "≥1200万立方米", "万立方米", "860.5（截至2026-09-30，初步）"),
                new WorkbookIndicator(72, "污水处理率", "≥98%", "%", ""));
    }

    static WorkbookRow row(
            String reference,
            String periodId,
            String measureKey,
            Map<String, Object> values,
            List<WorkbookIndicator> indicators) {
        return new WorkbookRow(
                reference,
                periodId,
                measureKey,
                "推进再生水利用",
                periodId.replace("-Q", "年第") + "季度",
                LocalDate.of(2026, 11, 25),
                "加快再生水管网建设，扩大再生水在园林绿化、道路清扫、工业冷却等领域的利用。",
                "负责管网建设和水量统计。",
                "正常推进（60%）。\n已铺设管网3.2公里。",
                values,
                indicators);
    }

    /** Everything that a draft can say. */
    static Map<String, Object> whole() {
        Map<String, Object> values = new HashMap<>();
        values.put("state", "done_pending_data");
        values.put("percent", 85);
        values.put("narrative", "一是完成管网铺设。\n二是完成水质检测。");
        values.put("problems", "资金拨付较慢。");
        values.put("nextSteps", "年底前完成验收。");
        values.put("coordination", "用地手续。");
        values.put("coordinationWith", "区规划自然资源分局");
        values.put("elsewhere", true);
        values.put("elsewhereSystem", "市级水务平台");
        values.put("elsewhereNumber", "000123456789012345");
        values.put("elsewhereDate", "2026-11-20");
        values.put("evidence", List.of("one", "two"));
        values.put(
                "values",
                List.of(
                        Map.of("indicatorId", 71, "amount", "1180.25", "asOf", "2026-10-31", "quality", "preliminary"),
                        Map.of("indicatorId", 72, "amount", "98.6", "asOf", "2026-09-30", "quality", "final")));
        return values;
    }

    static Map<String, Object> with(Map<String, Object> values, Object... changes) {
        Map<String, Object> changed = new HashMap<>(values);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put((String) changes[i], changes[i + 1]);
        }
        return changed;
    }

    static WorkbookReading read(byte[] file, WorkbookSheet current) {
        return new ReportWorkbook().read(new ByteArrayInputStream(file), current);
    }

    static byte[] export(WorkbookSheet sheet) {
        return new ReportWorkbook().write(sheet);
    }

    /** The file as it is after somebody had it open. */
    static byte[] edited(byte[] file, Consumer<XSSFWorkbook> edit) {
        try (InputStream in = new ByteArrayInputStream(file);
                XSSFWorkbook workbook = new XSSFWorkbook(in);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            edit.accept(workbook);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Fills in cells of the sheet 本期报送: address, text, address, text … */
    static byte[] filled(byte[] file, String... cells) {
        return edited(file, workbook -> fill(workbook.getSheet(REPORTS), cells));
    }

    static void fill(XSSFSheet sheet, String... cells) {
        for (int i = 0; i < cells.length; i += 2) {
            cell(sheet, cells[i]).setCellValue(cells[i + 1]);
        }
    }

    static XSSFCell cell(XSSFSheet sheet, String address) {
        CellAddress at = new CellAddress(address);
        XSSFRow row = sheet.getRow(at.getRow());
        if (row == null) {
            row = sheet.createRow(at.getRow());
        }
        return row.getCell(at.getColumn(), MissingCellPolicy.CREATE_NULL_AS_BLANK);
    }

    /** As if somebody had typed it where Excel formats what it recognizes. */
    static void number(XSSFCell cell, double number, String format) {
        XSSFWorkbook workbook = cell.getSheet().getWorkbook();
        cell.setCellValue(number);
        XSSFCellStyle style = workbook.createCellStyle();
        style.cloneStyleFrom(cell.getCellStyle());
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        cell.setCellStyle(style);
    }

    static List<String> codes(WorkbookReading reading) {
        return reading.problems().stream()
                .map(problem -> problem.cell() + " " + problem.code())
                .toList();
    }
}
