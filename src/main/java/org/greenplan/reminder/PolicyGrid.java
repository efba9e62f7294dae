package org.greenplan.reminder;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy spelled out: what happens at which distance from the due date, in words. */
final class PolicyGrid {

    private static final int FIRST = 15;
    private static final int LAST = -16;

    /** One distance or several in a row at which the same happens. */
    record Row(String distance, Cell work, Cell fresh, Cell signature) {}

    /**
     * @param told in words
     * @param reason of the rule
     * @param before in words by the other policy; null where it is the same
     */
    record Cell(String told, String reason, @Nullable String before) {}

    private record Decided(
            ReminderPolicy.Verdict work, ReminderPolicy.Verdict fresh, ReminderPolicy.Verdict signature) {}

    private PolicyGrid() {}

    /** @param other to compare with; the same one for none */
    static List<Row> of(ReminderPolicy policy, ReminderPolicy other) {
        List<Row> rows = new ArrayList<>();
        int from = FIRST;
        for (int left = FIRST; left >= LAST; left--) {
            boolean last = left == LAST
                    || !decided(policy, left).equals(decided(policy, left - 1))
                    || !decided(other, left).equals(decided(other, left - 1));
            if (last) {
                rows.add(row(from, left, decided(policy, left), decided(other, left)));
                from = left - 1;
            }
        }
        return rows;
    }

    private static Decided decided(ReminderPolicy policy, int left) {
        return new Decided(
                policy.decide(new ReminderPolicy.Question(false, false, left)),
                policy.decide(new ReminderPolicy.Question(false, true, left)),
                policy.decide(new ReminderPolicy.Question(true, false, left)));
    }

    private static Row row(int from, int to, Decided decided, Decided other) {
        return new Row(
                distance(from, to),
                cell(decided.work(), other.work()),
                cell(decided.fresh(), other.fresh()),
                cell(decided.signature(), other.signature()));
    }

    private static String distance(int from, int to) {
        if (from == 0 && to == 0) {
            return "到期当天";
        }
        if (from == FIRST) {
            return "还有" + to + "个工作日及以上";
        }
        boolean overdue = from < 0;
        int near = Math.abs(overdue ? from : to);
        int far = Math.abs(overdue ? to : from);
        return (overdue ? "逾期" : "还有") + near + (near == far ? "" : "—" + far) + "个工作日";
    }

    private static Cell cell(ReminderPolicy.Verdict verdict, ReminderPolicy.Verdict other) {
        String told = words(verdict);
        String before = words(other);
        return new Cell(told, verdict.reason(), told.equals(before) ? null : before);
    }

    private static String words(ReminderPolicy.Verdict verdict) {
        List<String> told = new ArrayList<>();
        if (verdict.remind()) {
            told.add("办理人");
        }
        if (verdict.copySupervisor()) {
            told.add("分管领导");
        }
        if (verdict.escalate()) {
            told.add("牵头部门、计划办");
        }
        return told.isEmpty() ? "不提醒" : String.join("、", told);
    }
}
