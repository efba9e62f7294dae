package org.greenplan.task;

import org.jspecify.annotations.Nullable;

/** What every signature takes: a decision that nobody ticks in advance, and an opinion that a return needs. */
public record Approval(
        @Input(label = "审签意见", rule = "必填：approve 同意，return 退回。") @Nullable Decision decision,
        @Input(label = "意见", max = 1000, rule = "退回时必填。") @Nullable String opinion) {

    /** What the signer may say. */
    enum Decision {
        APPROVE,
        RETURN
    }

    /** Who may not sign, because they wrote it, is refused before this is asked ({@link TaskForm#toSign}). */
    void check(Violations violations) {
        violations.addIf(decision == null, "decision", "decision-missing", "请选择“同意”或“退回”。");
        violations.addIf(
                decision == Decision.RETURN && opinion == null, "opinion", "opinion-missing", "退回时请写明意见，便于对方修改。");
    }

    public boolean approved() {
        return decision == Decision.APPROVE;
    }

    /** The opinion; empty when there is none. */
    public String words() {
        return opinion == null ? "" : opinion;
    }
}
