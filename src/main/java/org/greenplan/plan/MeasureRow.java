package org.greenplan.plan;

import java.util.List;
import org.greenplan.plan.Findings.Place;
import org.greenplan.plan.PlanTable.Cell;
import org.greenplan.plan.PlanTable.Line;
import org.greenplan.plan.PlanTable.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table whose place in the plan is known and whose cells have been told apart.
 *
 * @param deadline null when the row ends before this column
 * @param rawCells the unit cells exactly as in the document
 * @param unitLines the lines of each unit cell, without what had slipped in from the next row
 */
record MeasureRow(
        String key,
        TaskItemDraft taskItem,
        int ordinal,
        Row row,
        Cell text,
        @Nullable Cell deadline,
        List<String> rawCells,
        List<List<Line>> unitLines) {

    Place place() {
        return new Place(key, taskItem.no());
    }
}
