package org.greenplan.reminder;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;

/**
 * What of the policy is changed by number, in workdays.
 *
 * @param first before the due date, the earlier reminder
 * @param last before the due date, the later reminder
 * @param interval from one reminder to the next while overdue
 * @param escalateAfter how long overdue until the measure's lead and the plan office are told
 */
record PolicyDistances(int first, int last, int interval, int escalateAfter) {

    private static final int MOST = 30;
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern OVERDUE = Pattern.compile("< -(\\d+)");
    private static final Pattern INTERVAL = Pattern.compile("modulo\\(-1 - workdaysLeft, (\\d+)\\) = 0");

    /** @throws org.greenplan.task.RuleViolation with all that is wrong */
    void check() {
        Violations violations = new Violations();
        violations.addIf(last < 1 || last > MOST, "last", "out-of-range", "请填1到30之间的整数。");
        violations.addIf(first < 1 || first > MOST, "first", "out-of-range", "请填1到30之间的整数。");
        violations.addIf(violations.isEmpty() && first <= last, "first", "not-earlier", "第一次提醒应早于第二次提醒，请填更大的数。");
        violations.addIf(interval < 1 || interval > MOST, "interval", "out-of-range", "请填1到30之间的整数。");
        violations.addIf(escalateAfter < 1 || escalateAfter > MOST, "escalateAfter", "out-of-range", "请填1到30之间的整数。");
        violations.throwIfAny();
    }

    /** Of this table; empty when it is built otherwise than ours. */
    static Optional<PolicyDistances> of(String xml) {
        DmnModelInstance model = model(xml);
        Integer first = number(model, "entry_firstBefore_workdaysLeft", NUMBER);
        Integer last = number(model, "entry_lastBefore_workdaysLeft", NUMBER);
        Integer interval = number(model, "expression_interval", INTERVAL);
        Integer escalate = number(model, "entry_escalated_workdaysLeft", OVERDUE);
        return first == null || last == null || interval == null || escalate == null
                ? Optional.empty()
                : Optional.of(new PolicyDistances(first, last, interval, escalate));
    }

    /** The same table with these numbers. */
    String in(String xml) {
        DmnModelInstance model = model(xml);
        put(model, "entry_firstBefore_workdaysLeft", String.valueOf(first));
        put(model, "entry_firstBefore_reason", "\"到期前%d个工作日\"".formatted(first));
        put(model, "entry_lastBefore_workdaysLeft", String.valueOf(last));
        put(model, "entry_lastBefore_reason", "\"到期前%d个工作日\"".formatted(last));
        put(model, "expression_interval", "modulo(-1 - workdaysLeft, %d) = 0".formatted(interval));
        put(model, "entry_overdueAgain_reason", "\"逾期后每%d个工作日提醒一次\"".formatted(interval));
        put(model, "entry_escalated_workdaysLeft", "< -" + escalateAfter);
        put(model, "entry_escalated_reason", "\"逾期超过%d个工作日，同时提醒牵头部门和计划办\"".formatted(escalateAfter));
        put(model, "entry_signatureEscalated_workdaysLeft", "< -" + escalateAfter);
        put(model, "entry_signatureEscalated_reason", "\"审签逾期超过%d个工作日，同时提醒牵头部门和计划办\"".formatted(escalateAfter));
        return Dmn.convertToString(model);
    }

    private static DmnModelInstance model(String xml) {
        return Dmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable Integer number(DmnModelInstance model, String id, Pattern pattern) {
        Text text = text(model, id);
        Matcher matcher =
                pattern.matcher(text == null ? "" : text.getTextContent().strip());
        if (!matcher.matches()) {
            return null;
        }
        String digits = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
        return digits.length() > 4 ? null : Integer.valueOf(digits);
    }

    private static void put(DmnModelInstance model, String id, String value) {
        Text text = text(model, id);
        if (text != null) {
            text.setTextContent(value);
        }
    }

    private static @Nullable Text text(DmnModelInstance model, String id) {
        ModelElementInstance element = model.getModelElementById(id);
        if (element instanceof InputEntry entry) {
            return entry.getText();
        }
        if (element instanceof OutputEntry entry) {
            return entry.getText();
        }
        return element instanceof InputExpression expression ? expression.getText() : null;
    }
}
