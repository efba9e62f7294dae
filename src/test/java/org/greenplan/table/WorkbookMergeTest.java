package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Three ways come together: what was exported, what the file says, what was typed online meanwhile. */
class WorkbookMergeTest {

    private static final Map<String, Object> EXPORTED = Map.of("narrative", "导出时。", "percent", 10);

    @Test
    @DisplayName("只在网上改了：保留网上的")
    void changedOnlineOnly_keepsWhatIsOnline() {
        WorkbookReading reading = read(export(), WorkbookExamples.with(EXPORTED, "narrative", "网上改。"));

        assertThat(reading.changes()).isEmpty();
        assertThat(reading.drafts()).isEmpty();
    }

    @Test
    @DisplayName("只在表格里改了：取表格的")
    void changedInTheFileOnly_takesTheFile() {
        WorkbookReading reading = read(filled("H4", "表格改。"), EXPORTED);

        assertThat(reading.changes()).containsExactly(narrative("导出时。", "表格改。", false));
        assertThat(draft(reading)).isEqualTo(Map.of("narrative", "表格改。", "percent", 10));
    }

    @Test
    @DisplayName("两边都改了同一格：取表格的，标为冲突")
    void changedOnBothSides_isAConflict() {
        WorkbookReading reading = read(filled("H4", "表格改。"), WorkbookExamples.with(EXPORTED, "narrative", "网上改。"));

        assertThat(reading.changes()).containsExactly(narrative("网上改。", "表格改。", true));
        assertThat(draft(reading)).containsEntry("narrative", "表格改。");
    }

    @Test
    @DisplayName("两边改成一样：不算改动")
    void changedAlikeOnBothSides_isNoChange() {
        WorkbookReading reading = read(filled("H4", "都改。"), WorkbookExamples.with(EXPORTED, "narrative", "都改。"));

        assertThat(reading.changes()).isEmpty();
    }

    @Test
    @DisplayName("两边改了不同的格：都保留")
    void changedInDifferentCells_keepsBoth() {
        WorkbookReading reading = read(
                filled("J4", "缺资金。"), WorkbookExamples.with(EXPORTED, "narrative", "网上改。", "evidence", List.of("one")));

        assertThat(draft(reading))
                .isEqualTo(Map.of("narrative", "网上改。", "percent", 10, "problems", "缺资金。", "evidence", List.of("one")));
        assertThat(reading.changes())
                .extracting(WorkbookReading.Change::conflict)
                .containsExactly(false);
    }

    @Test
    @DisplayName("表格里清空：改为空")
    void anEmptiedCell_isAChangeToEmpty() {
        WorkbookReading reading = read(filled("H4", ""), EXPORTED);

        assertThat(reading.changes()).containsExactly(narrative("导出时。", "", false));
        assertThat(draft(reading)).containsEntry("narrative", "");
    }

    @Test
    @DisplayName("表格里清空，网上又改了：冲突")
    void anEmptiedCellThatWasChangedOnline_isAConflict() {
        assertThat(read(filled("H4", ""), WorkbookExamples.with(EXPORTED, "narrative", "网上改。"))
                        .changes())
                .containsExactly(narrative("网上改。", "", true));
    }

    @Test
    @DisplayName("网上清空，表格里又改了：冲突")
    void aCellEmptiedOnlineAndChangedInTheFile_isAConflict() {
        assertThat(read(filled("H4", "表格改。"), Map.of()).changes()).containsExactly(narrative("", "表格改。", true));
    }

    @Test
    @DisplayName("同一数值的不同写法不算改动")
    void thesameValueWrittenInAnotherWay_isNoChange() {
        assertThat(read(filled("I4", "１０％"), EXPORTED).changes()).isEmpty();
        assertThat(read(export(), WorkbookExamples.with(EXPORTED, "percent", "10"))
                        .changes())
                .isEmpty();
    }

    @Test
    @DisplayName("表格里有错、网上也改了：只报错，网上的保留")
    void aWrongCell_leavesWhatIsOnline() {
        WorkbookReading reading =
                read(filled("I4", "一半", "J4", "缺资金。"), WorkbookExamples.with(EXPORTED, "percent", 20));

        assertThat(WorkbookExamples.codes(reading)).containsExactly("本期报送!I4 wrong-type");
        assertThat(draft(reading)).containsEntry("percent", 20);
    }

    @Test
    @DisplayName("填了系统名称，就是已在其他系统报送；残留的旧编号不会冒出来")
    void aSystem_ticksThatItWasReportedElsewhere() {
        Map<String, Object> unticked = WorkbookExamples.with(EXPORTED, "elsewhere", "false", "elsewhereNumber", "旧编号");
        byte[] file = WorkbookExamples.filled(
                WorkbookExamples.export(WorkbookExamples.sheet(WorkbookExamples.first(unticked))),
                WorkbookExamples.ELSEWHERE_SYSTEM,
                "市级平台");

        assertThat(draft(read(file, unticked)))
                .containsEntry("elsewhere", true)
                .containsEntry("elsewhereSystem", "市级平台")
                .containsEntry("elsewhereNumber", "");
    }

