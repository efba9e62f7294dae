package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.GreenplanTest;
import org.greenplan.trouble.Together;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A node that loses its lock and another that takes it over both run the job: its effects are there once. */
class JobTwiceTest extends GreenplanTest {

    private static final Map<String, Object> REPORT = Map.of("state", "on_track", "narrative", "按计划推进。");
    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    @Test
    @DisplayName("截止收报同时执行两次：未报只登记一次，补报任务每单位一件")
    void collectionTimedOutTwice_missingAreRecordedOnce() throws Exception {
        String measure = "2026-02-01";
        complete(task(measure, "userTask_assignMeasure"), "devreform1", Map.of());
        String round = String.valueOf(jdbc.sql("select id from round where measure_key = ? and state = 'open'")
                .param(measure)
                .query(Long.class)
                .single());
        List<Task> asked = openTasks(measure, "userTask_fillReport").toList();
        assertThat(asked).hasSize(5);
        Job timer = management
                .createJobQuery()
                .activityId("boundaryEvent_collectionTimedOut")
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(measure)
                        .singleResult()
                        .getId())
                .singleResult();

        assertThat(twice(timer)).containsExactlyInAnyOrder(true, false);

        assertThat(count("select count(*) from round_reporter where state = 'missing' and round_id = " + round))
                .isEqualTo(5);
        assertThat(count("select count(*) from timeline where event = 'collection-ended' and measure_key = '" + measure
                        + "'"))
                .isEqualTo(1);
        assertThat(openTasks(measure, "userTask_fillReport")).hasSize(5);
        assertThat(openTasks(measure, "userTask_reviewMeasure")).hasSize(1);
    }

    @Test
    @DisplayName("报送后的后续步骤同时执行两次：措施只前进一次")
    void continuationTwice_theMeasureGoesOnOnce() throws Exception {
        String measure = "2026-11-01";
        complete(task(measure, "userTask_assignMeasure"), "planning1", Map.of());
        for (String unit :
                List.of("planning", "water", "emergency", "cityadmin", "devreform", "parks", "agriculture")) {
            Task fill = task(measure, "userTask_fillReport", unit);
            as(unit + "1", () -> tasks.complete(fill.getId(), REPORT));
            Task approve = task(measure, "userTask_approveReport", unit);
            as(unit + "leader", () -> tasks.complete(approve.getId(), APPROVE));
        }
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(measure)
                .singleResult()
                .getId();
        List<Job> continuations = management
                .createJobQuery()
                .processInstanceId(instance)
                .messages()
                .list();
        assertThat(continuations).hasSize(7);
        for (Job job : continuations) {
            assertThat(twice(job)).containsExactlyInAnyOrder(true, false);
        }

        assertThat(openTasks(measure, "userTask_reviewMeasure")).hasSize(1);
        assertThat(count("select count(*) from round where measure_key = '" + measure
                        + "' and state <> 'before_launch'"))
                .isEqualTo(1);
    }

    private List<Boolean> twice(Job job) throws Exception {
        setClock(TODAY.atTime(LocalTime.of(9, 0)));
        Callable<Boolean> execution = () -> {
            try {
                management.executeJob(job.getId());
                return true;
            } catch (RuntimeException goneOrCollided) {
                return false;
            }
        };
        return Together.run(List.of(execution, execution));
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
