package org.greenplan.reminder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one mail, in the order in which it is read.
 *
 * @param sum how much of what, in one or two sentences
 * @param more how many more there are than are written out
 * @param rest one sentence on what else is open; empty when there is nothing
 * @param alarms how many alarms the office has; 0 for everybody else
 */
record Notice(String name, String sum, List<Group> groups, int more, String rest, int alarms) {

    /** The most lines under one heading that are written out. */
    static final int MOST_LINES = 40;

    /**
     * @param heading what these have in common, e.g. 已逾期
     * @param urgent whether it is shown in red
     * @param intro sentences that come before them
     * @param link opens what the heading names, after login; empty when it names nothing
     */
    record Group(String heading, boolean urgent, List<String> intro, String link, List<Item> items) {

        /** How many tasks the items stand for. */
        public int tasks() {
            return items.stream().mapToInt(Item::tasks).sum();
        }
    }

    /**
     * @param key the measure's; empty where it is about none
     * @param due in words; empty when there is none
     * @param late in words by how much it is overdue; empty when it is not
     * @param tasks how many it stands for
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
            int tasks,
            String link) {}

    static final Comparator<Line> MOST_URGENT_FIRST = Comparator.comparing(
                    Line::due, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(line -> line.workdaysLeft() == null ? 0 : line.workdaysLeft())
            .thenComparing(Line::tasks, Comparator.reverseOrder())
            .thenComparing(line -> line.measureKey() == null ? "" : line.measureKey())
            .thenComparing(Line::taskId);

    /** In the order in which they stand in a mail, below what is about a submission. */
    enum Heading {
        OVERDUE("已逾期", true),
        TODAY("今天到期", true),
        SOON("5个工作日内到期", false),
        LATER("稍后到期", false),
        COPY("请知悉：本单位到期、逾期事项", false),
        ESCALATED("请督促：逾期超过5个工作日的事项", true),
        UNIT("请督促：有事项逾期超过5个工作日的单位", true),
        INFORMED("知会：不需要办理", false);

        private final String words;
        private final boolean urgent;

        Heading(String words, boolean urgent) {
            this.words = words;
            this.urgent = urgent;
        }
    }

    /** By urgency; what the person only knows of comes after what the person does. */
    static Heading heading(Line.Section section, @Nullable Integer workdaysLeft) {
        return switch (section) {
            case COPY -> Heading.COPY;
            case ESCALATED -> Heading.ESCALATED;
            case UNIT -> Heading.UNIT;
            case INFORMED -> Heading.INFORMED;
            case OWN, SUBMISSION ->
                workdaysLeft == null || workdaysLeft > 5
                        ? Heading.LATER
                        : workdaysLeft > 0 ? Heading.SOON : workdaysLeft == 0 ? Heading.TODAY : Heading.OVERDUE;
        };
    }

    /** Under their headings; what is about no submission. */
    static List<Group> group(List<Line> lines, Function<Line, Item> item) {
        List<Group> groups = new ArrayList<>();
        for (Heading heading : Heading.values()) {
            List<Line> under = lines.stream()
                    .filter(line -> line.submission() == null)
                    .filter(line -> heading(line.section(), line.workdaysLeft()) == heading)
                    .toList();
            int most = heading == Heading.UNIT ? under.size() : MOST_LINES;
            groups.addAll(under(heading.words, heading.urgent, under, most, item));
        }
        return groups;
    }

    /** All that is about no submission under one heading; none when there are no lines. */
    static List<Group> under(String heading, List<Line> lines, Function<Line, Item> item) {
        return under(
                heading,
                true,
                lines.stream().filter(line -> line.submission() == null).toList(),
                MOST_LINES,
                item);
    }

    private static List<Group> under(
            String heading, boolean urgent, List<Line> lines, int most, Function<Line, Item> item) {
        return lines.isEmpty()
                ? List.of()
                : List.of(new Group(heading, urgent, List.of(), "", items(lines, most, item)));
    }

    /** The most urgent of them. */
    static List<Item> items(List<Line> lines, int most, Function<Line, Item> item) {
        return lines.stream().sorted(MOST_URGENT_FIRST).limit(most).map(item).toList();
    }

    /** What is about a submission, by its id. */
    static Map<Long, List<Line>> bySubmission(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.submission() != null)
                .collect(Collectors.groupingBy(
                        line -> Objects.requireNonNull(line.submission()), TreeMap::new, Collectors.toList()));
    }
}
