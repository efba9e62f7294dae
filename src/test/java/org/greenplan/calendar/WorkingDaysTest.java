package org.greenplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingDaysTest {

    private static final Path SEED = Path.of("seeds/workdays-cn.csv");

    private final MovableClock clock = new MovableClock();
    private final FixedOverrides overrides = new FixedOverrides();
    private final WorkingDays days = new WorkingDays(overrides, clock);

    @DisplayName("2026年调休上班的周末")
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"})
    void shiftedWeekend_isWorked(String day) {
        assertThat(days.isWorkday(date(day))).isTrue();
    }

    @DisplayName("2026年放假的平日，包括国庆节和中秋节")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01",
                "2026-01-02",
                "2026-02-16",
                "2026-02-23",
                "2026-04-06",
                "2026-05-05",
                "2026-06-19",
                "2026-09-25",
                "2026-10-01",
                "2026-10-02",
                "2026-10-05",
                "2026-10-06",
                "2026-10-07"
            })
    void holiday_isNotWorked(String day) {
        assertThat(days.isWorkday(date(day))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-24, true", "2026-09-28, true", "2026-09-30, true", "2026-10-08, true", "2026-10-09, true",
        "2026-10-11, false", "2026-05-29, true", "2026-05-30, false", "2026-05-31, false", "2026-06-01, true"
    })
    void dayBesideHoliday_goesByItsWeekday(String day, boolean worked) {
        assertThat(days.isWorkday(date(day))).isEqualTo(worked);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-24, 1, 2026-09-28",
        "2026-09-30, 1, 2026-10-08",
        "2026-09-30, 3, 2026-10-10",
        "2026-09-30, 4, 2026-10-12",
        "2026-10-03, 1, 2026-10-08",
        "2026-10-08, -1, 2026-09-30",
        "2026-10-03, -1, 2026-09-30",
        "2026-09-21, -1, 2026-09-20",
        "2026-12-31, -10, 2026-12-17",
        "2026-10-03, 0, 2026-10-03"
    })
    void plus_countsWorkdaysOnly(String start, int workdays, String expected) {
        assertThat(days.plus(date(start), workdays)).isEqualTo(date(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-25, 2026-09-24, 2026-09-28",
        "2026-10-07, 2026-09-30, 2026-10-08",
        "2026-09-20, 2026-09-20, 2026-09-20",
        "2026-05-31, 2026-05-29, 2026-06-01",
        "2026-05-29, 2026-05-29, 2026-05-29"
    })
    void rolling_staysOnWorkdayElseMovesToTheNearest(String day, String back, String forward) {
        assertThat(days.rollBack(date(day))).isEqualTo(date(back));
        assertThat(days.rollForward(date(day))).isEqualTo(date(forward));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-30, 2026-10-08, 1",
        "2026-09-30, 2026-10-10, 3",
        "2026-10-08, 2026-09-30, -1",
        "2026-10-01, 2026-10-07, 0",
        "2026-10-01, 2026-10-08, 1",
        "2026-05-29, 2026-05-29, 0"
    })
    void workdaysBetween_countsTheEndNotTheStart(String from, String to, int expected) {
        assertThat(days.workdaysBetween(date(from), date(to))).isEqualTo(expected);
    }

    @Test
    void override_goesBeforeTheBundledSchedule() {
        overrides
                .with("2026-10-10", Kind.HOLIDAY)
                .with("2026-10-07", Kind.WORKDAY)
                .with("2026-11-18", Kind.HOLIDAY);

        assertThat(days.isWorkday(date("2026-10-10"))).isFalse();
        assertThat(days.isWorkday(date("2026-10-07"))).isTrue();
        assertThat(days.isWorkday(date("2026-11-18"))).isFalse();
        assertThat(days.isWorkday(date("2026-10-06"))).isFalse();
    }

    @Test
    @DisplayName("未公布的年份按周末推定")
    void unpublishedYear_goesByWeekends() {
        assertThat(days.isPublished(2025)).isTrue();
        assertThat(days.isPublished(2026)).isTrue();
        assertThat(days.isPublished(2040)).isFalse();
        assertThat(days.isWorkday(date("2040-10-01"))).isTrue();
        assertThat(days.isWorkday(date("2040-10-06"))).isFalse();
    }

    @Test
    void enteredSchedule_publishesItsYear_butSingleDayDoesNot() {
        overrides.with("2040-03-05", Kind.HOLIDAY);
        assertThat(days.isPublished(2040)).isFalse();

        overrides.with("2040-10-01", Kind.HOLIDAY);
        days.refresh();
        assertThat(days.isPublished(2040)).isTrue();
    }

    @Test
    void change_isSeenAfterRefreshOrAMinute() {
        LocalDate day = date("2026-11-18");
        assertThat(days.isWorkday(day)).isTrue();
        overrides.with("2026-11-18", Kind.HOLIDAY);

        clock.now = clock.now.plus(Duration.ofSeconds(60));
        assertThat(days.isWorkday(day)).isTrue();
        assertThat(overrides.reads).isEqualTo(1);
        clock.now = clock.now.plus(Duration.ofSeconds(1));
        assertThat(days.isWorkday(day)).isFalse();

        overrides.with("2026-11-18", Kind.WORKDAY);
        days.refresh();
        assertThat(days.isWorkday(day)).isTrue();
    }

    @Test
    void seed_agreesWithTheBundledSchedule() throws Exception {
        List<WorkdayOverride> seed = WorkdayReading.csv(Files.readString(SEED)).days();

        assertThat(seed).hasSize(72).allSatisfy(override -> assertThat(days.isWorkday(override.day()))
                .as("%s", override.day())
                .isEqualTo(override.kind() == Kind.WORKDAY));
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-03-02T01:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return DueDates.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
