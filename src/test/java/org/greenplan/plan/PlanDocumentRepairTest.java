package org.greenplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.greenplan.directory.UnitNames;
import org.greenplan.plan.Finding.Kind;
import org.greenplan.plan.RoleDraft.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("读入不规范的行动计划")
class PlanDocumentRepairTest {

    private static final String HEAD =
            "测试区2026年行动计划\n\n\t序号\n\t重点任务\n\t工作措施\n\t完成时限\n\t牵头部门\n\t主责单位\n\t协办单位\n\n" + "\t一、第一部分\n\n\t（一）第一节\n\n";

    private final UnitNames names = UnitNames.builder()
            .unit("water", "区水务局")
            .unit("parks", "区园林绿化局")
            .unit("police", "怀柔公安分局")
            .alias("公安分局", "police")
            .collective("alltowns", "各镇乡")
            .build();

    private PlanDocument read(String rows) {
        return PlanDocumentReader.read(HEAD + rows, 2026, names);
    }

    private static String row(String... cells) {
        return "\t" + String.join("\n\t", cells) + "\n\n";
    }

    private static List<Kind> kinds(PlanDocument plan) {
        return plan.findings().stream().map(Finding::kind).toList();
    }

    @Test
    @DisplayName("未识别的单位：报告、保留、要求确认")
    void unknownUnitIsReportedAndKept() {
        PlanDocument plan = read(row("1", "任务", "措施。", "年底前", "区水务局\n区航天局", "—", "公安分局"));
        MeasureDraft measure = plan.measures().get(0);
        assertThat(measure.roles(Role.LEAD))
                .extracting(RoleDraft::name, RoleDraft::unitCode, RoleDraft::unknown)
                .containsExactly(tuple("区水务局", "water", false), tuple("区航天局", null, true));
        assertThat(measure.needsConfirmation()).isTrue();
        assertThat(measure.confirmationReason()).contains("区航天局");
        assertThat(plan.findings())
                .filteredOn(finding -> finding.kind() == Kind.UNKNOWN_NAME)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.found()).isEqualTo("区航天局");
                    assertThat(finding.measureKey()).isEqualTo("2026-01-01");
                    assertThat(finding.line()).isEqualTo(20);
                });
    }

    @Test
    @DisplayName("Windows 换行和文件头标记不影响结果")
    void carriageReturnsAndByteOrderMark() {
        PlanDocument unix = PlanFixtures.plan();
        PlanDocument windows = PlanDocumentReader.read(
                "\uFEFF" + PlanFixtures.planText().replace("\n", "\r\n"), 2026, PlanFixtures.names());
        assertThat(windows).isEqualTo(unix);
    }

    @Test
    @DisplayName("缺少序号：按顺序推断并报告")
    void missingNumber() {
        PlanDocument plan = read(row("1", "甲", "措施一。", "年底前", "区水务局", "—")
                + row("乙", "措施二。", "年底前", "区水务局", "—")
                + row("", "丙", "措施三。", "年底前", "区水务局", "—"));
        assertThat(plan.taskItems())
                .extracting(TaskItemDraft::no, TaskItemDraft::title, TaskItemDraft::numberInferred)
                .containsExactly(tuple(1, "甲", false), tuple(2, "乙", true), tuple(3, "丙", true));
        assertThat(kinds(plan).stream().filter(Kind.MISSING_NUMBER::equals)).hasSize(2);
    }

    @Test
    @DisplayName("序号和名称都粘在上一行，也在同一行之内")
    void slippedOnTheSameLine() {
        PlanDocument plan = read(row("1", "甲", "措施一。", "年底前", "区水务局", "公安分局 2")
                + row("乙", "措施二。", "年底前", "区水务局", "公安分局\n 3\n 丙\n丁")
                + row("措施三。", "年底前", "区水务局", "—"));
        assertThat(plan.taskItems())
                .extracting(TaskItemDraft::no, TaskItemDraft::title)
                .containsExactly(tuple(1, "甲"), tuple(2, "乙"), tuple(3, "丙丁"));
        assertThat(plan.measures().get(0).roles(Role.ASSISTING))
                .extracting(RoleDraft::name)
                .containsExactly("公安分局");
        assertThat(kinds(plan)).contains(Kind.GLUED_NUMBER, Kind.GLUED_TITLE).doesNotContain(Kind.UNKNOWN_NAME);
    }

    @Test
    @DisplayName("下一行有序号时，末尾的数字不会被悄悄拿走")
    void strayNumberWithoutOwnerIsReported() {
        PlanDocument plan =
                read(row("1", "甲", "措施一。", "年底前", "区水务局", "公安分局\n 7") + row("2", "乙", "措施二。", "年底前", "区水务局", "—"));
        assertThat(plan.findings())
                .filteredOn(finding -> finding.kind() == Kind.UNKNOWN_NAME)
                .extracting(Finding::found)
                .containsExactly("7");
    }

    @Test
    @DisplayName("序号跳号照读并报告，序号重复则拒绝")
    void numbers() {
        PlanDocument plan = read(row("1", "甲", "措施。", "年底前", "区水务局", "—") + row("4", "乙", "措施。", "年底前", "区水务局", "—"));
        assertThat(kinds(plan)).contains(Kind.NUMBER_GAP);
        assertThat(plan.measures().get(1).key()).isEqualTo("2026-04-01");
        assertThatThrownBy(
                        () -> read(row("2", "甲", "措施。", "年底前", "区水务局", "—") + row("1", "乙", "措施。", "年底前", "区水务局", "—")))
                .isInstanceOf(PlanDocumentException.class)
                .hasMessageContaining("序号1没有接在序号2之后");
    }

    @Test
    @DisplayName("不认识的完成时限：报告并要求确认；空白而无处沿用也一样")
    void unknownDeadline() {
        PlanDocument plan = read(row("1", "甲", "措施。", "尽快", "区水务局", "—") + row("2", "乙", "措施。", "", "区水务局", "—"));
        assertThat(plan.measures()).allMatch(measure -> measure.deadline() == null && measure.needsConfirmation());
        assertThat(plan.findings())
                .filteredOn(finding -> finding.kind() == Kind.UNKNOWN_DEADLINE)
                .extracting(Finding::measureKey, Finding::found)
                .containsExactly(tuple("2026-01-01", "尽快"), tuple("2026-02-01", ""));
    }

    @Test
    @DisplayName("空白时限沿用同一任务上一行的持续推进")
    void inheritsOngoing() {
        PlanDocument plan = read(row("1", "甲", "措施。", "持续推进", "区水务局", "—") + row("", "", "措施二。", "", "区水务局", "—"));
        assertThat(plan.measures().get(1).ongoing()).isTrue();
        assertThat(plan.measures().get(1).deadlineBasis()).isEqualTo(MeasureDraft.DeadlineBasis.INHERITED);
    }

    @Test
    @DisplayName("单位栏只有一格、没有单位栏、多出一格：照读并要求确认")
    void cellCount() {
        PlanDocument plan = read(row("1", "甲", "措施。", "年底前", "区水务局")
                + row("2", "乙", "措施。", "年底前")
                + row("3", "丙", "措施。", "年底前", "区水务局", "区园林绿化局", "公安分局", "各镇乡"));
        assertThat(plan.measures()).hasSize(3).allMatch(MeasureDraft::needsConfirmation);
        assertThat(kinds(plan).stream().filter(Kind.CELL_COUNT::equals)).hasSize(3);
        assertThat(plan.measures().get(0).roles(Role.LEAD)).hasSize(1);
        assertThat(kinds(plan).stream().filter(Kind.NO_LEAD::equals)).hasSize(1);
        assertThat(plan.measures().get(2).roles(Role.ASSISTING))
                .extracting(RoleDraft::name)
                .containsExactly("公安分局", "各镇乡");
    }

    @Test
    @DisplayName("集合名称不能牵头；重复的单位只计一次")
    void leadAndDuplicates() {
        PlanDocument plan = read(row("1", "甲", "措施。", "年底前", "各镇乡", "区水务局、区水务局", "—"));
        assertThat(kinds(plan)).contains(Kind.NO_LEAD, Kind.DUPLICATE_NAME);
        assertThat(plan.measures().get(0).roles(Role.RESPONSIBLE)).hasSize(1);
        assertThat(plan.measures().get(0).confirmationReason()).contains("各镇乡");
    }

    @Test
    @DisplayName("看不懂的行和表格以外的文字进入问题清单")
    void unreadableRows() {
        PlanDocument plan =
                read(row("说明文字", "另一格") + row("只有一格") + row("1", "甲", "措施。", "年底前", "区水务局", "—") + "注：以上由计划办解释。\n");
        assertThat(plan.measures()).hasSize(1).noneMatch(MeasureDraft::needsConfirmation);
        assertThat(plan.findings())
                .filteredOn(finding -> finding.kind() == Kind.UNREADABLE)
                .extracting(Finding::found)
                .containsExactly("说明文字 | 另一格", "只有一格", "注：以上由计划办解释。");
    }

    @Test
    @DisplayName("空行断开的措施接回同一行；页码隔开的一句话不另起一段")
    void splitRow() {
        PlanDocument plan = read("\t1\n\t甲\n\t第一段。\n\n第二段。\n\t年底前\n\t区水务局\n\t—\n\n"
                + "\t2\n\t乙\n\t半句话，  — 9 —  \n\n后半句。\n\t年底前\n\t区水务局\n\t—\n\n— 10 —\n\n"
                + row("3", "丙", "措施。", "6月底前", "区水务局", "—"));
        assertThat(plan.measures()).extracting(MeasureDraft::text).containsExactly("第一段。\n第二段。", "半句话，后半句。", "措施。");
        assertThat(plan.measures().get(2).deadline()).isEqualTo(LocalDate.of(2026, 6, 30));
        assertThat(kinds(plan)).contains(Kind.SPLIT_ROW).doesNotContain(Kind.UNREADABLE);
        assertThat(kinds(plan).stream().filter(Kind.PAGE_MARK::equals)).hasSize(2);
    }

    @Test
    @DisplayName("不是行动计划表、没有措施、两行连在一起：一句话说明原因")
    void refused() {
        assertThatThrownBy(() -> PlanDocumentReader.read("会议纪要\n\n内容。", 2026, names))
                .isInstanceOf(PlanDocumentException.class)
                .hasMessageContaining("没有找到表头");
        assertThatThrownBy(() -> PlanDocumentReader.read("", 2026, names)).isInstanceOf(PlanDocumentException.class);
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(PlanDocumentException.class)
                .hasMessageContaining("没有读到任何工作措施");
        String glued = row("1", "甲", "措施。", "年底前", "区水务局", "—").stripTrailing() + "\n"
                + row("2", "乙", "措施。", "年底前", "区水务局", "—");
        assertThatThrownBy(() -> read(glued))
                .isInstanceOf(PlanDocumentException.class)
                .hasMessageContaining("可能是两行连在了一起");
    }

    @Test
    @DisplayName("年份不一致时提示")
    void yearMismatch() {
        PlanDocument plan = PlanDocumentReader.read(HEAD + row("1", "甲", "措施。", "年底前", "区水务局", "—"), 2027, names);
        assertThat(kinds(plan)).contains(Kind.YEAR_MISMATCH);
        assertThat(plan.measures().get(0).key()).isEqualTo("2027-01-01");
        assertThat(plan.measures().get(0).deadline()).isEqualTo(LocalDate.of(2027, 12, 31));
    }
}
