package org.greenplan.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages that show many open tasks of a person as one table. */
enum WorkTable {
    /** Clerks of responsible units. */
    REPORT("本期报送", "userTask_fillReport"),
    /** Supervisors: all that waits for a signature; of the plan office also closings to be accepted. */
    SIGN(
            "本期审签",
            "userTask_approveReport",
            "userTask_approveDissent",
            "userTask_approveAssignment",
            "userTask_approveClosing",
            "userTask_acceptClosing",
            "userTask_approveWithdrawal"),
    /** Clerks of assisting units. */
    CONFIRM("本期会签", "userTask_confirmReport"),
    /** Clerks of leads. */
    REVIEW("本期审核", "userTask_reviewMeasure", "userTask_coordinate"),
    /** Clerks of leads, once a year. */
    ASSIGN("一键下达", "userTask_assignMeasure");

    /** Tasklist, without a place in it. */
    static final String TASKLIST = "/camunda/app/tasklist/default/";

    private final String label;
    private final List<String> taskKeys;

    WorkTable(String label, String... taskKeys) {
        this.label = label;
        this.taskKeys = List.of(taskKeys);
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
        return taskKeys;
    }

    /** The table in which tasks of this kind stand; empty for those that are done one by one. */
    static Optional<WorkTable> of(String taskKey) {
        return Arrays.stream(values())
                .filter(table -> table.taskKeys.contains(taskKey))
                .findFirst();
    }

    static List<String> allTaskKeys() {
        return Arrays.stream(values()).flatMap(table -> table.taskKeys.stream()).toList();
    }
}
