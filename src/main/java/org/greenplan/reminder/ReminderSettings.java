package org.greenplan.reminder;

import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When people are reminded.
 *
 * @param time of day, in Beijing, at which each workday's mails are written
 */
@Validated
@ConfigurationProperties("greenplan.reminder")
record ReminderSettings(@DefaultValue("08:30") LocalTime time) {

    /** For the timer: every day, whether worked or not. */
    String cron() {
        return "0 %d %d * * ?".formatted(time.getMinute(), time.getHour());
    }
}
