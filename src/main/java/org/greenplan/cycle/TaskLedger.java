package org.greenplan.cycle;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.greenplan.plan.MeasureStatus;
import org.greenplan.report.Reports;
import org.greenplan.task.OpenTask;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskObserver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the ledger of due dates, and a measure's status in step with the task that it now waits for. */
@Component
public class TaskLedger implements TaskObserver {

    private static final String LATE = "补报";
    private static final String INSIDE = "本单位内退回或撤回";

    private final JdbcClient jdbc;
    private final MeasureState state;
    private final Reports reports;
    private final Clock clock;

    TaskLedger(JdbcClient jdbc, MeasureState state, Reports reports, Clock clock) {
        this.jdbc = jdbc;
        this.state = state;
        this.reports = reports;
        this.clock = clock;
    }

    /** Whether no other unit is to know of a date that was set for this reason. */
    public static boolean staysInside(String reason) {
        return reason.contains(INSIDE);
    }

    @Override
    public void created(TaskContext task, OpenTask open) {
        Object key = task.variables().get(CycleVariables.MEASURE_KEY);
        if (key == null) {
            return;
        }
        boolean late = Boolean.TRUE.equals(task.variables().get(CycleVariables.LATE));
        if (!late) {
            Step.ofId(task.key())
                    .flatMap(Step::measureStatus)
                    .ifPresent(status -> state.move(key.toString(), MeasureStatus.ofCode(status)));
        }
        if (task.due() != null) {
            jdbc.sql(
                            """
                            insert into deadline_ledger (measure_key, task_id, task_key, unit_code, due, reason, set_at)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            key,
                            task.id(),
                            task.key(),
                            task.variables().get(CycleVariables.UNIT),
                            task.due().toInstant().atZone(clock.getZone()).toOffsetDateTime(),
                            reason(late, comesBackInside(task)),
                            OffsetDateTime.now(clock))
                    .update();
        }
    }

    private static String reason(boolean late, boolean inside) {
        if (late) {
            return inside ? LATE + "（" + INSIDE + "）" : LATE;
        }
        return inside ? INSIDE : "按规则计算";
    }

    private boolean comesBackInside(TaskContext task) {
        return Step.FILL_REPORT.is(task.key())
                && reports.cameBackInside(task.id(CycleVariables.ROUND_ID), task.variable(CycleVariables.UNIT));
    }

    /** The id of the unit's newest task on the measure's report, late ones apart. */
    Optional<String> lastRegularReport(String measureKey, String unitCode) {
        return jdbc.sql(
                        """
                        select task_id from deadline_ledger
                        where measure_key = ? and unit_code = ? and reason not like ?
                          and task_key in (?, ?)
                        order by id desc limit 1""")
                .params(measureKey, unitCode, LATE + "%", Step.FILL_REPORT.id(), Step.APPROVE_REPORT.id())
                .query(String.class)
                .optional();
    }
}
