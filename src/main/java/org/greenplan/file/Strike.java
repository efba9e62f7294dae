package org.greenplan.file;

import java.time.OffsetDateTime;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * That a file was struck (划除): it stays named, and nothing rests on it any more.
 *
 * @param by login name
 */
public record Strike(String by, OffsetDateTime at, String reason) {

    private static final int MAX_REASON = 400;

    /**
     * The reason as it is kept.
     *
     * @throws RuleViolation when there is none, or it is too long
     */
    public static String requireReason(@Nullable String given) {
        String reason = PlainText.of(given);
        if (reason.isEmpty()) {
            throw RuleViolation.of("reason", "reason-missing", "请写明划除的原因。");
        }
        if (reason.length() > MAX_REASON) {
            throw RuleViolation.of("reason", "too-long", "划除原因最多" + MAX_REASON + "字，现有" + reason.length() + "字，请精简。");
        }
        return reason;
    }
}
