package org.greenplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.calendar.Cadence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("2026年行动计划导入")
class PlanImportTest {

    private static PlanTables tables;

    @BeforeAll
    static void seed() {
        tables = PlanTables.seeded();
    }

    @Test
    void wholePlan_comesInInOrder() {
        List<Measure> measures = tables.catalogue.ofPlan(2026);
        assertThat(measures).hasSize(72).isSortedAccordingTo((a, b) -> a.position() - b.position());
        assertThat(measures).extracting(Measure::taskNo).isSorted();
        assertThat(measures.stream().map(Measure::taskNo).distinct()).hasSize(36);
        assertThat(measures).allMatch(measure -> measure.status() == MeasureStatus.PLANNED);
        assertThat(measures).allMatch(measure -> measure.cadence() == Cadence.QUARTERLY);
        assertThat(measures.stream().filter(Measure::needsConfirmation)).hasSize(15);
        assertThat(measures.stream().filter(Measure::needsConfirmation))
                .allMatch(measure -> measure.confirmationReason() != null);
        assertThat(tables.reports.find(2026)).get().satisfies(report -> {
            assertThat(report.taskItems()).isEqualTo(36);
            assertThat(report.measures()).isEqualTo(72);
            assertThat(report.title()).isEqualTo("怀柔区加快绿色低碳转型2026年行动计划");
            assertThat(report.findings()).extracting(ImportReport.Entry::kind).contains("页码", "书签", "单位简称");
        });
    }

    @Test
    void secondStart_changesNothing() {
        Map<String, Integer> before = counts();
        assertThat(tables.seed.seed()).isFalse();
        assertThat(counts()).isEqualTo(before);
        assertThat(before.values()).doesNotContain(0);
    }

    @Test
    void deadlines_areDatesOfThePlansYear() {
        List<Measure> measures = tables.catalogue.ofPlan(2026);
        assertThat(measures.stream().filter(Measure::ongoing))
                .extracting(Measure::deadlineText, Measure::deadline)
                .containsExactly(tuple("持续推进", null), tuple("持续推进", null), tuple("持续推进", null));
        assertThat(measures.stream().filter(measure -> !measure.ongoing()))
                .hasSize(69)
                .allMatch(measure -> LocalDate.of(2026, 12, 31).equals(measure.deadline()))
                .allMatch(measure -> measure.deadlineText().equals("年底前"));
        assertThat(measures.stream().filter(Measure::deadlineInherited))
                .extracting(Measure::key)
                .containsExactly("2026-02-02");
        assertThat(tables.catalogue.find("2026-36-02"))
                .get()
                .extracting(Measure::ownDate)
                .isEqualTo(MonthDay.of(5, 31));
    }

    @Test
    void leads_coordinateAndEveryMeasureHasOne() {
        for (Measure measure : tables.catalogue.ofPlan(2026)) {
            assertThat(tables.catalogue.rolesInForce(measure.key()))
                    .filteredOn(entry -> entry.participation() == Participation.COORDINATE)
                    .as(measure.key())
                    .singleElement()
                    .satisfies(lead -> {
                        assertThat(lead.role()).isEqualTo(Role.LEAD);
                        assertThat(lead.position()).isZero();
                    });
        }
    }

    @Test
    void threeCells_coLeadsReportAsWell() {
        // 31: four units in the lead cell, 相关镇乡街道 responsible, two units assisting
        assertThat(tables.catalogue.rolesInForce("2026-31-01"))
                .extracting(RoleEntry::role, RoleEntry::unitCode, RoleEntry::participation)
                .containsExactly(
                        tuple(Role.LEAD, "planning", Participation.COORDINATE),
                        tuple(Role.LEAD, "parks", Participation.REPORT),
                        tuple(Role.LEAD, "culture", Participation.REPORT),
                        tuple(Role.LEAD, "ecology", Participation.REPORT),
                        tuple(Role.ASSISTING, "water", Participation.CONFIRM),
                        tuple(Role.ASSISTING, "highway", Participation.CONFIRM));
    }

    @Test
    void twoCells_firstNamedLeadsAndAllAreResponsible() {
        assertThat(tables.catalogue.units("2026-05-01", Role.LEAD)).containsExactly("devreform");
        assertThat(tables.catalogue.units("2026-05-01", Role.RESPONSIBLE)).containsExactly("devreform", "cityadmin");
        assertThat(tables.catalogue.publishedRoles("2026-05-01"))
                .allMatch(role -> role.basis() == PublishedRole.Basis.INFERRED);
    }

    @Test
    void collectiveNames_expandToTheirUnits() {
        // 14: 区城市管理委 and 各镇乡街道 assist
        assertThat(tables.catalogue.rolesInForce("2026-14-01").stream()
                        .filter(entry -> entry.participation() == Participation.INFORM))
                .hasSize(16);
        assertThat(tables.catalogue.rolesInForce("2026-14-01").stream()
                        .filter(entry -> entry.participation() == Participation.CONFIRM))
                .extracting(RoleEntry::unitName)
                .containsExactly("区城市管理委");
        // 19, first row: 各镇乡 assist
        assertThat(tables.catalogue.units("2026-19-01", Role.ASSISTING))
                .hasSize(14)
                .doesNotContain("quanhe", "longshan");
        // 26: 相关镇乡街道 wait for the lead
        assertThat(tables.catalogue.units("2026-26-01", Role.ASSISTING)).isEmpty();
        assertThat(tables.catalogue.publishedRoles("2026-26-01"))
                .extracting(PublishedRole::name)
                .contains("相关镇乡街道");
    }

    @Test
    void shortNames_becomeTheUnitAndKeepWhatWasPrinted() {
        assertThat(tables.catalogue.publishedRoles("2026-20-01"))
                .filteredOn(role -> "police".equals(role.unitCode()))
                .extracting(PublishedRole::printedName, PublishedRole::name)
                .containsExactly(tuple("公安分局", "怀柔公安分局"));
        assertThat(tables.directory.unitByName("公安分局")).get().hasFieldOrPropertyWithValue("code", "police");
    }

    @Test
    void everyName_isKnown() {
        assertThat(tables.catalogue.publishedRolesOfPlan(2026))
                .allMatch(role -> role.unitCode() != null || role.collectiveCode() != null);
    }

    @Test
    void targets_becomeIndicators() {
        assertThat(tables.catalogue.indicators("2026-06-01"))
                .extracting(Indicator::targetText)
                .containsExactly("≥80%");
        assertThat(tables.catalogue.indicators("2026-16-02"))
                .extracting(Indicator::targetText)
                .containsExactly("≥120个");
    }

    @Test
    void periods_ofEveryCadenceAreThere() {
        assertThat(tables.jdbc
                        .sql("select id from period where cadence = 'QUARTERLY' order by ordinal")
                        .query(String.class)
                        .list())
                .containsExactly("2026Q1", "2026Q2", "2026Q3", "2026Q4");
        assertThat(tables.jdbc
                        .sql("select count(*) from period where is_last")
                        .query(Integer.class)
                        .single())
                .isEqualTo(Cadence.values().length);
    }

    private static Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String table : List.of(
                "workday",
                "unit",
                "unit_alias",
                "collective",
                "collective_member",
                "plan",
                "task_item",
                "measure",
                "measure_role",
                "measure_unit",
                "indicator",
                "period",
                "import_finding")) {
            counts.put(
                    table,
                    tables.jdbc
                            .sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single());
        }
        return counts;
    }
}
