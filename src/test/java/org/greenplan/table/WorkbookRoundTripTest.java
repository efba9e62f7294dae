package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.greenplan.spreadsheet.CellText;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Out, filled in, and back. */
class WorkbookRoundTripTest {

    @Test
    @DisplayName("导出后原样上传，没有任何改动")
    void untouchedWorkbook_changesNothing() {
        WorkbookSheet sheet = WorkbookExamples.sheet(
                WorkbookExamples.first(WorkbookExamples.whole()), WorkbookExamples.second(Map.of()));

        assertThat(WorkbookExamples.read(WorkbookExamples.export(sheet), sheet)).isEqualTo(nothing());
    }

    @Test
    @DisplayName("网上草稿里有错的值，没动过就不算改动，也不报错")
    void whatWasWrongAlready_isLeftAlone() {
        WorkbookSheet sheet = WorkbookExamples.sheet(WorkbookExamples.first(Map.of(
                "state", "finished",
                "percent", "045",
                "elsewhere", "true",
                "elsewhereDate", "去年",
                "narrative", "字".repeat(4001),
                "values", List.of("x", Map.of("indicatorId", "71", "amount", "12万", "asOf", "", "quality", "?")))));

        assertThat(WorkbookExamples.read(WorkbookExamples.export(sheet), sheet)).isEqualTo(nothing());
    }

