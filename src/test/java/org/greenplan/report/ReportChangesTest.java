package org.greenplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.plan.Indicator;
import org.greenplan.plan.IndicatorDraft;
import org.greenplan.task.Violations;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportChangesTest {

    private static final Indicator LENGTH = new Indicator(
            7, "2026-19-03", "管网改造长度", IndicatorDraft.Comparator.AT_LEAST, new BigDecimal("12"), "公里", "改造12公里");
    private static final Indicator SHARE =
            new Indicator(8, "2026-19-03", "污水处理率", IndicatorDraft.Comparator.AT_LEAST, BigDecimal.TEN, "%", "达到10%");

    private static final String BEFORE = "已完成管网改造5公里；进度过半。";

    @Test
    @DisplayName("状态、指标前后值，哪些句子是新的")
    void stateFiguresAndSentences_areSetAgainstEachOther() {
        ReportChanges changes = between(
                content("narrative", BEFORE, "values", List.of(row(7, "5"))),
                content(
                        "state",
                        "lagging",
                        "problems",
                        "资金未到位。",
                        "narrative",
                        "已完成管网改造 5公里；本期新增2公里！\n进度过半。",
                        "values",
                        List.of(row(7, "7"), row(8, "3"))));

        assertThat(changes.comparedWith()).isEqualTo("2026年第三季度");
        assertThat(changes.stateBefore() + "→" + changes.stateNow()).isEqualTo("正常推进→滞后");
        assertThat(changes.figures())
                .extracting(figure -> figure.name() + " " + figure.before() + " " + figure.now() + figure.unit())
                .containsExactly("管网改造长度 5 7公里", "污水处理率 null 3%");
        assertThat(changes.narrative())
                .extracting(piece -> piece.text().strip() + piece.isNew())
                .containsExactly("已完成管网改造 5公里；false", "本期新增2公里！true", "false", "进度过半。false");
        assertThat(String.join(
                        "",
                        changes.narrative().stream()
                                .map(ReportChanges.Piece::text)
                                .toList()))
                .as("the pieces are the text")
                .isEqualTo("已完成管网改造 5公里；本期新增2公里！\n进度过半。");
        assertThat(changes.unchanged()).isFalse();
    }

    @Test
    void aFigureThatIsGivenNoMore_isStillShown() {
        ReportChanges changes = between(content("values", List.of(row(7, "5"))), content());

        assertThat(changes.figures())
                .singleElement()
                .extracting(ReportChanges.Figure::before, ReportChanges.Figure::now)
                .containsExactly(new BigDecimal("5"), null);
        assertThat(changes.unchanged()).isFalse();
    }

    @Test
    void againstOneThatWasReportedElsewhere_everySentenceIsNew() {
        ReportChanges changes = between(elsewhere("HR-1"), content("narrative", BEFORE));

        assertThat(changes.narrative()).hasSize(2).allMatch(ReportChanges.Piece::isNew);
        assertThat(between(content("narrative", BEFORE), elsewhere("HR-1")).narrative())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "narrative, '已完成管网改造５公里; 进度过半。', true",
        "narrative, 已完成管网改造6公里；进度过半。, false",
        "state, not_started, false",
        "percent, 50, true",
        "percent, 60, false",
        "problems, '资金 未到位。', true",
        "problems, 资金已到位。, false",
        "nextSteps, 继续。, false",
        "coordination, 用地。, false",
        "coordinationWith, 区财政局, false"
    })
    @DisplayName("与上期相比没有变化：状态、数值、文字都相同")
    void nothingElse_isUnchanged(String field, String value, boolean unchanged) {
        ReportContent before = content("narrative", BEFORE, "percent", "50", "problems", "资金未到位。");
        ReportContent now = content("narrative", BEFORE, "percent", "50", "problems", "资金未到位。", field, value);

        assertThat(between(before, now).unchanged()).isEqualTo(unchanged);
    }

    @Test
    void aFigure_isTheSame_whateverItsDay_butNotWithAnotherQuality() {
        ReportContent before = content("values", List.of(row(7, "5.0")));

        assertThat(between(before, content("values", List.of(row(7, "5")))).unchanged())
                .isTrue();
        assertThat(between(
                                before,
                                content(
                                        "values",
                                        List.of(Map.of(
                                                "indicatorId",
                                                7,
                                                "amount",
                                                "5",
                                                "asOf",
                                                "2026-11-22",
                                                "quality",
                                                "preliminary"))))
                        .unchanged())
                .isTrue();
        assertThat(between(
                                before,
                                content(
                                        "values",
                                        List.of(Map.of(
                                                "indicatorId",
                                                7,
                                                "amount",
                                                "5",
                                                "asOf",
                                                "2026-08-20",
                                                "quality",
                                                "final"))))
                        .unchanged())
                .isFalse();
        assertThat(between(before, content("values", List.of(row(7, "6")))).unchanged())
                .isFalse();
    }

    @Test
    @DisplayName("佐证材料少了或多了都是变化，写明文件名；只少不多的，仍算没有新的内容")
    void aFileMoreOrLess_isAChange() {
        ReportContent before = content(List.of("报告.pdf", "照片.jpg"));

        assertThat(between(before, content(List.of("照片.jpg", "报告.pdf"))).unchanged())
                .isTrue();
        ReportChanges less = between(before, content(List.of("照片.jpg")));
        assertThat(less.unchanged()).isFalse();
        assertThat(less.nothingNew()).isTrue();
        assertThat(less.filesText()).isEqualTo("少了报告.pdf（已划除：传错了）");
        ReportChanges other = between(before, content(List.of("照片.jpg", "说明.docx")));
        assertThat(other.nothingNew()).isFalse();
        assertThat(other.filesText()).isEqualTo("少了报告.pdf（已划除：传错了），新增说明.docx");
        assertThat(between(before, content()).filesText()).isEqualTo("少了报告.pdf（已划除：传错了）、照片.jpg");
    }

    @Test
    void anotherNumberElsewhere_isAChange() {
        assertThat(between(elsewhere("HR-1"), elsewhere("HR-1")).unchanged()).isTrue();
        assertThat(between(elsewhere("HR-1"), elsewhere("HR-2")).unchanged()).isFalse();
    }

    private static ReportChanges between(ReportContent before, ReportContent now) {
        return ReportChanges.between("2026年第三季度", before, now, List.of(LENGTH, SHARE), ids -> ids.stream()
                .map(ReportChangesTest::file)
                .toList());
    }

    private static ReportView.FileView file(String name) {
        boolean struck = name.equals("报告.pdf");
        return new ReportView.FileView(name, name, 193, struck, name, struck ? "传错了" : null);
    }

    private static Map<String, Object> row(long id, String amount) {
        return Map.of("indicatorId", id, "amount", amount, "asOf", "2026-08-20", "quality", "preliminary");
    }

    private static ReportContent elsewhere(String number) {
        return content(
                "narrative",
                "",
                "elsewhere",
                "true",
                "elsewhereSystem",
                "市级平台",
                "elsewhereNumber",
                number,
                "elsewhereDate",
                LocalDate.of(2026, 8, 20).toString());
    }

    private static ReportContent content(Object... changes) {
        return content(List.of(), changes);
    }

    /** @param files each with its name as id and hash */
    private static ReportContent content(List<String> files, Object... changes) {
        Map<String, Object> raw = new HashMap<>(Map.of("state", "on_track", "narrative", "按计划推进。", "evidence", files));
        for (int i = 0; i < changes.length; i += 2) {
            raw.put((String) changes[i], changes[i + 1]);
        }
        Violations errors = new Violations();
        ReportInput input = ReportInput.INPUTS.read(raw, errors);
        assertThat(errors.errors()).isEmpty();
        return input.content(files);
    }
}
