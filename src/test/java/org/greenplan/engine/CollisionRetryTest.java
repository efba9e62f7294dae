package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.Test;

class CollisionRetryTest extends GreenplanTest {

    @Test
    void completionThatCollides_runsAgainWithAllThatWasSent() {
        String measure = "2026-12-02";
        complete(task(measure, "userTask_assignMeasure"), "ecology1", Map.of());
        complete(
                task(measure, "userTask_fillReport", "ecology"),
                "ecology1",
                Map.of("state", "on_track", "narrative", "按计划推进。"));
        Task approve = task(measure, "userTask_approveReport", "ecology");

        CommandInterceptor guard = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandInterceptorsTxRequired().stream()
                        .filter(ClientCommandGuard.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        CommandExecutor rest = guard.getNext();
        CollideOnce collision = new CollideOnce();
        collision.setNext(rest);
        guard.setNext(collision);
        try {
            as("ecologyleader", () -> tasks.complete(approve.getId(), Map.of("decision", "approve")));
        } finally {
            guard.setNext(rest);
        }

        assertThat(collision.completions.get()).isEqualTo(2);
        assertThat(jdbc.sql(
                                """
                                select count(*) from report_version v join report r on r.id = v.report_id
                                where r.measure_key = ? and v.status = 'signed'""")
                        .param(measure)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** Does the first completion, then lets it fail as if another had changed the same rows. */
    private static final class CollideOnce extends CommandInterceptor {

        private final AtomicInteger completions = new AtomicInteger();

        @Override
        public <T> T execute(Command<T> command) {
            T result = next.execute(command);
            if (command instanceof CompleteTaskCmd && completions.incrementAndGet() == 1) {
                throw new OptimisticLockingException("another was faster");
            }
            return result;
        }
    }
}
