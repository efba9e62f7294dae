package org.greenplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.task.FieldError;
import org.greenplan.task.Violations;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of a progress report, from both sides. */
class ReportInputTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Map<String, Object> PLAIN = Map.of("state", "on_track", "narrative", "按计划推进。");

    @Test
    void stateAndNarrative_suffice() {
        assertThat(check(PLAIN)).isEmpty();
    }

    @Test
    void nothingAtAll_asksForStateAndNarrative() {
        assertThat(check(Map.of())).containsExactly("state:state-missing", "narrative:narrative-missing");
    }

    @Test
    void anUnknownState_isRefused() {
        assertThat(check(with("state", "finished"))).contains("state:unknown-choice");
    }

    @ParameterizedTest
    @CsvSource({"-1, percent:percent-range", "0,", "100,", "101, percent:percent-range", "50.5, percent:wrong-type"})
    void percent_liesBetweenZeroAndHundred(String percent, String error) {
        assertThat(check(with("percent", percent))).isEqualTo(error == null ? List.of() : List.of(error));
    }

    @ParameterizedTest
    @CsvSource({
        "narrative, 4000",
        "problems, 2000",
        "nextSteps, 2000",
        "coordination, 2000",
        "coordinationWith, 200",
        "elsewhereSystem, 200",
        "elsewhereNumber, 200"
    })
    void texts_haveALength(String field, int length) {
        assertThat(check(with(field, "字".repeat(length)))).isEmpty();
        assertThat(check(with(field, "字".repeat(length + 1)))).contains(field + ":too-long");
    }

    @Test
    void aNarrativeInMarkup_isOnlyText() {
        assertThat(check(with("narrative", "<script>alert(1)</script>"))).isEmpty();
    }

    @Test
    void aLaggingReport_namesItsProblems() {
        assertThat(check(with("state", "lagging"))).containsExactly("problems:problems-missing");
        assertThat(check(with("state", "lagging", "problems", "资金未到位。"))).isEmpty();
    }

    @Test
    void aReportThatNeedsCoordination_saysWhatAndByWhom() {
        assertThat(check(with("state", "needs_coordination")))
                .containsExactly("coordination:coordination-missing", "coordinationWith:coordination-with-missing");
        assertThat(check(with("state", "needs_coordination", "coordination", "用地。", "coordinationWith", "区发展改革委")))
                .isEmpty();
    }

    @Test
    void evidence_isAtMostFiftyFiles() {
        assertThat(check(with("evidence", Collections.nCopies(50, "id")))).isEmpty();
        assertThat(check(with("evidence", Collections.nCopies(51, "id")))).contains("evidence:too-many");
    }

    @Nested
    class Elsewhere {

        private final Map<String, Object> whole = Map.of(
                "state", "done",
                "elsewhere", "true",
                "elsewhereSystem", "市级平台",
                "elsewhereNumber", "HR-1",
                "elsewhereDate", TODAY.toString());

        @Test
        void systemNumberAndDate_replaceNarrativeAndEvidence() {
            assertThat(check(whole)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "elsewhereSystem, elsewhere-system-missing",
            "elsewhereNumber, elsewhere-number-missing",
            "elsewhereDate, elsewhere-date-missing"
        })
        void eachOfThem_isNeeded(String field, String code) {
            Map<String, Object> raw = new HashMap<>(whole);
            raw.remove(field);

            assertThat(check(raw)).containsExactly(field + ":" + code);
        }

        @Test
        void withoutTheSwitch_theyAreNotAskedFor() {
            assertThat(check(with("elsewhere", "false"))).isEmpty();
        }
    }

    @Nested
    class Values {

        private Map<String, Object> row(Object... changes) {
            Map<String, Object> row =
                    new HashMap<>(Map.of("indicatorId", 7, "amount", "12.5", "asOf", "2026-11-23", "quality", "final"));
            for (int i = 0; i < changes.length; i += 2) {
                row.put((String) changes[i], changes[i + 1]);
            }
            return row;
        }

        private List<String> errors(Object... rows) {
            return check(with("values", List.of(rows)));
        }

        @Test
        void aWholeRow_isTaken() {
            assertThat(errors(row())).isEmpty();
        }

        @Test
        void rowsWithoutAnAmount_areLeftOut() {
            assertThat(errors(row("amount", "", "asOf", null))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"8", "x", "''"})
        void anotherMeasuresIndicator_isRefused(String id) {
            assertThat(errors(row("indicatorId", id))).containsExactly("values[0].indicatorId:unknown-indicator");
        }

        @Test
        void anIndicatorTwice_isRefused() {
            assertThat(errors(row(), row())).containsExactly("values[1].indicatorId:unknown-indicator");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-3", "0.0001", "99999999999999", "1.50000", "12.3400"})
        void amounts_areNumbers(String amount) {
            assertThat(errors(row("amount", amount))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.00001", "100000000000000", "12万", "1,000", "NaN", "<script>"})
        void whatIsNoNumber_isRefused(String amount) {
            assertThat(errors(row("amount", amount))).containsExactly("values[0].amount:amount-not-a-number");
        }

        @Test
        void theAsOfDate_isThere() {
            assertThat(errors(row("asOf", null))).containsExactly("values[0].asOf:as-of-missing");
            assertThat(errors(row("asOf", "2026-13-01"))).containsExactly("values[0].asOf:as-of-missing");
        }

        @Test
        void theQuality_isSaid() {
            assertThat(errors(row("quality", null))).containsExactly("values[0].quality:quality-missing");
            assertThat(errors(row("quality", "sure"))).containsExactly("values[0].quality:quality-missing");
            assertThat(errors(row("quality", "preliminary"))).isEmpty();
        }

        @Test
        void moreRowsThanAMeasureHasIndicators_areRefused() {
            assertThat(errors(Collections.nCopies(21, row()).toArray())).containsExactly("values:too-many");
        }
    }

    private static Map<String, Object> with(Object... changes) {
        Map<String, Object> raw = new HashMap<>(PLAIN);
        for (int i = 0; i < changes.length; i += 2) {
            raw.put((String) changes[i], changes[i + 1]);
        }
        return raw;
    }

    private static List<String> check(Map<String, Object> raw) {
        Violations violations = new Violations();
        ReportInput input = ReportInput.INPUTS.read(raw, violations);
        input.check(Set.of(7L), violations);
        return codes(violations);
    }

    private static List<String> codes(Violations violations) {
        return violations.errors().stream()
                .map((FieldError error) -> error.field() + ":" + error.code())
                .toList();
    }
}
