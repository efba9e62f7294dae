package org.greenplan.spreadsheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/**
 * Fills cells that are merged over several rows down to each of them. Only rows that say something of their own are
 * looked at, so a range of a million rows costs no more than the table.
 */
final class MergedCells {

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

    void fillDown(TableLayout layout, List<String> notices, List<String> problems) {
        TableLayout.Groups groups = layout.groups();
        Comparator<CellRangeAddress> groupsFirst = Comparator.comparing(
                range -> groups == null || !groups.by().equals(nameOfColumn.get(range.getFirstColumn())));
        for (CellRangeAddress range :
                sheet.merged().stream().sorted(groupsFirst).toList()) {
            UploadedCell first = sheet.cell(range.getFirstRow(), range.getFirstColumn());
            if (range.getFirstRow() <= heading || first.isBlank()) {
                continue;
            }
            String column = nameOfColumn.get(range.getFirstColumn());
            List<String> lacking = new ArrayList<>(lacking(range));
            if (layout.spreadOf(column) != null) {
                lacking.remove(layout.spreadOf(column));
            }
            if (lacking.isEmpty()) {
                continue;
            }
            @Nullable String alone = lacking.equals(Collections.singletonList(column)) ? column : null;
            if (alone != null && groups != null && isOneGroup(range, groups.by())) {
                fill(range, alone, first);
            } else if (alone != null && layout.filledDown().contains(alone)) {
                fill(range, alone, first);
                notices.add(
                        "%s 是合并单元格，已按“%s”填到各行。".formatted(range.formatAsString(), HeadedTable.quoted(first.text())));
            } else {
                problems.add("%s 是合并单元格，%s栏请取消合并，逐格填写。"
                        .formatted(
                                range.formatAsString(),
                                lacking.stream().map(name -> "“" + name + "”").collect(Collectors.joining())));
            }
        }
    }

    private void fill(CellRangeAddress range, String column, UploadedCell content) {
        covered(range).forEach(row -> row.cells().putIfAbsent(column, content));
    }

    /** Whether no row of the range names another group than its first one. */
    private boolean isOneGroup(CellRangeAddress range, String by) {
        return covered(range)
                        .map(row -> row.text(by))
                        .filter(group -> !group.isEmpty())
                        .distinct()
                        .count()
                <= 1;
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
}
