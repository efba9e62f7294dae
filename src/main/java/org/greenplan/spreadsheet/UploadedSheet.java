package org.greenplan.spreadsheet;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;

/**
 * One sheet of an upload: what its cells say.
 *
 * @param cells by row, then by column; without blank ones
 */
public record UploadedSheet(
        String name, boolean visible, SortedMap<CellAddress, UploadedCell> cells, List<CellRangeAddress> merged) {

    public UploadedSheet {
        cells = Collections.unmodifiableSortedMap(cells);
        merged = List.copyOf(merged);
    }

    /** @param row and column from 0 */
    public UploadedCell cell(int row, int column) {
        return cells.getOrDefault(new CellAddress(row, column), UploadedCell.BLANK);
    }

    public String text(int row, int column) {
        return cell(row, column).text();
    }

    /** Where cells of this kind stand. */
    public Stream<CellAddress> whereAre(UploadedCell.Kind kind) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getValue().is(kind))
                .map(Map.Entry::getKey);
    }
}
