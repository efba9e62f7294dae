package org.greenplan.spreadsheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.util.CellAddress;

/**
 * A table with a heading: its first row that is not blank names the columns, in any order. Cells that are merged over
 * several rows are filled down in the columns where that is usual. Nothing is left out without a word.
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

    private final UploadedSheet sheet;
    private final List<String> columns;
    private final int heading;
    private final Map<Integer, String> nameOfColumn = new LinkedHashMap<>();
    private final Set<String> unread = new LinkedHashSet<>();
    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private final List<String> notices = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private HeadedTable(UploadedTable table, List<String> columns) {
        this.sheet = table.sheet();
        this.columns = columns;
        this.heading = sheet.cells().isEmpty() ? -1 : sheet.cells().firstKey().getRow();
        this.notices.addAll(table.notices());
    }

    /**
     * Reads the columns of these names.
     *
     * @param filledDown of them, those in which a cell may be merged over several rows
     */
    public static HeadedTable of(UploadedTable table, List<String> columns, Set<String> filledDown) {
        HeadedTable headed = new HeadedTable(table, columns);
        headed.read();
        new MergedCells(headed.sheet, headed.heading, headed.nameOfColumn, headed.rows)
                .fillDown(filledDown, headed.notices, headed.problems);
        return headed;
    }

    private void read() {
        sheet.cells().forEach((at, cell) -> {
            if (at.getRow() == heading) {
                head(at.getColumn(), cell.text());
            } else {
                cell(at, cell);
            }
        });
        unread.forEach(name -> notices.add("“%s”栏没有读入。".formatted(name)));
    }

    private void head(int column, String name) {
        if (columns.contains(name) && !nameOfColumn.containsValue(name)) {
            nameOfColumn.put(column, name);
        } else {
            unread.add(name);
        }
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

    public boolean isEmpty() {
        return heading < 0;
    }

    /** As Excel counts rows, from 1. */
    public int headingNumber() {
        return heading + 1;
    }

    /** The columns that the heading does not name. */
    public List<String> missing() {
        return columns.stream()
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
