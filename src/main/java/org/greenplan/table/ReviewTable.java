package org.greenplan.table;

import java.util.Comparator;
import java.util.List;
import org.greenplan.calendar.Lateness;
import org.greenplan.task.TaskDesk;
import org.springframework.stereotype.Component;

/** 本期审核: the measures of a lead with their reports, what is out of the ordinary first. */
@Component
class ReviewTable {

    private final TaskDesk desk;
    private final Lateness lateness;

    ReviewTable(TaskDesk desk, Lateness lateness) {
        this.desk = desk;
        this.lateness = lateness;
    }

    /** What is farthest out of the ordinary first, then what is due first. */
    List<WorkRow> rows(String user) {
        return desk.open(WorkTable.REVIEW.taskKeys(), user).stream()
                .map(sheet -> new WorkRow(sheet, lateness))
                .sorted(Comparator.comparing(row -> (Integer) row.view().get("weight")))
                .toList();
    }
}
