package org.greenplan.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenplan.task.Step;

/** The pages that show many open tasks of a person as one table; which tasks, says {@link Step#table}. */
enum WorkTable {
    /** Clerks of responsible units. */
    REPORT("本期报送"),
    /** Supervisors: all that waits for a signature; of the plan office also closings to be accepted. */
    SIGN("本期审签"),
    /** Clerks of assisting units. */
    CONFIRM("本期会签"),
    /** Clerks of leads. */
    REVIEW("本期审核"),
    /** Clerks of leads, once a year. */
    ASSIGN("一键下达");

    /** Tasklist, without a place in it. */
    static final String TASKLIST = "/camunda/app/tasklist/default/";

    private final String label;

    WorkTable(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String path() {
        return "/tables/" + code();
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One task by itself in Tasklist, whose form leads back to this table. */
    String alone(String taskId) {
        return TASKLIST + "?from=" + code() + "#/?task=" + taskId;
    }

    /** Element ids of the user tasks that stand in it. */
    List<String> taskKeys() {
        return Step.ids(step -> step.table().equals(Optional.of(code())));
    }

    /** The table in which tasks of this kind stand; empty for those that are done one by one. */
    static Optional<WorkTable> of(String taskKey) {
        return Step.ofId(taskKey).flatMap(Step::table).map(code -> valueOf(code.toUpperCase(Locale.ROOT)));
    }

    static List<String> allTaskKeys() {
        return Step.ids(step -> step.table().isPresent());
    }
}
