package org.greenplan.reminder;

import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.greenplan.calendar.WorkingDays;
import org.springframework.stereotype.Component;

/** What the process deadline-reminder asks. An instance is for the day on which it started. */
@Component("reminders")
public class Reminders {

    private static final String KEY = "reminder-";

    private final DailyReminders daily;
    private final WorkingDays workingDays;
    private final Clock clock;

    Reminders(DailyReminders daily, WorkingDays workingDays, Clock clock) {
        this.daily = daily;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    public void begin(DelegateExecution execution) {
        execution.setProcessBusinessKey(KEY + LocalDate.now(clock));
    }

    public boolean isWorkday(DelegateExecution execution) {
        return workingDays.isWorkday(day(execution));
    }

    /** Whether somebody's mail is not written yet. */
    public boolean anyUnwritten(DelegateExecution execution) {
        return daily.hasUnwritten(day(execution));
    }

    static LocalDate day(DelegateExecution execution) {
        return LocalDate.parse(execution.getProcessBusinessKey().substring(KEY.length()));
    }
}
