package org.greenplan.cycle;

/** The processes' keys, messages and variables, as the files under {@code processes/} have them. */
final class CycleVariables {

    static final String PLAN_LAUNCH = "plan-launch";
    static final String MEASURE_CYCLE = "measure-cycle";
    static final String MEASURE_WITHDRAWAL = "measure-withdrawal";
    static final String UNIT_REPORT = "unit-report";

    static final String MESSAGE_COLLECTION_ENDED = "collection-ended";
    static final String MESSAGE_MEASURE_WITHDRAWN = "measure-withdrawn";

    static final String MEASURE_KEY = "measureKey";
    static final String TASK_TITLE = "taskTitle";
    /** The measure's first words, for the lists: several measures share a task title. */
    static final String MEASURE_TEXT = "measureText";

    static final String PERIOD_NAME = "periodName";
    static final String ROUND_ID = "roundId";
    static final String UNIT = "unit";
    static final String UNIT_NAME = "unitName";
    static final String LATE = "late";
    static final String PLAN_YEAR = "planYear";
    static final String CHECKED_BY = "checkedBy";
    static final String CHECKED_AT = "checkedAt";
    static final String WITHDRAWAL_ID = "withdrawalId";

    private CycleVariables() {}
}
