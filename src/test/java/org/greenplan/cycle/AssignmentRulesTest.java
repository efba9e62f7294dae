package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.GreenplanTest;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.task.FieldError;
import org.greenplan.task.Violations;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The rules of 任务分解, each from both sides; nothing is handed in, so the measures stay as they are. */
class AssignmentRulesTest extends GreenplanTest {

    /** Lead and responsible: agriculture, also parks; asked: water, ecology, and 相关镇乡街道 to be picked. */
    private static final String WITH_TOWNS = "2026-27-01";

    /** Read by inference: somebody has to confirm. */
    private static final String INFERRED = "2026-16-02";

    @Autowired
    private AssignmentRules rules;

    @Autowired
    private MeasureCatalogue catalogue;

    @Autowired
    private AssignMeasureForm form;

    @Test
    @DisplayName("按计划、选定镇乡：没有问题，也没有不一致")
    void asPublishedWithTownsPicked_isRight() {
        assertThat(check(WITH_TOWNS, published())).isEmpty();
        assertThat(differences(published(), null)).isEmpty();
    }

    @Test
    void noUnitsAtAll_areAskedFor() {
        assertThat(check(WITH_TOWNS, Map.of("units", "[]", "cadence", "quarterly")))
                .containsExactly("units:units-missing");
        assertThat(check(WITH_TOWNS, Map.of("cadence", "quarterly"))).containsExactly("units:units-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "water, responsible, report,",
        "nowhere, assisting, confirm, units[6].unit:unknown-unit",
        "'', assisting, confirm, units[6].unit:unknown-unit",
        "weather, assisting, report, units[6].participation:role-mismatch",
        "weather, responsible, confirm, units[6].participation:role-mismatch",
        "weather, responsible, inform, units[6].participation:role-mismatch",
        "weather, lead, confirm, units[6].participation:role-mismatch",
        "weather, boss, report, units[6].participation:role-mismatch",
        "weather, assisting, sleep, units[6].participation:role-mismatch",
        "ecology, assisting, inform, units[6].unit:unit-twice"
    })
    void aRow_namesAUnitOnceInAFittingPart(String unit, String role, String participation, String error) {
        Map<String, Object> raw = published();
        rows(raw).add(row(unit, role, participation));
        if (unit.equals("water")) {
            rows(raw).removeIf(row -> row.equals(row("water", "assisting", "confirm")));
            raw.put("note", "区水务局改为主责。");
        }

        assertThat(check(WITH_TOWNS, raw)).isEqualTo(error == null ? List.of() : List.of(error));
    }

    @Test
    void somebody_reports() {
        Map<String, Object> raw = published();
        rows(raw).removeIf(row -> row.get("participation").equals("report"));
        raw.put("note", "说明。");

        assertThat(check(WITH_TOWNS, raw)).containsExactly("units:no-reporter");
    }

    @Test
    void theCoordinatingLead_isNotChangedHere() {
        Map<String, Object> raw = published();
        rows(raw).set(0, row("parks", "lead", "coordinate"));
        raw.put("note", "说明。");

        assertThat(check(WITH_TOWNS, raw)).containsExactly("units:lead-changed");

        rows(raw).remove(0);
        assertThat(check(WITH_TOWNS, raw)).containsExactly("units:lead-changed");
    }

    @Test
    void aUnitThatReports_isNotAlsoAsked() {
        Map<String, Object> raw = published();
        rows(raw).add(row("water", "responsible", "report"));
        raw.put("note", "说明。");

        assertThat(check(WITH_TOWNS, raw)).containsExactly("units:reports-and-confirms");
    }

    @Test
    @DisplayName("相关镇乡街道要选定")
    void townsBehindACollectiveName_arePicked() {
        Map<String, Object> raw = published();
        rows(raw).removeIf(row -> row.get("unit").equals("baoshan"));

        assertThat(check(WITH_TOWNS, raw)).containsExactly("units:towns-not-picked");
    }

    @Test
    void aContribution_hasALength() {
        Map<String, Object> raw = published();
        rows(raw).get(1).put("contribution", "字".repeat(500));
        assertThat(check(WITH_TOWNS, raw)).isEmpty();

        rows(raw).get(1).put("contribution", "字".repeat(501));
        assertThat(check(WITH_TOWNS, raw)).containsExactly("units[1].contribution:too-long");

        rows(raw).get(1).put("contribution", 12);
        assertThat(check(WITH_TOWNS, raw)).containsExactly("units[1].contribution:too-long");
    }

