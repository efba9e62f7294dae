package org.greenplan.cycle;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.greenplan.plan.MeasureStatus;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Moves a measure's status; the end is final. */
@Repository
class MeasureState {

    private static final String NOT_ENDED = " and status not in ('closed', 'withdrawn')";

    private final JdbcClient jdbc;
    private final Clock clock;

    MeasureState(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false when it was launched before */
    boolean launch(String measureKey) {
        return jdbc.sql("update measure set status = ?, launched_at = ? where measure_key = ? and status = ?")
                        .params(
                                MeasureStatus.ASSIGNING.code(),
                                OffsetDateTime.now(clock),
                                measureKey,
                                MeasureStatus.PLANNED.code())
                        .update()
                == 1;
    }

    void move(String measureKey, MeasureStatus status) {
        jdbc.sql("update measure set status = ? where measure_key = ? and status <> ?" + NOT_ENDED)
                .params(status.code(), measureKey, status.code())
                .update();
    }

    void end(String measureKey, MeasureStatus status) {
        int updated = jdbc.sql("update measure set status = ?, ended_at = ? where measure_key = ?" + NOT_ENDED)
                .params(status.code(), OffsetDateTime.now(clock), measureKey)
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("measure-ended", "这项措施已办结或已终止，不能再办理。");
        }
    }
}
