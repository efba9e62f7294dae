package org.greenplan.board;

import org.greenplan.task.RuleViolation;

/** The year in a path. */
final class PlanYear {

    private PlanYear() {}

    /** @throws RuleViolation not found, also for what is no year */
    static int parse(String year) {
        if (!year.matches("\\d{4}")) {
            throw RuleViolation.notFound("plan-not-found", "年份应为四位数字。");
        }
        return Integer.parseInt(year);
    }

    static RuleViolation unknown(int year) {
        return RuleViolation.notFound("plan-not-found", "没有" + year + "年的行动计划。");
    }
}
