package org.greenplan.reminder;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 收集待办: what everybody is to be told that day. */
@Component("collectReminders")
public class CollectReminders implements JavaDelegate {

    private final DailyReminders daily;

    CollectReminders(DailyReminders daily) {
        this.daily = daily;
    }

    @Override
    public void execute(DelegateExecution execution) {
        daily.collect(Reminders.day(execution));
    }
}
