package org.greenplan.plan;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.greenplan.plan.RoleDraft.Role.ASSISTING;
import static org.greenplan.plan.RoleDraft.Role.RESPONSIBLE;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.greenplan.plan.Finding.Kind;
import org.greenplan.plan.MeasureDraft.DeadlineBasis;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("读入2026年行动计划")
class PlanDocumentReaderTest {

    private final PlanDocument plan = PlanFixtures.plan();

    private MeasureDraft measure(String key) {
        return plan.measures().stream()
                .filter(measure -> measure.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(String key, RoleDraft.Role role) {
        return measure(key).roles(role).stream().map(RoleDraft::name).toList();
    }

    private List<String> places(Kind kind) {
        return plan.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .map(finding -> finding.measureKey() != null ? finding.measureKey() : String.valueOf(finding.taskNo()))
                .toList();
    }

    @Test
    @DisplayName("36项重点任务、72条工作措施，编号与顺序完整")
    void countsAndKeys() {
        assertThat(plan.title()).isEqualTo("怀柔区加快绿色低碳转型2026年行动计划");
        assertThat(plan.taskItems())
                .extracting(TaskItemDraft::no)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 36).boxed().toList());
        assertThat(plan.measures())
                .extracting(MeasureDraft::position)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 72).boxed().toList());
        assertThat(plan.measures()).extracting(MeasureDraft::key).doesNotHaveDuplicates();
        int[] measuresPerTask = {
            1, 3, 1, 1, 3, 2, 3, 1, 1, 2, 1, 2, 1, 1, 2, 4, 3, 3, 3, 2, 3, 2, 3, 1, 2, 1, 1, 2, 2, 2, 2, 1, 1, 2, 4, 3
        };
        assertThat(plan.measures())
                .extracting(MeasureDraft::key)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 36)
                        .boxed()
                        .flatMap(task -> IntStream.rangeClosed(1, measuresPerTask[task - 1])
                                .mapToObj(ordinal -> "2026-%02d-%02d".formatted(task, ordinal)))
                        .toList());
    }

    @Test
    @DisplayName("三个部分各22、26、24条，标题随行")
    void partsAndSections() {
        assertThat(plan.measures().stream().collect(groupingBy(MeasureDraft::part, counting())))
                .isEqualTo(Map.of("一、应对气候变化", 22L, "二、“无废城市”建设", 26L, "三、加强生态保护", 24L));
        assertThat(plan.measures().stream().map(MeasureDraft::section).distinct())
                .containsExactly(
                        "（一）温室气体排放控制目标",
                        "（二）完善应对气候变化综合管理体系",
                        "（三）深入推进重点领域温室气体排放控制",
                        "（四）加强城市气候适应性建设",
                        "（五）强化综合保障和能力建设",
                        "（一）主要目标",
                        "（二）加强固体废物管理",
                        "（三）提升新污染物管控水平",
                        "（一）生态环境质量状况目标",
                        "（二）强化生物多样性保护",
                        "（三）维护生态空间格局稳定性",
                        "（四）促进生态保护可持续发展");
        assertThat(measure("2026-24-01").section()).isEqualTo("（一）生态环境质量状况目标");
    }

    @Test
    @DisplayName("完成时限：年底前68条、持续推进3条、空白1条（沿用上一行）")
    void deadlines() {
        assertThat(plan.measures().stream().collect(groupingBy(MeasureDraft::deadlineText, counting())))
                .isEqualTo(Map.of("年底前", 68L, "持续推进", 3L, "", 1L));
        MeasureDraft inherited = measure("2026-02-02");
        assertThat(inherited.deadlineText()).isEmpty();
        assertThat(inherited.deadline()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(inherited.deadlineBasis()).isEqualTo(DeadlineBasis.INHERITED);
        assertThat(places(Kind.INHERITED_DEADLINE)).containsExactly("2026-02-02");
        assertThat(plan.measures())
                .filteredOn(MeasureDraft::ongoing)
                .extracting(MeasureDraft::key, MeasureDraft::deadline)
                .containsExactly(tuple("2026-36-01", null), tuple("2026-36-02", null), tuple("2026-36-03", null));
        assertThat(plan.measures())
                .filteredOn(measure -> !measure.ongoing())
                .allMatch(measure -> LocalDate.of(2026, 12, 31).equals(measure.deadline()));
        assertThat(plan.measures())
                .filteredOn(measure -> measure.deadlineBasis() == DeadlineBasis.INHERITED)
                .hasSize(1);
    }

    @Test
    @DisplayName("正文中的“每年5月底前”：两项年度提交")
    void ownDates() {
        assertThat(measure("2026-36-02").ownDates())
                .containsExactly(
                        new OwnDate(MonthDay.of(5, 31), "并于每年5月底前通过生态文明示范建设管理平台提交上一年度建设指标达标情况"),
                        new OwnDate(MonthDay.of(5, 31), "并于每年5月底前通过生态文明示范建设管理平台提交上一年度工作进展"));
        assertThat(plan.measures())
                .filteredOn(measure -> !measure.ownDates().isEmpty())
                .hasSize(1);
        assertThat(places(Kind.OWN_DATE)).containsExactly("2026-36-02", "2026-36-02");
    }

    @Test
    @DisplayName("页码11处、书签1处，全部去掉并接回")
    void pageMarksAndBookmark() {
        assertThat(places(Kind.PAGE_MARK))
                .containsExactly(
                        "2026-06-02",
                        "2026-08-01",
                        "2026-12-02",
                        "2026-13-01",
                        "2026-16-02",
                        "2026-17-02",
                        "2026-19-02",
                        "2026-22-02",
                        "null",
                        "2026-28-02",
                        "2026-30-02");
        assertThat(places(Kind.BOOKMARK)).containsExactly("2026-35-03");
        assertThat(measure("2026-35-03").deadlineText()).isEqualTo("年底前");
        assertThat(measure("2026-08-01").taskTitle()).isEqualTo("加强城市绿色交通体系建设");
        assertThat(measure("2026-06-02").text()).endsWith("绿电占比超过60%。");
        assertThat(names("2026-12-02", RESPONSIBLE)).containsExactly("区生态环境局", "区发展改革委", "区城市管理委");
        assertThat(names("2026-12-02", ASSISTING)).containsExactly("区统计局");
    }

    @Test
    @DisplayName("文字里没有页码、书签、多余的序号和空白")
    void cleanText() {
        Stream<String> words = Stream.concat(
                plan.measures().stream()
                        .flatMap(m -> Stream.concat(
                                Stream.of(m.text(), m.taskTitle(), m.part(), m.section(), m.deadlineText()),
                                m.roles().stream().map(RoleDraft::name))),
                plan.taskItems().stream().map(TaskItemDraft::title));
        assertThat(words).allSatisfy(word -> assertThat(word)
                .doesNotContainPattern("—\\s*\\d+\\s*—")
                .doesNotContain("bookmark", "\t", "  ", "\n\n")
                .doesNotContainPattern("(?m)^\\s|\\s$|^\\d+$"));
        assertThat(plan.measures())
                .noneMatch(m -> m.text().isEmpty() || m.taskTitle().contains("\n"));
    }

    @Test
    @DisplayName("任务31的序号、任务35的名称粘在上一行")
    void slippedNumberAndTitle() {
        assertThat(places(Kind.GLUED_NUMBER)).containsExactly("31");
        assertThat(places(Kind.GLUED_TITLE)).containsExactly("35");
        assertThat(places(Kind.MISSING_NUMBER)).containsExactly("35");
        assertThat(measure("2026-31-01").taskTitle()).isEqualTo("加强重要生态空间监督管理");
        assertThat(measure("2026-35-01").taskTitle()).isEqualTo("开展GEP—R核算和应用");
        assertThat(names("2026-30-02", RESPONSIBLE)).containsExactly("各镇乡街道");
        assertThat(names("2026-30-02", ASSISTING)).containsExactly("市规划和自然资源委员会怀柔分局");
        assertThat(names("2026-34-02", ASSISTING)).containsExactly("公安分局");
        assertThat(plan.taskItems())
                .filteredOn(TaskItemDraft::numberInferred)
                .extracting(TaskItemDraft::no)
                .containsExactly(35);
    }

    @Test
    @DisplayName("空白的协办栏、分行的任务名称和单位名称")
    void blankCellAndJoinedWords() {
        assertThat(places(Kind.BLANK_CELL)).containsExactly("2026-06-01");
        assertThat(measure("2026-06-01").roles(ASSISTING)).isEmpty();
        assertThat(places(Kind.JOINED_TITLE)).containsExactly("16", "17", "19");
        assertThat(plan.taskItems().get(16).title()).isEqualTo("强化建筑垃圾全过程治理");
        assertThat(places(Kind.JOINED_NAME))
                .containsExactly(
                        "2026-24-01",
                        "2026-25-01",
                        "2026-25-02",
                        "2026-30-02",
                        "2026-35-02",
                        "2026-35-04",
                        "2026-36-01",
                        "2026-36-02",
                        "2026-36-03");
    }

    @Test
    @DisplayName("段落保留")
    void paragraphs() {
        assertThat(measure("2026-06-01").text())
                .isEqualTo("大力发展循环经济，提升资源综合利用能力，生活垃圾资源化利用率达80%以上。\n积极开展零碳园区建设，推动产业园区低碳升级改造。");
        assertThat(measure("2026-11-01").text().lines()).hasSize(4);
        assertThat(measure("2026-31-01").text().lines()).hasSize(4);
    }

    @Test
    @DisplayName("没有其他种类的问题，每条说明都是完整的句子")
    void findings() {
        assertThat(plan.findings().stream().map(Finding::kind).distinct())
                .containsExactlyInAnyOrder(
                        Kind.PAGE_MARK,
                        Kind.BOOKMARK,
                        Kind.GLUED_NUMBER,
                        Kind.GLUED_TITLE,
                        Kind.MISSING_NUMBER,
                        Kind.JOINED_TITLE,
                        Kind.JOINED_NAME,
                        Kind.ALIAS,
                        Kind.INFERRED_ROLES,
                        Kind.BLANK_CELL,
                        Kind.INHERITED_DEADLINE,
                        Kind.OWN_DATE,
                        Kind.NOT_A_TARGET);
        assertThat(plan.findings())
                .allSatisfy(finding -> assertThat(finding.sentence()).matches("(?s).*（第\\d+行）.+：.+。"));
        assertThat(plan.findings()).isSortedAccordingTo(Comparator.comparingInt(Finding::line));
    }

    @Test
    @DisplayName("原文的每一行都在读出的内容里")
    void nothingIsLost() {
        String everything = Stream.of(
                        Stream.of(plan.title()),
                        plan.taskItems().stream().map(TaskItemDraft::title),
                        plan.taskItems().stream().map(task -> task.no() + ""),
                        plan.measures().stream()
                                .flatMap(m -> Stream.of(m.part(), m.section(), m.text(), m.deadlineText())),
                        plan.measures().stream().flatMap(m -> m.rawCells().stream()))
                .flatMap(words -> words)
                .collect(Collectors.joining("\n"));
        assertThat(PlanFixtures.planText().lines().skip(9).map(line -> line.replaceAll("\\s*— \\d+ —\\s*$", "")
                        .replace("[bookmark: _GoBack]", "")
                        .strip()))
                .allMatch(everything::contains);
    }

    @Test
    @DisplayName("指标：恰好这11项")
    void indicators() {
        assertThat(plan.measures().stream().flatMap(m -> m.indicators().stream()
                        .map(i -> m.key() + " " + i.what() + i.comparator().symbol() + i.target() + i.unit())))
                .containsExactly(
                        "2026-06-01 生活垃圾资源化利用率≥80%",
                        "2026-06-02 新建及改扩建数据中心绿电占比>60%",
                        "2026-11-01 建成区海绵城市达标面积比例≥44%",
                        "2026-16-02 小区（村）便民回收渠道布局≥120个",
                        "2026-17-01 装配式新建建筑施工现场建筑垃圾（不包括工程渣土、工程泥浆）产生量<200吨/万平方米",
                        "2026-17-01 新建建筑施工现场建筑垃圾（不包括工程渣土、工程泥浆）产生量<300吨/万平方米",
                        "2026-17-03 建筑垃圾再生产品应用比例≥30%",
                        "2026-19-01 秸秆综合利用率≥99%",
                        "2026-30-01 建设生态保育小区≥3处",
                        "2026-30-01 提升平原生态林养护经营示范区≥2处",
                        "2026-30-01 新增平原生态林养护经营示范区≥1处");
        assertThat(plan.findings().stream()
                        .filter(finding -> finding.kind() == Kind.NOT_A_TARGET)
                        .map(finding -> finding.measureKey() + " " + finding.found()))
                .containsExactly("2026-15-01 0.2吨/万元", "2026-17-01 140吨", "2026-17-01 210吨");
    }
}
