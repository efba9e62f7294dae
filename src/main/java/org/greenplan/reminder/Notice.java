package org.greenplan.reminder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one mail, in the order in which it is read.
 *
 * @param sum one sentence: how much of what
 * @param rest one sentence on what else is open; empty when there is nothing
 * @param alarms how many alarms the office has; 0 for everybody else
 */
record Notice(String name, String sum, List<Group> groups, String rest, int alarms) {

    /** The most lines of one group that are written out. */
    static final int MOST_LINES = 40;

    /**
     * @param heading what these have in common, e.g. 已逾期
     * @param urgent whether it is shown in red
     * @param more how many more there are than are written out
     */
    record Group(String heading, boolean urgent, List<Item> items, int more) {}

    /**
     * @param key the measure's; empty where it is about none
     * @param due in words; empty when there is none
     * @param late in words by how much it is overdue; empty when it is not
     * @param link opens it after login
     */
    record Item(
            String key,
            String title,
            String step,
            String unit,
            String due,
            String late,
            boolean fresh,
            String note,
            String link) {}

    private static final Comparator<Line> MOST_URGENT_FIRST = Comparator.comparing(
                    Line::due, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(line -> line.measureKey() == null ? "" : line.measureKey())
            .thenComparing(Line::taskId);

    private enum Urgency {
        OVERDUE("已逾期", true, left -> left != null && left < 0),
        TODAY("今天到期", true, left -> left != null && left == 0),
        SOON("5个工作日内到期", false, left -> left != null && left > 0 && left <= 5),
        LATER("稍后到期", false, left -> left == null || left > 5);

        private final String heading;
        private final boolean urgent;
        private final Predicate<Integer> holds;

        Urgency(String heading, boolean urgent, Predicate<Integer> holds) {
            this.heading = heading;
            this.urgent = urgent;
            this.holds = holds;
        }
    }

    /** By urgency; what the person only knows of comes after what the person does. */
    static List<Group> group(List<Line> lines, Function<Line, Item> item) {
        List<Group> groups = new ArrayList<>();
        for (Urgency urgency : Urgency.values()) {
            add(
                    groups,
                    urgency.heading,
                    urgency.urgent,
                    pick(lines, Line.Section.OWN).stream()
                            .filter(line -> urgency.holds.test(line.workdaysLeft()))
                            .toList(),
                    item);
        }
        add(groups, "请知悉：本单位到期、逾期事项", false, pick(lines, Line.Section.COPY), item);
        add(groups, "请督促：逾期超过5个工作日的事项", true, pick(lines, Line.Section.ESCALATED), item);
        return groups;
    }

    /** All under one heading. */
    static List<Group> under(String heading, List<Line> lines, Function<Line, Item> item) {
        List<Group> groups = new ArrayList<>();
        add(groups, heading, true, lines.stream().sorted(MOST_URGENT_FIRST).toList(), item);
        return groups;
    }

    private static List<Line> pick(List<Line> lines, Line.Section section) {
        return lines.stream()
                .filter(line -> line.section() == section)
                .sorted(MOST_URGENT_FIRST)
                .toList();
    }

    private static void add(
            List<Group> groups, String heading, boolean urgent, List<Line> lines, Function<Line, Item> item) {
        if (!lines.isEmpty()) {
            groups.add(new Group(
                    heading,
                    urgent,
                    lines.stream().limit(MOST_LINES).map(item).toList(),
                    Math.max(0, lines.size() - MOST_LINES)));
        }
    }

    /** The nearest date that can still be kept; null when there is none. */
    static @Nullable LocalDate nearest(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.due() != null && !line.overdue())
                .map(Line::due)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
