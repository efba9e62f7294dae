package org.greenplan.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Word table flattened to text, as rows of cells. A tab at the start of a line begins a cell, a line without one goes
 * on with the cell before it, an empty line ends a row. Page marks and bookmarks are taken out here; each line remembers
 * what it lost, so that nothing disappears unreported.
 */
final class PlanTable {

    private static final Pattern PAGE_MARK = Pattern.compile("[\\s\\p{Z}]*([—–-]\\s*\\d{1,4}\\s*[—–-])[\\s\\p{Z}]*$");
    private static final Pattern BOOKMARK = Pattern.compile("\\[bookmark:[^\\]]*\\]");

    /** A row of fewer cells has no unit cell yet: an empty line inside it has cut it. */
    private static final int CELLS_WITH_UNITS = 5;

    private final List<Row> rows = new ArrayList<>();
    private List<List<Line>> open = new ArrayList<>();
    private boolean openInTable;
    private boolean openRejoined;

    private PlanTable() {}

    /** Every block between empty lines, in order; blocks that do not start with a tab are marked as outside the table. */
    static List<Row> rows(String text) {
        PlanTable table = new PlanTable();
        boolean afterPageMark = false;
        int no = 0;
        for (String raw : text.replace("\uFEFF", "")
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .split("\n", -1)) {
            Line line = line(++no, raw);
            boolean empty = raw.isBlank() && !line.startsCell();
            if (empty && afterPageMark) {
                afterPageMark = false; // this empty line came with the page mark and ends no row
                continue;
            }
            afterPageMark = line.pageMark() != null;
            if (empty) {
                table.endRow();
            } else if (line.lonePageMark() && table.open.isEmpty()) {
                afterPageMark = false;
                table.rows.add(new Row(List.of(new Cell(List.of(line))), false, false));
            } else {
                table.add(line);
            }
        }
        table.endRow();
        return List.copyOf(table.rows);
    }

    private static Line line(int no, String rawLine) {
        boolean startsCell = rawLine.startsWith("\t");
        String raw = startsCell ? rawLine.substring(1) : rawLine;
        String text = raw;
        Matcher bookmark = BOOKMARK.matcher(text);
        String foundBookmark = bookmark.find() ? bookmark.group() : null;
        text = bookmark.replaceAll("");
        Matcher mark = PAGE_MARK.matcher(text);
        String foundMark = mark.find() ? mark.group(1) : null;
        text = mark.replaceFirst("");
        boolean indented = !text.isEmpty() && Character.isSpaceChar(text.charAt(0));
        return new Line(no, startsCell, indented, raw, trimmed(text), foundMark, foundBookmark);
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", "");
    }

    private void add(Line line) {
        if (line.startsCell()) {
            openInTable |= open.isEmpty();
            open.add(new ArrayList<>(List.of(line)));
            return;
        }
        if (open.isEmpty() && !rows.isEmpty() && rows.get(rows.size() - 1).cut()) {
            Row cut = rows.remove(rows.size() - 1);
            cut.cells().forEach(cell -> open.add(new ArrayList<>(cell.lines())));
            openInTable = true;
            openRejoined = true;
        }
        if (open.isEmpty()) {
            open.add(new ArrayList<>());
        }
        open.get(open.size() - 1).add(line);
    }

    private void endRow() {
        if (!open.isEmpty()) {
            List<Cell> cells =
                    open.stream().map(lines -> new Cell(List.copyOf(lines))).toList();
            rows.add(new Row(cells, openInTable, openRejoined));
        }
        open = new ArrayList<>();
        openInTable = false;
        openRejoined = false;
    }

    /**
     * One line of the document.
     *
     * @param no from 1
     * @param startsCell whether a tab begins it
     * @param indented whether a space begins it: the text of a following row may have slipped in here
     * @param raw as in the document, without the tab
     * @param text without page mark, bookmark and spaces around
     */
    record Line(
            int no,
            boolean startsCell,
            boolean indented,
            String raw,
            String text,
            @Nullable String pageMark,
            @Nullable String bookmark) {

        private boolean lonePageMark() {
            return pageMark != null && text.isEmpty() && !startsCell;
        }
    }

    /** One cell; its lines are never none. */
    record Cell(List<Line> lines) {

        int line() {
            return lines.get(0).no();
        }

        boolean blank() {
            return joined().isEmpty();
        }

        /** All on one line, as titles and names are meant. */
        String joined() {
            return lines.stream().map(Line::text).collect(Collectors.joining());
        }

        /** Paragraph by paragraph; a page mark inside a sentence does not begin a new paragraph. */
        String paragraphs() {
            StringBuilder text = new StringBuilder();
            boolean goesOn = false;
            for (Line line : lines) {
                if (!line.text().isEmpty()) {
                    text.append(text.isEmpty() || goesOn ? "" : "\n").append(line.text());
                    goesOn = false;
                }
                goesOn |= line.pageMark() != null
                        && !text.isEmpty()
                        && "。；：！？".indexOf(text.charAt(text.length() - 1)) < 0;
            }
            return text.toString();
        }

        String raw() {
            return lines.stream().map(Line::raw).collect(Collectors.joining("\n"));
        }
    }

    /**
     * One block between empty lines.
     *
     * @param inTable whether it begins with a tab
     * @param rejoined whether an empty line had cut it
     */
    record Row(List<Cell> cells, boolean inTable, boolean rejoined) {

        int line() {
            return cells.get(0).line();
        }

        List<Line> lines() {
            return cells.stream().flatMap(cell -> cell.lines().stream()).toList();
        }

        /** Everything in it on one line, cells parted by |. */
        String joined() {
            return cells.stream().map(Cell::joined).collect(Collectors.joining(" | "));
        }

        private boolean cut() {
            return inTable && cells.size() > 1 && cells.size() < CELLS_WITH_UNITS;
        }
    }
}
