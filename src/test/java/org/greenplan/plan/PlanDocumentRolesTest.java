package org.greenplan.plan;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.greenplan.plan.RoleDraft.Role.ASSISTING;
import static org.greenplan.plan.RoleDraft.Role.LEAD;
import static org.greenplan.plan.RoleDraft.Role.RESPONSIBLE;

import java.util.List;
import java.util.Map;
import org.greenplan.plan.Finding.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("2026年行动计划中的职责")
class PlanDocumentRolesTest {

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
    @DisplayName("三格13行、两格59行；末格为“—”的24行没有协办单位")
    void rawCells() {
        assertThat(plan.measures().stream()
                        .collect(groupingBy(measure -> measure.rawCells().size(), counting())))
                .isEqualTo(Map.of(3, 13L, 2, 59L));
        List<String> lastCells = plan.measures().stream()
                .map(measure -> measure.rawCells().get(measure.rawCells().size() - 1))
                .toList();
        assertThat(lastCells.stream().filter("—"::equals)).hasSize(24);
        assertThat(lastCells.stream().filter(String::isEmpty)).hasSize(1);
        assertThat(plan.measures())
                .filteredOn(measure ->
                        measure.rawCells().get(measure.rawCells().size() - 1).matches("—?"))
                .hasSize(25)
                .allMatch(measure -> measure.roles(ASSISTING).isEmpty());
        assertThat(measure("2026-12-02").rawCells()).containsExactly("区生态环境局\n区发展改革委\n区城市管理委  — 27 —  ", "区统计局");
        assertThat(measure("2026-30-02").rawCells())
                .containsExactly("区园林绿化局\n区住房城乡建设委\n区生态环境局", "各镇乡街道", "市规划和自然资源\n委员会怀柔分局\n 31");
    }

    @Test
    @DisplayName("三格：牵头、主责、协办各一格")
    void threeCells() {
        assertThat(names("2026-31-01", LEAD)).containsExactly("市规划和自然资源委员会怀柔分局", "区园林绿化局", "区文化和旅游局", "区生态环境局");
        assertThat(names("2026-31-01", RESPONSIBLE)).containsExactly("相关镇乡街道");
        assertThat(names("2026-31-01", ASSISTING)).containsExactly("区水务局", "公路分局");
        assertThat(plan.measures())
                .filteredOn(measure -> measure.rawCells().size() == 3)
                .allMatch(
                        measure -> measure.roles().stream().allMatch(role -> role.basis() == RoleDraft.Basis.EXPLICIT))
                .extracting(MeasureDraft::key)
                .containsExactly(
                        "2026-02-01",
                        "2026-02-02",
                        "2026-04-01",
                        "2026-09-01",
                        "2026-30-01",
                        "2026-30-02",
                        "2026-31-01",
                        "2026-31-02",
                        "2026-32-01",
                        "2026-33-01",
                        "2026-34-01",
                        "2026-34-02",
                        "2026-35-04");
    }

    @Test
    @DisplayName("两格：第一格都是主责，第一个单位牵头")
    void twoCells() {
        assertThat(names("2026-07-02", LEAD)).containsExactly("区住房城乡建设委");
        assertThat(names("2026-07-02", RESPONSIBLE)).containsExactly("区住房城乡建设委", "区发展改革委");
        assertThat(names("2026-07-02", ASSISTING)).containsExactly("市规划和自然资源委员会怀柔分局");
        assertThat(plan.measures())
                .filteredOn(measure -> measure.rawCells().size() == 2)
                .allMatch(
                        measure -> measure.roles().stream().allMatch(role -> role.basis() == RoleDraft.Basis.INFERRED));
        assertThat(places(Kind.INFERRED_ROLES)).hasSize(59);
    }

    @Test
    @DisplayName("任务1：两格与任务2的牵头、主责相同，按牵头｜主责读取")
    void taskOne() {
        assertThat(names("2026-01-01", LEAD)).containsExactly("区发展改革委");
        assertThat(names("2026-01-01", RESPONSIBLE))
                .containsExactly("区生态环境局", "区经济和信息化局", "区住房城乡建设委", "区交通局", "区城市管理委");
        assertThat(measure("2026-01-01").roles(ASSISTING)).isEmpty();
        assertThat(measure("2026-01-01").confirmationReason()).contains("相邻一行", "请确认");
    }

    @Test
    @DisplayName("恰好15行需要人工确认")
    void confirmations() {
        assertThat(plan.measures())
                .filteredOn(MeasureDraft::needsConfirmation)
                .extracting(MeasureDraft::key)
                .containsExactly(
                        "2026-01-01",
                        "2026-16-02",
                        "2026-19-01",
                        "2026-19-02",
                        "2026-20-01",
                        "2026-22-01",
                        "2026-22-02",
                        "2026-23-01",
                        "2026-23-02",
                        "2026-26-01",
                        "2026-28-01",
                        "2026-28-02",
                        "2026-36-01",
                        "2026-36-02",
                        "2026-36-03");
        assertThat(plan.measures())
                .allMatch(measure -> measure.needsConfirmation()
                        != measure.confirmationReason().isEmpty());
    }

    @Test
    @DisplayName("25个单位和5个集合名称全部识别")
    void everyNameResolves() {
        List<RoleDraft> roles =
                plan.measures().stream().flatMap(m -> m.roles().stream()).toList();
        assertThat(roles).noneMatch(RoleDraft::unknown);
        assertThat(roles.stream().map(RoleDraft::unitCode).filter(code -> code != null))
                .containsOnly(PlanFixtures.rows("units.csv").stream()
                        .filter(row -> row.get(2).equals("department"))
                        .map(row -> row.get(0))
                        .toArray(String[]::new))
                .hasSizeGreaterThan(25);
        assertThat(roles.stream()
                        .map(RoleDraft::unitCode)
                        .filter(code -> code != null)
                        .distinct())
                .hasSize(25);
        assertThat(roles.stream()
                        .map(RoleDraft::collectiveCode)
                        .filter(code -> code != null)
                        .distinct())
                .hasSize(5);
        assertThat(plan.measures()).allMatch(m -> m.roles(LEAD).get(0).unitCode() != null);
        assertThat(places(Kind.ALIAS))
                .containsExactly(
                        "2026-16-03",
                        "2026-18-02",
                        "2026-20-01",
                        "2026-29-01",
                        "2026-29-02",
                        "2026-31-01",
                        "2026-34-02");
    }

    @Test
    @DisplayName("集合名称不展开")
    void collectives() {
        assertThat(measure("2026-36-01").roles(ASSISTING))
                .extracting(RoleDraft::name, RoleDraft::unitCode, RoleDraft::collectiveCode, RoleDraft::position)
                .containsExactly(
                        tuple("区委生态文明委成员单位", null, "ecocommittee", 1),
                        tuple("各镇乡街道", null, "alltownsandsubdistricts", 2));
    }
}
