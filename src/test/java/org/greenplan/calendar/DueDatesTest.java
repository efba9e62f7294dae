package org.greenplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class DueDatesTest {

    private static final DueAllowances DEFAULTS = new DueAllowances(5, 5, 2, 3, 2, 5, 5, 2, 3, 5, 3, 5, 3);
    private static final ReportingPeriod THIRD_QUARTER = new ReportingPeriod(
            "2026Q3",
            2026,
            Cadence.QUARTERLY,
            3,
            "2026年第三季度",
            LocalDate.of(2026, 7, 1),
            LocalDate.of(2026, 9, 24),
            false);

    private final DueDates dueDates = new DueDates(new WorkingDays(new FixedOverrides(), Clock.systemUTC()), DEFAULTS);

    @ParameterizedTest
    @CsvSource({
        // without a deadline, and with one far away
        "2026-09-30, 5, , 2026-10-13",
        "2026-09-30, 5, 2026-12-31, 2026-10-13",
        // both sides of the deadline
        "2026-06-01, 5, 2026-06-09, 2026-06-08",
        "2026-06-01, 5, 2026-06-08, 2026-06-08",
        "2026-06-01, 5, 2026-06-05, 2026-06-05",
        // 31 May 2026 is a Sunday: the Friday before
        "2026-05-27, 5, 2026-05-31, 2026-05-29",
        "2026-05-29, 5, 2026-05-31, 2026-05-29",
        // nothing worked is left before it
        "2026-05-30, 5, 2026-05-31, 2026-05-31",
        "2026-05-31, 5, 2026-05-31, 2026-05-31",
        // started after it
        "2026-06-01, 5, 2026-05-31, 2026-06-08"
    })
    void after_neverPassesTheMeasuresDeadline(LocalDate from, int workdays, LocalDate deadline, LocalDate expected) {
        assertThat(dueDates.after(from, workdays, deadline)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // 20 September is a worked Sunday: from the 21st there are exactly three workdays left
        "2026-07-01, 2026-12-31, 2026-09-24",
        "2026-09-21, 2026-12-31, 2026-09-24",
        "2026-09-22, 2026-12-31, 2026-09-28",
        "2026-09-28, 2026-12-31, 2026-10-08",
        "2026-09-28, , 2026-10-08",
        // the measure ends before the period does
        "2026-07-01, 2026-08-31, 2026-08-31",
        "2026-08-28, 2026-08-31, 2026-08-31",
        // and had ended before the report was asked for
        "2026-09-01, 2026-08-31, 2026-09-24",
        "2026-09-28, 2026-08-31, 2026-10-08"
    })
    void reportDue_leavesAtLeastTheTimeOfAReturnedReport(LocalDate opened, LocalDate deadline, LocalDate expected) {
        assertThat(dueDates.reportDue(THIRD_QUARTER, opened, deadline)).isEqualTo(expected);
    }

    @Test
    void dueInstant_isSixInTheEveningInBeijing() {
        assertThat(DueDates.dueInstant(LocalDate.of(2026, 9, 24)))
                .isEqualTo(Date.from(Instant.parse("2026-09-24T10:00:00Z")));
    }

    @Test
    void settings_haveTheDefaultsOfTheDesign() {
        context().run(started -> {
            assertThat(started.getBean(DueAllowances.class)).isEqualTo(DEFAULTS);
            assertThat(started.getBean(CalendarSettings.class)).isEqualTo(new CalendarSettings(25, 10));
        });
    }

    @Test
    void setting_outOfRange_stopsTheStart() {
        Map.of(
                        "greenplan.due.confirm=1", true,
                        "greenplan.due.confirm=0", false,
                        "greenplan.due.review=60", true,
                        "greenplan.due.review=61", false,
                        "greenplan.calendar.report-day-of-month=15", true,
                        "greenplan.calendar.report-day-of-month=14", false,
                        "greenplan.calendar.report-day-of-month=28", true,
                        "greenplan.calendar.report-day-of-month=29", false,
                        "greenplan.calendar.closing-workdays=0", true,
                        "greenplan.calendar.closing-workdays=-1", false)
                .forEach((setting, starts) -> context()
                        .withPropertyValues(setting)
                        .run(started -> assertThat(started.getStartupFailure() == null)
                                .as(setting)
                                .isEqualTo(starts)));
    }

    private static ApplicationContextRunner context() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Settings.class);
    }

    @Configuration
    @EnableConfigurationProperties({DueAllowances.class, CalendarSettings.class})
    static class Settings {}
}
