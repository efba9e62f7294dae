package org.greenplan.submission;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.MonthDay;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who answers for the submission to the platform, and when its steps are due. The days count back from the deadline, so
 * that all dates move with it; a date on a day off is the workday before.
 *
 * @param bureau code of the unit that answers for it
 * @param endorser code of the unit whose supervisors sign for the district government
 * @param endorsement whether the district government signs at all
 * @param start when each year's submission opens by itself
 * @param deadline by when the platform wants it (measure 36, second row: 每年5月底前)
 * @param unitsDays how many days before the deadline the units report: 41 is 20 April
 * @param bureauDays how many days before the deadline the bureau has put it together: 21 is 10 May
 * @param leadersDays how many days before the deadline the leaders have signed: 11 is 20 May
 * @param uploadWorkdays how many workdays before the deadline it is uploaded
 * @param measure task number and ordinal of the plan's row that asks for it
 */
@Validated
@ConfigurationProperties("greenplan.submission")
record SubmissionSettings(
        @DefaultValue("ecology") @Pattern(regexp = "[a-z0-9]+") String bureau,
        @DefaultValue("district") @Pattern(regexp = "[a-z0-9]+") String endorser,
        @DefaultValue("true") boolean endorsement,
        @DefaultValue("--03-01") MonthDay start,
        @DefaultValue("--05-31") MonthDay deadline,
        @DefaultValue("41") @Min(1) @Max(90) int unitsDays,
        @DefaultValue("21") @Min(1) @Max(90) int bureauDays,
        @DefaultValue("11") @Min(1) @Max(90) int leadersDays,
        @DefaultValue("1") @Min(0) @Max(20) int uploadWorkdays,
        @DefaultValue("36-02") @Pattern(regexp = "\\d\\d-\\d\\d") String measure) {

    /** For the timer: in the morning of that day, whether worked or not. */
    String cron() {
        return "0 0 8 %d %d ?".formatted(start.getDayOfMonth(), start.getMonthValue());
    }
}
