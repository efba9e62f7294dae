package org.greenplan.reminder;

import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When people are reminded, and where links in mails lead.
 *
 * @param time of day, in Beijing, at which each workday's mails are written
 * @param baseUrl address of this system as people reach it, without a slash at its end
 */
@Validated
@ConfigurationProperties("greenplan.reminder")
record ReminderSettings(
        @DefaultValue("08:30") LocalTime time,
        @DefaultValue("http://localhost:8080")
                @Pattern(regexp = "https?://[^\\s]*[^/\\s]", message = "应为 http:// 或 https:// 开头、末尾不带斜线的地址")
                String baseUrl) {

    /** For the timer: every day, whether worked or not. */
    String cron() {
        return "0 %d %d * * ?".formatted(time.getMinute(), time.getHour());
    }
}