    @Test
    @DisplayName("每一列填了都进草稿，佐证材料不动")
    void everyColumn_comesBack() {
        WorkbookSheet sheet = WorkbookExamples.sheet(
                WorkbookExamples.first(Map.of("evidence", List.of("one"))), WorkbookExamples.second(Map.of()));
        byte[] file = WorkbookExamples.edited(WorkbookExamples.export(sheet), workbook -> {
            XSSFSheet reports = workbook.getSheet(WorkbookExamples.REPORTS);
            WorkbookExamples.fill(reports, "G4", "滞后", "H4", "已完成招标。\n正在施工。", "J4", "资金未到位。", "K4", "加快拨付。");
            WorkbookExamples.fill(reports, "L4", "用地。", "M4", "区发展改革委", "N4", "市级平台", "O4", "0012");
            WorkbookExamples.cell(reports, "I4").setCellValue(40);
            WorkbookExamples.cell(reports, "P4").setCellValue(LocalDate.of(2026, 11, 20));
            XSSFSheet indicators = workbook.getSheet(WorkbookExamples.INDICATORS);
            WorkbookExamples.cell(indicators, "E5").setCellValue(97.5);
            WorkbookExamples.cell(indicators, "F5").setCellValue(LocalDate.of(2026, 9, 30));
            WorkbookExamples.fill(indicators, "G5", "核定");
        });

        WorkbookReading reading = WorkbookExamples.read(file, sheet);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.drafts())
                .isEqualTo(Map.of(
                        WorkbookExamples.FIRST,
                        WorkbookExamples.with(
                                Map.of("state", "lagging", "narrative", "已完成招标。\n正在施工。", "percent", 40),
                                "problems",
                                "资金未到位。",
                                "nextSteps",
                                "加快拨付。",
                                "coordination",
                                "用地。",
                                "coordinationWith",
                                "区发展改革委",
                                "elsewhere",
                                true,
                                "elsewhereSystem",
                                "市级平台",
                                "elsewhereNumber",
                                "0012",
                                "elsewhereDate",
                                "2026-11-20",
                                "values",
                                List.of(Map.of(
                                        "indicatorId",
                                        72L,
                                        "amount",
                                        "97.5",
                                        "asOf",
                                        "2026-09-30",
                                        "quality",
                                        "final")),
                                "evidence",
                                List.of("one"))));
        assertThat(reading.changes())
                .contains(
                        new WorkbookReading.Change(
                                WorkbookExamples.FIRST, "2026-07-02", "进展状态", "本期报送!G4", "", "滞后", false),
                        new WorkbookReading.Change(
                                WorkbookExamples.FIRST, "2026-07-02", "污水处理率：本期数值", "指标!E5", "", "97.5", false))
                .hasSize(13);
    }

    @Test
    @DisplayName("全部内容导出、清空、再填回，与原来一致")
    void aWholeDraft_survivesBeingTypedAgain() {
        WorkbookSheet empty = WorkbookExamples.sheet(WorkbookExamples.first(Map.of()));
        WorkbookSheet whole = WorkbookExamples.sheet(WorkbookExamples.first(WorkbookExamples.whole()));

        WorkbookReading cleared = WorkbookExamples.read(
                WorkbookExamples.edited(WorkbookExamples.export(whole), workbook -> {
                    for (WorkbookTable table : WorkbookTable.values()) {
                        for (int row = 3;
                                row <= workbook.getSheet(table.sheetName()).getLastRowNum();
                                row++) {
                            for (int at = 0; at < table.columns().size(); at++) {
                                if (!table.columns().get(at).locked()) {
                                    workbook.getSheet(table.sheetName())
                                            .getRow(row)
                                            .getCell(at)
                                            .setBlank();
                                }
                            }
                        }
                    }
                }),
                whole);
        Map<String, Object> draft = cleared.drafts().get(WorkbookExamples.FIRST);

        assertThat(cleared.problems()).isEmpty();
        assertThat(cleared.changes()).hasSize(16).allMatch(change -> change.filled()
                .isEmpty());
        assertThat(draft)
                .containsEntry("state", "")
                .containsEntry("percent", "")
                .containsEntry("narrative", "")
                .containsEntry("elsewhere", false)
                .containsEntry("elsewhereDate", "")
                .containsEntry("evidence", List.of("one", "two"));
        assertThat(WorkbookBase.of(WorkbookExamples.sheet(WorkbookExamples.first(draft))))
                .isEqualTo(WorkbookBase.of(empty));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "第一行\n第二行\n\n第四行",
                "<script>alert(1)</script> & \"引号\" '",
                "=SUM(A1:A2)",
                "-完成测算",
                "进度🚰👨‍👩‍👧𠮷",
                "_x0041_ 和 _x005F_x000D_ 和 __x0041__",
                "2026-11-20",
                "000123",
                "1E5",
                "制表\t符"
            })
    @DisplayName("文字原样往返")
    void text_comesBackAsItWas(String text) {
        WorkbookSheet sheet = WorkbookExamples.sheet(WorkbookExamples.first(Map.of("narrative", text)));
        byte[] exported = WorkbookExamples.export(sheet);

        assertThat(WorkbookExamples.read(exported, sheet)).isEqualTo(nothing());
        assertThat(WorkbookExamples.read(WorkbookExamples.filled(exported, "J4", CellText.escaped(text)), sheet)
                        .drafts()
                        .get(WorkbookExamples.FIRST))
                .containsEntry("narrative", text)
                .containsEntry("problems", text);
    }

    @Test
    @DisplayName("四千字填得下")
    void fourThousandCharacters_fit() {
        WorkbookSheet sheet = WorkbookExamples.sheet();
        String text = "水".repeat(4000);

        WorkbookReading reading = WorkbookExamples.read(
                WorkbookExamples.filled(WorkbookExamples.export(sheet), WorkbookExamples.NARRATIVE, text), sheet);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.drafts().get(WorkbookExamples.FIRST)).containsEntry("narrative", text);
    }

    @Test
    @DisplayName("草稿再长也能导出；没动过的长文字不会被截短")
    void aTextTooLongForACell_isNotCutOnline() {
        WorkbookSheet sheet =
                WorkbookExamples.sheet(WorkbookExamples.first(Map.of("narrative", "_x0041_".repeat(20_000))));
        byte[] file = WorkbookExamples.export(sheet);

        assertThat(WorkbookExamples.read(file, sheet)).isEqualTo(nothing());
        assertThat(WorkbookExamples.codes(WorkbookExamples.read(
                        WorkbookExamples.edited(file, workbook -> WorkbookExamples.cell(
                                        workbook.getSheet(WorkbookExamples.REPORTS), "H4")
                                .setCellValue("水".repeat(17_000))),
                        sheet)))
                .containsExactly("本期报送!H4 too-long");
    }

    @Test
    @DisplayName("不同换行、首尾空格、不可见字符不算改动")
    void otherLineEndsAndBlanks_areNoChange() {
        WorkbookSheet sheet =
                WorkbookExamples.sheet(WorkbookExamples.first(Map.of("narrative", "一是。\r\n二是。\u000B三是。\u0007 \n")));
        byte[] exported = WorkbookExamples.export(sheet);

        assertThat(WorkbookExamples.read(exported, sheet)).isEqualTo(nothing());
        assertThat(WorkbookExamples.read(WorkbookExamples.filled(exported, "H4", " 一是。\n二是。\n三是。\n"), sheet))
                .isEqualTo(nothing());
    }

    @Test
    @DisplayName("三百项各写两千多字，装得下")
    void threeHundredLongRows_areTaken() {
        WorkbookSheet sheet = threeHundred(1400, 700, 500);

        assertThat(WorkbookExamples.read(WorkbookExamples.export(sheet), sheet)).isEqualTo(nothing());
    }

    @Test
    @DisplayName("装不下的不导出：导出的都能导回")
    void moreThanComesBack_isNotExported() {
        assertThatThrownBy(() -> WorkbookExamples.export(threeHundred(4000, 2000, 1900)))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo("workbook-too-much-text"))
                .hasMessageContaining("请先");
    }

    private static WorkbookSheet threeHundred(int narrative, int problems, int nextSteps) {
        Map<String, Object> full = WorkbookExamples.with(
                WorkbookExamples.whole(), "narrative", "水".repeat(narrative), "problems", "难".repeat(problems));
        WorkbookRow[] rows = new WorkbookRow[WorkbookSheet.MOST_ROWS];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = WorkbookExamples.row(
                    "r" + i,
                    "2026-Q4",
                    "2026-01-%03d".formatted(i),
                    WorkbookExamples.with(full, "nextSteps", i + "步".repeat(nextSteps)),
                    WorkbookExamples.indicators());
        }
        return WorkbookExamples.sheet(rows);
    }

    private static WorkbookReading nothing() {
        return new WorkbookReading(List.of(), List.of(), Map.of());
    }
}
