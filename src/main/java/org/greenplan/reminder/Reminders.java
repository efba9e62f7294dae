package org.greenplan.reminder;

import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the process deadline-reminder asks. An instance is for the day on which it started. */
@Component("reminders")
public class Reminders {

    private static final String KEY = "reminder-";

    private final DailyReminders daily;
    private final Clock clock;

    Reminders(DailyReminders daily, Clock clock) {
        this.daily = daily;
        this.clock = clock;
    }

    public void begin(DelegateExecution execution) {
        execution.setProcessBusinessKey(KEY + LocalDate.now(clock));
    }

    /** Whether anybody is written to that day. */
    public boolean isDue(DelegateExecution execution) {
        return daily.isDue(day(execution));
    }

    /** Whether somebody's mail is not written yet. */
    public boolean anyUnwritten(DelegateExecution execution) {
        return daily.hasUnwritten(day(execution));
    }

    static LocalDate day(DelegateExecution execution) {
        return LocalDate.parse(execution.getProcessBusinessKey().substring(KEY.length()));
    }
}
