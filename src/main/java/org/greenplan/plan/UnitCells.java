package org.greenplan.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenplan.directory.UnitNames;
import org.greenplan.directory.UnitNames.Match;
import org.greenplan.plan.PlanTable.Line;
import org.jspecify.annotations.Nullable;

/** Reads the names in a unit cell, and finds the beginning of the next row that has slipped into it. */
final class UnitCells {

    private static final Set<String> NONE = Set.of("", "—", "－", "-", "–", "——", "/", "无");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final Pattern NAME_AND_MORE = Pattern.compile("(\\S+)[\\s\\p{Z}]+(.+)");

    /** The longest name in a narrow column has stood on two lines; three are allowed. */
    private static final int MOST_LINES_PER_NAME = 3;

    private final UnitNames names;

    UnitCells(UnitNames names) {
        this.names = names;
    }

    /** Splits "name  rest" on one line into two lines, so that glued text always has a line of its own. */
    List<Line> lines(PlanTable.Cell cell) {
        List<Line> lines = new ArrayList<>();
        for (Line line : cell.lines()) {
            Matcher matcher = NAME_AND_MORE.matcher(line.text());
            if (matcher.matches()
                    && names.resolve(matcher.group(1)).isPresent()
                    && names.resolve(line.text()).isEmpty()) {
                lines.add(with(line, matcher.group(1), line.indented()));
                lines.add(with(line, matcher.group(2), true));
            } else if (!line.text().isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Line with(Line line, String text, boolean indented) {
        return new Line(line.no(), line.startsCell(), indented, line.raw(), text, null, null);
    }

    /**
     * Where the next row's beginning starts among the lines of a last unit cell: a bare number or, when a title is missing
     * too, an indented line that is no name. The number of lines when nothing has slipped in.
     */
    int slippedFrom(List<Line> lines, boolean titleMissing) {
        for (int i = 1; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean stray = titleMissing
                    && line.indented()
                    && !isNone(line.text())
                    && names.resolve(line.text()).isEmpty();
            if (isNumber(line.text()) || stray) {
                return i;
            }
        }
        return lines.size();
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static boolean isNone(String text) {
        return NONE.contains(text);
    }

    /** The names printed on these lines; broken ones joined, unknown ones kept. A dash is no name. */
    List<PrintedName> names(List<Line> lines) {
        List<PrintedName> printed = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            int taken = linesOfKnownName(lines, i);
            if (taken > 0) {
                String name = joined(lines, i, taken);
                printed.add(new PrintedName(
                        name, names.resolve(name).orElseThrow(), lines.get(i).no(), taken));
                i += taken;
            } else {
                Line line = lines.get(i++);
                for (String part : line.text().split("[、，,；;]")) {
                    String name = part.strip();
                    if (!isNone(name)) {
                        Optional<Match> match = names.resolve(name);
                        printed.add(new PrintedName(name, match.orElse(null), line.no(), 1));
                    }
                }
            }
        }
        return printed;
    }

    private int linesOfKnownName(List<Line> lines, int from) {
        for (int count = Math.min(MOST_LINES_PER_NAME, lines.size() - from); count > 0; count--) {
            if (names.resolve(joined(lines, from, count)).isPresent()) {
                return count;
            }
        }
        return 0;
    }

    private static String joined(List<Line> lines, int from, int count) {
        StringBuilder name = new StringBuilder();
        lines.subList(from, from + count).forEach(line -> name.append(line.text()));
        return name.toString();
    }

    /**
     * A name as it stands in a cell.
     *
     * @param match who bears it; null when nobody does
     * @param lines over how many lines it was printed
     */
    record PrintedName(String name, @Nullable Match match, int line, int lines) {

        boolean collective() {
            return match != null && match.kind() == UnitNames.Kind.COLLECTIVE;
        }
    }
}
