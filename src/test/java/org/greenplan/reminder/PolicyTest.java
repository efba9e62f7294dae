package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.greenplan.reminder.ReminderPolicy.Question;
import org.greenplan.reminder.ReminderPolicy.Verdict;
import org.greenplan.task.FieldError;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("提醒策略")
class PolicyTest {

    private static final String XML = bundled();
    private static final PolicyTable TABLE = PolicyTable.read(XML);

    private static String bundled() {
        try (InputStream in = PolicyTest.class.getResourceAsStream("/processes/reminder-policy.dmn")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String told(Verdict verdict) {
        return (verdict.remind() ? "R" : "") + (verdict.copySupervisor() ? "S" : "") + (verdict.escalate() ? "E" : "");
    }

    @ParameterizedTest(name = "{0} days left: {1}")
    @CsvSource({
        "60, ''",
        "7, ''",
        "6, ''",
        "5, R",
        "4, ''",
        "3, ''",
        "2, ''",
        "1, R",
        "0, RS",
        "-1, RS",
        "-2, ''",
        "-5, ''",
        "-6, RSE",
        "-7, ''",
        "-10, ''",
        "-11, RSE",
        "-12, ''",
        "-16, RSE"
    })
    void work_bothSidesOfEachBoundary(int left, String expected) {
        assertThat(told(TABLE.decide(new Question(false, false, left)))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} days left: {1}")
    @CsvSource({"60, R", "5, R", "4, R", "0, RS", "-1, RS", "-2, R", "-6, RSE", "-7, R"})
    void newWork_isToldOnAnyDay(int left, String expected) {
        assertThat(told(TABLE.decide(new Question(false, true, left)))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} days left: {1}")
    @CsvSource({"60, R", "4, R", "0, R", "-1, R", "-5, R", "-6, RE", "-7, R", "-11, RE"})
    void signature_isToldEveryDay(int left, String expected) {
        assertThat(told(TABLE.decide(new Question(true, false, left)))).isEqualTo(expected);
        assertThat(told(TABLE.decide(new Question(true, true, left)))).isEqualTo(expected);
    }

    @Test
    void everyRule_saysWhy() {
        List<String> reasons = new ArrayList<>();
        for (int left = -15; left < 10; left++) {
            for (boolean signature : List.of(true, false)) {
                for (boolean fresh : List.of(true, false)) {
                    Verdict verdict = TABLE.decide(new Question(signature, fresh, left));
                    assertThat(verdict.reason().isEmpty()).isEqualTo(!verdict.remind());
                    if (verdict.remind() && !reasons.contains(verdict.reason())) {
                        reasons.add(verdict.reason());
                    }
                }
            }
        }
        assertThat(reasons).hasSize(8).allSatisfy(reason -> assertThat(XML).contains("\"" + reason + "\""));
        assertThat(XML.split("<rule "))
                .as("and the one that is due first far overdue")
                .hasSize(10);
    }

    @Test
    void eachDistinctQuestion_isEvaluatedOnce() {
        PolicyTable table = PolicyTable.read(XML);
        assertThat(table.decide(new Question(false, true, 5))).isSameAs(table.decide(new Question(false, true, 5)));
    }

    @Test
    void distances_areReadAndChanged() {
        assertThat(PolicyDistances.of(XML)).contains(new PolicyDistances(5, 1, 5, 5));

        PolicyDistances other = new PolicyDistances(10, 3, 2, 8);
        String changed = other.in(XML);
        assertThat(PolicyDistances.of(changed)).contains(other);
        PolicyTable table = PolicyTable.read(changed);
        assertThat(told(table.decide(new Question(false, false, 10)))).isEqualTo("R");
        assertThat(told(table.decide(new Question(false, false, 5)))).isEmpty();
        assertThat(told(table.decide(new Question(false, false, 3)))).isEqualTo("R");
        assertThat(told(table.decide(new Question(false, false, -3)))).isEqualTo("RS");
        assertThat(told(table.decide(new Question(false, false, -7)))).isEqualTo("RS");
        assertThat(told(table.decide(new Question(false, false, -9)))).isEqualTo("RSE");
        assertThat(table.decide(new Question(false, false, 10)).reason()).isEqualTo("到期前10个工作日");
        assertThat(table.decide(new Question(true, false, -9)).reason()).contains("超过8个工作日");
    }

    @Test
    void distances_outOfRange_areRefusedField_byField() {
        assertThatThrownBy(() -> new PolicyDistances(0, 31, 5, -1).check())
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder("last", "first", "escalateAfter"));
        assertThatThrownBy(() -> new PolicyDistances(3, 3, 5, 5).check()).hasMessageContaining("应早于");
        new PolicyDistances(5, 1, 5, 5).check();
    }

    @Test
    void tableOfAnotherBuild_hasNoDistances() {
        assertThat(PolicyDistances.of(XML.replace("modulo(-1 - workdaysLeft, 5) = 0", "true")))
                .isEmpty();
        assertThat(PolicyDistances.of(XML.replace("entry_firstBefore_workdaysLeft", "other")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "id=\"reminder-policy\" name| id=\"other\" name| no-such-decision",
                "<inputExpression id=\"expression_stage\"| <inputExpression expressionLanguage=\"javascript\" id=\"x\"| not-feel",
                "<text>true</text>| <text>\"ja\"</text>| cannot-decide",
                "name=\"escalate\"| name=\"other\"| wrong-outputs",
                "<text>&lt; -5</text>| <text>nothing(</text>| cannot-decide",
                "<text>true</text>| <text>false</text>| reminds-nobody",
                "</definitions>| | not-xml"
            })
    void tableThatCannotDecide_isRefusedWithASentence(String part, String other, String code) {
        String broken = XML.replace(part, other == null ? "" : other);
        assertThat(broken).isNotEqualTo(XML);

        assertThatThrownBy(() -> PolicyTable.read(broken))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo(code))
                .hasMessageEndingWith("。");
    }

    @Test
    void fileThatReadsOthers_isRefused() {
        String reading = XML.replace(
                        "<definitions", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><definitions")
                .replace("到期当天", "&e;");
        assertThatThrownBy(() -> PolicyTable.read(reading)).hasMessageContaining("不是DMN文件");
    }
}
