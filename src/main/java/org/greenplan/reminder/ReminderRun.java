package org.greenplan.reminder;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.greenplan.calendar.DueDates;
import org.greenplan.engine.AsSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Starts deadline-reminder by hand, and keeps its timer at the time that is set. */
@Service
class ReminderRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReminderRun.class);
    private static final String PROCESS = "deadline-reminder";

    private final RuntimeService runtime;
    private final ManagementService management;
    private final IdentityService identity;
    private final ReminderSettings settings;
    private final Clock clock;

    ReminderRun(
            RuntimeService runtime,
            ManagementService management,
            IdentityService identity,
            ReminderSettings settings,
            Clock clock) {
        this.runtime = runtime;
        this.management = management;
        this.identity = identity;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        AsSystem.call(identity, () -> runtime.startProcessInstanceByKey(PROCESS));
    }

    /** The timer was set at the last start; one that should have fired meanwhile still does. */
    @EventListener(ApplicationReadyEvent.class)
    void keepTheTime() {
        Job timer = timer();
        if (timer == null) {
            return;
        }
        Instant due = timer.getDuedate().toInstant();
        LocalTime time = LocalTime.ofInstant(due, DueDates.ZONE);
        if (!time.equals(settings.time()) && due.isAfter(clock.instant())) {
            management.recalculateJobDuedate(timer.getId(), false);
            LOG.info("reminders go out at {} from now on", settings.time());
        }
    }

    private Job timer() {
        return management
                .createJobQuery()
                .processDefinitionKey(PROCESS)
                .timers()
                .active()
                .singleResult();
    }
}
