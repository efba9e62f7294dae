package org.greenplan.calendar;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When reports are due.
 *
 * @param reportDayOfMonth the day of a period's last month on which its reports are due; on a day off, the workday
 *     before. Not before the 15th, so that no holiday pushes it out of its month
 * @param closingWorkdays how many workdays before the plan's deadline its last period ends
 */
@Validated
@ConfigurationProperties("greenplan.calendar")
public record CalendarSettings(
        @DefaultValue("25")
                @Min(value = 15, message = "报送日应在每月 15 日至 28 日之间")
                @Max(value = 28, message = "报送日应在每月 15 日至 28 日之间")
                int reportDayOfMonth,
        @DefaultValue("10")
                @Min(value = 0, message = "年度收口应提前 0 至 60 个工作日")
                @Max(value = 60, message = "年度收口应提前 0 至 60 个工作日")
                int closingWorkdays) {}