    @Test
    @DisplayName("三格都清空，就不再是已在其他系统报送；只清一格仍是")
    void emptyingAllThree_unticksIt() {
        Map<String, Object> whole = WorkbookExamples.whole();
        byte[] exported = WorkbookExamples.export(WorkbookExamples.sheet(WorkbookExamples.first(whole)));

        assertThat(draft(read(WorkbookExamples.filled(exported, "N4", "", "O4", "", "P4", ""), whole)))
                .containsEntry("elsewhere", false);
        assertThat(draft(read(WorkbookExamples.filled(exported, "N4", ""), whole)))
                .containsEntry("elsewhere", true)
                .containsEntry("elsewhereNumber", "000123456789012345");
    }

    @Test
    @DisplayName("网上取消勾选，表格里改了编号：冲突，并重新勾选")
    void untickedOnlineAndChangedInTheFile_isAConflict() {
        byte[] exported =
                WorkbookExamples.export(WorkbookExamples.sheet(WorkbookExamples.first(WorkbookExamples.whole())));

        WorkbookReading reading = read(
                WorkbookExamples.filled(exported, "O4", "HR-9"),
                WorkbookExamples.with(WorkbookExamples.whole(), "elsewhere", false));

        assertThat(reading.changes())
                .extracting(WorkbookReading.Change::conflict)
                .containsExactly(true);
        assertThat(draft(reading))
                .containsEntry("elsewhere", true)
                .containsEntry("elsewhereNumber", "HR-9")
                .containsEntry("elsewhereSystem", "");
    }

    @Test
    @DisplayName("指标逐格比对，别的指标和别的格不动")
    void indicators_areComparedCellByCell() {
        WorkbookRow whole = WorkbookExamples.first(WorkbookExamples.whole());
        byte[] file = WorkbookExamples.edited(
                WorkbookExamples.export(WorkbookExamples.sheet(whole)),
                workbook -> WorkbookExamples.cell(workbook.getSheet(WorkbookExamples.INDICATORS), "E5")
                        .setCellValue(99));
        Map<String, Object> online = WorkbookExamples.with(
                WorkbookExamples.whole(),
                "values",
                List.of(
                        Map.of("indicatorId", 72, "amount", "98.7", "asOf", "2026-10-31", "quality", "final"),
                        Map.of("indicatorId", "71", "amount", "1200", "asOf", "2026-10-31", "quality", "final")));

        WorkbookReading reading = read(file, online);

        assertThat(reading.changes())
                .containsExactly(new WorkbookReading.Change(
                        WorkbookExamples.FIRST, "2026-07-02", "污水处理率：本期数值", "指标!E5", "98.7", "99", true));
        assertThat(draft(reading).get("values"))
                .isEqualTo(List.of(
                        Map.of("indicatorId", 72, "amount", "99", "asOf", "2026-10-31", "quality", "final"),
                        Map.of("indicatorId", "71", "amount", "1200", "asOf", "2026-10-31", "quality", "final")));
    }

    @Test
    @DisplayName("导出后新增的事项不受影响")
    void aReportAskedForSinceTheExport_isLeftAlone() {
        WorkbookReading reading = WorkbookExamples.read(
                filled("H4", "表格改。"),
                WorkbookExamples.sheet(
                        WorkbookExamples.second(Map.of("narrative", "新的。")), WorkbookExamples.first(EXPORTED)));

        assertThat(reading.drafts()).containsOnlyKeys(WorkbookExamples.FIRST);
    }

    @Test
    @DisplayName("导出后措施内容、上期情况有更新，仍可上传")
    void lockedContentThatChangedOnline_isNoReasonToRefuse() {
        WorkbookRow now = new WorkbookRow(
                WorkbookExamples.FIRST,
                "2026-Q4",
                "2026-07-02",
                "新标题",
                "2026年第4季度",
                WorkbookExamples.TODAY,
                "新措施",
                "新分工",
                "",
                EXPORTED,
                WorkbookExamples.indicators());

        assertThat(WorkbookExamples.read(filled("H4", "表格改。"), WorkbookExamples.sheet(now))
                        .changes())
                .containsExactly(narrative("导出时。", "表格改。", false));
    }

    private static byte[] export() {
        return WorkbookExamples.export(WorkbookExamples.sheet(WorkbookExamples.first(EXPORTED)));
    }

    private static byte[] filled(String... cells) {
        return WorkbookExamples.filled(export(), cells);
    }

    private static WorkbookReading read(byte[] file, Map<String, Object> online) {
        return WorkbookExamples.read(file, WorkbookExamples.sheet(WorkbookExamples.first(online)));
    }

    private static Map<String, Object> draft(WorkbookReading reading) {
        return reading.drafts().get(WorkbookExamples.FIRST);
    }

    private static WorkbookReading.Change narrative(String online, String filled, boolean conflict) {
        return new WorkbookReading.Change(
                WorkbookExamples.FIRST, "2026-07-02", "进展情况", "本期报送!H4", online, filled, conflict);
    }
}
