package org.greenplan.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every signature takes. */
class ApprovalTest {

    private List<String> approve(Map<String, Object> raw) {
        Violations violations = new Violations();
        Approval input = ApprovalForm.INPUTS.read(raw, violations);
        if (violations.isEmpty()) {
            input.check(violations);
        }
        return violations.errors().stream()
                .map(error -> error.field() + ":" + error.code())
                .toList();
    }

    @Test
    void aDecision_isTickedByAPerson() {
        assertThat(approve(Map.of())).containsExactly("decision:decision-missing");
        assertThat(approve(Map.of("decision", "approve"))).isEmpty();
        assertThat(approve(Map.of("decision", "yes"))).containsExactly("decision:unknown-choice");
    }

    @Test
    void aReturn_needsAnOpinion() {
        assertThat(approve(Map.of("decision", "return"))).containsExactly("opinion:opinion-missing");
        assertThat(approve(Map.of("decision", "return", "opinion", " "))).containsExactly("opinion:opinion-missing");
        assertThat(approve(Map.of("decision", "return", "opinion", "数据有误。"))).isEmpty();
    }

    @Test
    void anOpinion_hasALength() {
        assertThat(approve(Map.of("decision", "return", "opinion", "字".repeat(1000))))
                .isEmpty();
        assertThat(approve(Map.of("decision", "return", "opinion", "字".repeat(1001))))
                .containsExactly("opinion:too-long");
    }
}
