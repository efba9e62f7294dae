package org.greenplan.spreadsheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellAddress;

/**
 * A table with a heading: the first row that names several columns, in any order; titles may stand above it. Cells that are
 * merged over several rows are filled down in the columns where that is usual. Nothing is left out without a word.
 */
public final class HeadedTable {

    /**
     * One row that says something.
     *
     * @param number as Excel counts them, from 1
     * @param cells by the name of the column; without blank ones
     */
    public record Row(int number, Map<String, UploadedCell> cells) {

        public String text(String column) {
            return cells.getOrDefault(column, UploadedCell.BLANK).text();
        }

        public boolean is(String column, UploadedCell.Kind kind) {
            return cells.getOrDefault(column, UploadedCell.BLANK).is(kind);
        }
    }

    /** A heading is looked for in so many rows; titles stand above it. */
    private static final int TITLES = 20;

    private static final int LONGEST_QUOTE = 20;

    private final UploadedSheet sheet;
    private final TableLayout layout;
    private final int heading;
    private final Map<Integer, String> nameOfColumn = new LinkedHashMap<>();
    private final Set<String> unread = new LinkedHashSet<>();
    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private HeadedTable(UploadedTable table, TableLayout layout) {
        this.sheet = table.sheet();
        this.layout = layout;
        this.heading = heading();
        this.notices.addAll(table.notices());
    }

    /**
     * Reads the columns of these names.
     *
     * @param filledDown of them, those in which a cell may be merged over several rows
     */
    public static HeadedTable of(UploadedTable table, List<String> columns, Set<String> filledDown) {
        return of(table, TableLayout.plain(columns, filledDown));
    }

    public static HeadedTable of(UploadedTable table, TableLayout layout) {
        HeadedTable headed = new HeadedTable(table, layout);
        headed.read();
        new MergedCells(headed.sheet, headed.heading, headed.nameOfColumn, headed.rows)
                .fillDown(layout, headed.notices, headed.problems);
        return headed;
    }

    /** The first row that names several columns; the first one at all where none does. */
    private int heading() {
        List<Integer> said = sheet.cells().keySet().stream()
                .map(CellAddress::getRow)
                .distinct()
                .limit(TITLES)
                .toList();
        return said.stream()
                .filter(row ->
                        row(row).filter(cell -> layout.isColumn(cell.getValue().text()))
                                        .count()
                                >= Math.min(3, layout.columns().size()))
                .findFirst()
                .or(() -> said.stream().findFirst())
                .orElse(-1);
    }

    private Stream<Map.Entry<CellAddress, UploadedCell>> row(int row) {
        return sheet.cells().subMap(new CellAddress(row, 0), new CellAddress(row + 1, 0)).entrySet().stream();
    }

    private void read() {
        row(heading)
                .forEach(cell -> head(cell.getKey().getColumn(), cell.getValue().text()));
        spreadHeadings();
        sheet.cells().forEach((at, cell) -> {
            if (at.getRow() < heading) {
                notices.add("%s“%s”在表头上面，没有读入。".formatted(at.formatAsString(), quoted(cell.text())));
            } else if (at.getRow() > heading) {
                cell(at, cell);
            }
        });
        passOver();
        unread.forEach(name -> notices.add("“%s”栏没有读入。".formatted(name)));
    }

    private void head(int column, String printed) {
        String name = layout.column(printed);
        if (layout.columns().contains(name) && !nameOfColumn.containsValue(name)) {
            nameOfColumn.put(column, name);
        } else {
            unread.add(printed);
        }
    }

    /** A heading over two columns names both. */
    private void spreadHeadings() {
        sheet.merged().stream()
                .filter(range -> range.containsRow(heading) && range.getLastColumn() > range.getFirstColumn())
                .forEach(range -> {
                    String right = layout.spreadOf(nameOfColumn.get(range.getFirstColumn()));
                    if (right != null && !nameOfColumn.containsValue(right)) {
                        nameOfColumn.put(range.getFirstColumn() + 1, right);
                    }
                });
    }

    private void cell(CellAddress at, UploadedCell cell) {
        String column = nameOfColumn.get(at.getColumn());
        if (column != null) {
            rows.computeIfAbsent(at.getRow(), row -> new Row(row + 1, new LinkedHashMap<>()))
                    .cells()
                    .put(column, cell);
        } else if (sheet.text(heading, at.getColumn()).isEmpty()) {
            problems.add("%s 有内容，这一列却没有表头；请补上表头，或删去这一格。".formatted(at.formatAsString()));
        }
    }

    /** Headings that a page break repeats, and notes below a table of groups, are no rows of it. */
    private void passOver() {
        if (layout.groups() == null) {
            return;
        }
        rows.values().removeIf(row -> {
            boolean again = row.cells().size() > 1
                    && row.cells().entrySet().stream()
                            .allMatch(cell ->
                                    layout.column(cell.getValue().text()).equals(cell.getKey()));
            String only = row.cells().values().iterator().next().text();
            boolean note = row.cells().size() == 1 && only.matches("(?s)(注|备注|说明|[*＊]).*");
            if (again || note) {
                notices.add(
                        again
                                ? "第%d行又是表头，没有读入。".formatted(row.number())
                                : "第%d行“%s”没有读入。".formatted(row.number(), quoted(only)));
            }
            return again || note;
        });
    }

    static String quoted(String text) {
        return text.length() <= LONGEST_QUOTE ? text : CellText.start(text, LONGEST_QUOTE) + "……";
    }

    public boolean isEmpty() {
        return heading < 0;
    }

    /** As Excel counts rows, from 1. */
    public int headingNumber() {
        return heading + 1;
    }

    /** The columns that the heading does not name. */
    public List<String> missing() {
        return layout.columns().stream()
                .filter(column -> !nameOfColumn.containsValue(column))
                .toList();
    }

    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** What was read otherwise than it stands there, and what was not read: Chinese sentences. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** What has to be changed before it can be read: Chinese sentences. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
