package org.greenplan.reminder;

import org.springframework.stereotype.Component;

/** When the process deadline-reminder starts. Asked while the engine is being built, so it needs nothing of the engine. */
@Component("reminderTime")
public class ReminderTime {

    private final ReminderSettings settings;

    ReminderTime(ReminderSettings settings) {
        this.settings = settings;
    }

    /** Every day, whether worked or not: the process asks that first. */
    public String cron() {
        return settings.cron();
    }
}
