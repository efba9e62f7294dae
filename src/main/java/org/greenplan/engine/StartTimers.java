package org.greenplan.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the timers that start processes at the times that are set: the engine works them out when it deploys, and a setting may have changed since.
 * One that should have fired while nothing ran still does.
 */
@Component
class StartTimers {

    private static final Logger LOG = LoggerFactory.getLogger(StartTimers.class);

    private final ManagementService management;
    private final Clock clock;

    StartTimers(ManagementService management, Clock clock) {
        this.management = management;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void keep() {
        List<Job> timers = management.createJobQuery().timers().active().list();
        for (Job timer : timers) {
            Instant due = timer.getDuedate().toInstant();
            if (timer.getProcessInstanceId() != null || !due.isAfter(clock.instant())) {
                continue;
            }
            management.recalculateJobDuedate(timer.getId(), false);
            Instant now = management
                    .createJobQuery()
                    .jobId(timer.getId())
                    .singleResult()
                    .getDuedate()
                    .toInstant();
            if (!now.equals(due)) {
                LOG.info("{} starts at {} instead of {}", timer.getProcessDefinitionKey(), now, due);
            }
        }
    }
}
