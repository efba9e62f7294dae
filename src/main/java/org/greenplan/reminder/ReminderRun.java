package org.greenplan.reminder;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.greenplan.engine.AsSystem;
import org.springframework.stereotype.Service;

/** Starts deadline-reminder by hand. */
@Service
class ReminderRun {

    private static final String PROCESS = "deadline-reminder";

    private final RuntimeService runtime;
    private final IdentityService identity;

    ReminderRun(RuntimeService runtime, IdentityService identity) {
        this.runtime = runtime;
        this.identity = identity;
    }

    void start() {
        AsSystem.call(identity, () -> runtime.startProcessInstanceByKey(PROCESS));
    }
}
