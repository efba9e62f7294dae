package org.greenplan.spreadsheet;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellRangeAddress;

/**
 * Fills cells that are merged over several rows down to each of them. Only rows that say something of their own are
 * looked at, so a range of a million rows costs no more than the table.
 */
final class MergedCells {

    private static final int LONGEST_QUOTE = 20;

    private final UploadedSheet sheet;
    private final int heading;
    private final Map<Integer, String> nameOfColumn;
    private final Map<Integer, HeadedTable.Row> rows;

    /** @param rows those that say something, by their row from 0 */
    MergedCells(
            UploadedSheet sheet, int heading, Map<Integer, String> nameOfColumn, Map<Integer, HeadedTable.Row> rows) {
        this.sheet = sheet;
        this.heading = heading;
        this.nameOfColumn = nameOfColumn;
        this.rows = rows;
    }

    void fillDown(Set<String> filledDown, List<String> notices, List<String> problems) {
        for (CellRangeAddress range : sheet.merged()) {
            UploadedCell first = sheet.cell(range.getFirstRow(), range.getFirstColumn());
            if (range.getFirstRow() <= heading || first.isBlank()) {
                continue;
            }
            List<String> lacking = lacking(range);
            if (lacking.isEmpty()) {
                continue;
            }
            String column = lacking.get(0);
            if (lacking.size() == 1
                    && filledDown.contains(column)
                    && column.equals(nameOfColumn.get(range.getFirstColumn()))) {
                covered(range).forEach(row -> row.cells().putIfAbsent(column, first));
                notices.add("%s 是合并单元格，已按“%s”填到各行。".formatted(range.formatAsString(), quoted(first.text())));
            } else {
                problems.add("%s 是合并单元格，%s栏请取消合并，逐格填写。"
                        .formatted(
                                range.formatAsString(),
                                lacking.stream().map(name -> "“" + name + "”").collect(Collectors.joining())));
            }
        }
    }

    /** The columns in which a row of the range has no cell of its own. */
    private List<String> lacking(CellRangeAddress range) {
        return nameOfColumn.keySet().stream()
                .filter(column -> column >= range.getFirstColumn() && column <= range.getLastColumn())
                .map(nameOfColumn::get)
                .filter(name -> covered(range).anyMatch(row -> !row.cells().containsKey(name)))
                .toList();
    }

    private Stream<HeadedTable.Row> covered(CellRangeAddress range) {
        return IntStream.rangeClosed(range.getFirstRow(), Math.min(range.getLastRow(), lastRow()))
                .mapToObj(rows::get)
                .filter(Objects::nonNull);
    }

    private int lastRow() {
        return sheet.cells().isEmpty() ? -1 : sheet.cells().lastKey().getRow();
    }

    private static String quoted(String text) {
        return text.length() <= LONGEST_QUOTE ? text : CellText.start(text, LONGEST_QUOTE) + "……";
    }
}