    @Test
    void aCadence_isChosen() {
        Map<String, Object> raw = published();
        raw.remove("cadence");
        assertThat(check(WITH_TOWNS, raw)).containsExactly("cadence:cadence-missing");

        for (String cadence : List.of("monthly", "quarterly", "half_yearly", "once")) {
            raw.put("cadence", cadence);
            assertThat(check(WITH_TOWNS, raw)).isEmpty();
        }
        raw.put("cadence", "daily");
        assertThat(check(WITH_TOWNS, raw)).contains("cadence:unknown-choice");
    }

    @Test
    @DisplayName("完成时限只能提前，不能早于今天")
    void theDeadline_onlyMovesForward() {
        Map<String, Object> raw = published();
        raw.put("note", "提前完成。");

        raw.put("deadline", "2026-12-31");
        assertThat(check(WITH_TOWNS, raw)).isEmpty();
        raw.put("deadline", "2027-01-01");
        assertThat(check(WITH_TOWNS, raw)).containsExactly("deadline:deadline-later");
        raw.put("deadline", TODAY.toString());
        assertThat(check(WITH_TOWNS, raw)).isEmpty();
        raw.put("deadline", TODAY.minusDays(1).toString());
        assertThat(check(WITH_TOWNS, raw)).containsExactly("deadline:deadline-past");
    }

    @Test
    @DisplayName("与计划不一致须说明理由")
    void whatDiffers_isExplained() {
        Map<String, Object> raw = published();
        rows(raw).add(row("weather", "assisting", "confirm"));
        assertThat(check(WITH_TOWNS, raw)).containsExactly("note:note-missing");
        assertThat(differences(raw, null)).containsExactly("协办单位增加：区气象局。");

        raw.put("note", "气象服务。");
        assertThat(check(WITH_TOWNS, raw)).isEmpty();

        Map<String, Object> without = published();
        rows(without).removeIf(row -> row.get("unit").equals("ecology"));
        assertThat(check(WITH_TOWNS, without)).containsExactly("note:note-missing");

        Map<String, Object> earlier = published();
        earlier.put("deadline", "2026-12-30");
        assertThat(check(WITH_TOWNS, earlier)).containsExactly("note:note-missing");
        assertThat(differences(published(), LocalDate.of(2026, 12, 31))).isEmpty();
    }

    @Test
    @DisplayName("推断的读法须确认")
    void anInferredReading_isConfirmed() {
        Measure measure = catalogue.find(INFERRED).orElseThrow();
        Map<String, Object> raw = new HashMap<>(Map.of(
                "units",
                catalogue.rolesInForce(INFERRED).stream()
                        .map(entry -> row(
                                entry.unitCode(),
                                entry.role().code(),
                                entry.participation().code()))
                        .toList(),
                "cadence",
                "quarterly"));
        assertThat(measure.needsConfirmation()).isTrue();
        assertThat(check(INFERRED, raw)).containsExactly("confirmed:reading-not-confirmed");

        raw.put("confirmed", "false");
        assertThat(check(INFERRED, raw)).containsExactly("confirmed:reading-not-confirmed");
        raw.put("confirmed", "true");
        assertThat(check(INFERRED, raw)).isEmpty();
    }

    private List<String> check(String measureKey, Map<String, Object> raw) {
        Violations violations = new Violations();
        AssignmentInput input = form.inputs().read(raw, violations);
        rules.check(catalogue.find(measureKey).orElseThrow(), input, violations);
        return violations.errors().stream()
                .map((FieldError error) -> error.field() + ":" + error.code())
                .toList();
    }

    private List<String> differences(Map<String, Object> raw, LocalDate deadline) {
        AssignmentInput input = form.inputs().read(raw, new Violations());
        return rules.differences(catalogue.find(WITH_TOWNS).orElseThrow(), input.checked(), deadline);
    }

    private static Map<String, Object> published() {
        List<Map<String, Object>> rows = new ArrayList<>(List.of(
                row("agriculture", "lead", "coordinate"),
                row("agriculture", "responsible", "report"),
                row("parks", "responsible", "report"),
                row("water", "assisting", "confirm"),
                row("ecology", "assisting", "confirm")));
        // positions in errors count from here: the picked town stands before the row that a test adds
        rows.add(3, row("baoshan", "assisting", "inform"));
        return new HashMap<>(Map.of("units", rows, "cadence", "quarterly"));
    }

    private static Map<String, Object> row(String unit, String role, String participation) {
        return new HashMap<>(Map.of("unit", unit, "role", role, "participation", participation));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> raw) {
        return (List<Map<String, Object>>) raw.get("units");
    }
}
