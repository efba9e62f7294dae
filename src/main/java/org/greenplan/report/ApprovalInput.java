package org.greenplan.report;

import java.util.List;
import org.greenplan.task.InputField;
import org.greenplan.task.TaskInput;
import org.greenplan.task.Violations;

/** The two inputs of every signature: a decision that nobody ticks in advance, and an opinion that a return needs. */
public final class ApprovalInput {

    private static final String DECISION = "decision";
    private static final String OPINION = "opinion";
    private static final String APPROVE = "approve";
    private static final int OPINION_LENGTH = 1000;

    private ApprovalInput() {}

    public static List<InputField> fields() {
        return List.of(
                InputField.choice(DECISION, "审签意见", List.of(APPROVE, "return"), "必填：approve 同意，return 退回。"),
                InputField.text(OPINION, "意见", OPINION_LENGTH, "退回时必填。"));
    }

    /** Who may not sign, because they wrote it, is refused before this is asked ({@link org.greenplan.task.TaskForm#toSign}). */
    public static void check(TaskInput input, Violations violations) {
        if (!input.has(DECISION)) {
            violations.add(DECISION, "decision-missing", "请选择“同意”或“退回”。");
        }
        violations.addIf(
                input.has(DECISION) && !approves(input) && !input.has(OPINION),
                OPINION,
                "opinion-missing",
                "退回时请写明意见，便于对方修改。");
    }

    public static boolean approves(TaskInput input) {
        return input.text(DECISION).filter(APPROVE::equals).isPresent();
    }

    public static String opinion(TaskInput input) {
        return input.text(OPINION).orElse("");
    }
}
