package org.greenplan.reminder;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 撰写邮件: the mails of the next people. */
@Component("writeReminders")
public class WriteReminders implements JavaDelegate {

    private final DailyReminders daily;

    WriteReminders(DailyReminders daily) {
        this.daily = daily;
    }

    @Override
    public void execute(DelegateExecution execution) {
        daily.write(Reminders.day(execution));
    }
}
