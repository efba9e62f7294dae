package org.greenplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.greenplan.calendar.YearSchedule.Festival;
import org.greenplan.calendar.YearSchedule.Run;
import org.junit.jupiter.api.Test;

class YearSchedulesTest {

    private final FixedOverrides overrides = new FixedOverrides();
    private final YearSchedules schedules = new YearSchedules(overrides, new WorkingDays(overrides, Clock.systemUTC()));

    @Test
    void yearThatNobodyKnows_isNotPublished() {
        assertThat(schedules.of(2060)).isEqualTo(new YearSchedule(2060, false, 0, 0, List.of()));
    }

    @Test
    void bundledYear_isToldByFestivals() {
        YearSchedule year = schedules.of(2025);

        assertThat(year.published()).isTrue();
        assertThat(year.own()).isZero();
        assertThat(year.bundled()).isEqualTo(33);
        assertThat(year.festivals())
                .extracting(Festival::name)
                .startsWith("元旦", "春节")
                .doesNotHaveDuplicates();
        assertThat(year.festivals().get(1).off())
                .containsExactly(new Run(LocalDate.of(2025, 1, 28), LocalDate.of(2025, 2, 4)));
        assertThat(year.festivals().get(1).worked())
                .containsExactly(LocalDate.of(2025, 1, 26), LocalDate.of(2025, 2, 8));
    }

    @Test
    void ownDays_goBeforeBundledOnes_andRunsAreToldApart() {
        overrides
                .with("2025-01-01", Kind.WORKDAY)
                .with("2025-12-29", Kind.HOLIDAY)
                .with("2025-12-31", Kind.HOLIDAY)
                .with("2026-01-01", Kind.HOLIDAY);

        YearSchedule year = schedules.of(2025);

        assertThat(year.own()).isEqualTo(3);
        assertThat(year.bundled()).isEqualTo(32);
        assertThat(year.festivals()).extracting(Festival::name).doesNotContain("元旦");
        Festival unnamed = year.festivals().stream()
                .filter(festival -> festival.name().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(unnamed.worked()).containsExactly(LocalDate.of(2025, 1, 1));
        assertThat(unnamed.off())
                .containsExactly(
                        new Run(LocalDate.of(2025, 12, 29), LocalDate.of(2025, 12, 29)),
                        new Run(LocalDate.of(2025, 12, 31), LocalDate.of(2025, 12, 31)));
    }
}
