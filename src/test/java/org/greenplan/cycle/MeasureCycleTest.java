package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeasureCycleTest extends GreenplanTest {

    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    @Test
    @DisplayName("一项措施从任务分解到已办结")
    void asPublished_allUnitsDone_measureCloses() {
        String key = "2026-09-01";
        complete(task(key, "userTask_assignMeasure"), "ecology1", Map.of());
        for (String unit : new String[] {"cityadmin", "water", "agriculture"}) {
            complete(
                    task(key, "userTask_fillReport", unit),
                    unit + "1",
                    Map.of("state", "on_track", "narrative", "按计划推进。"));
            complete(task(key, "userTask_approveReport", unit), unit + "leader", APPROVE);
        }
        complete(task(key, "userTask_reviewMeasure"), "ecology1", Map.of("decision", "close", "opinion", "年度目标已达到。"));
        complete(task(key, "userTask_approveClosing"), "ecologyleader", APPROVE);

        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .count())
                .isZero();
        assertThat(jdbc.sql("select status from measure where measure_key = ?")
                        .param(key)
                        .query(String.class)
                        .single())
                .isEqualTo("closed");
    }
}
