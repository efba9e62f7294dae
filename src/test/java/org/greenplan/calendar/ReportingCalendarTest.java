package org.greenplan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingCalendarTest {

    private static final LocalDate YEAR_END = LocalDate.of(2026, 12, 31);

    private final WorkingDays workingDays = new WorkingDays(new FixedOverrides(), Clock.systemUTC());
    private final ReportingCalendar calendar = new ReportingCalendar(workingDays, new CalendarSettings(25, 10));

    @Test
    void quarters_of2026() {
        assertThat(calendar.periods(Cadence.QUARTERLY, 2026, YEAR_END))
                .containsExactly(
                        quarter(1, "2026年第一季度", "2026-01-01", "2026-03-25", false),
                        quarter(2, "2026年第二季度", "2026-04-01", "2026-06-25", false),
                        // 25 September 2026 is 中秋节
                        quarter(3, "2026年第三季度", "2026-07-01", "2026-09-24", false),
                        quarter(4, "2026年第四季度（年度总结）", "2026-10-01", "2026-12-17", true));
    }

    @Test
    void months_of2026() {
        assertThat(calendar.periods(Cadence.MONTHLY, 2026, YEAR_END))
                .hasSize(12)
                .extracting(ReportingPeriod::due)
                .startsWith(LocalDate.of(2026, 1, 23), LocalDate.of(2026, 2, 25))
                .contains(LocalDate.of(2026, 4, 24), LocalDate.of(2026, 7, 24), LocalDate.of(2026, 10, 23))
                .endsWith(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 12, 17));
        assertThat(calendar.periods(Cadence.MONTHLY, 2026, YEAR_END))
                .extracting(ReportingPeriod::id)
                .startsWith("2026M01")
                .endsWith("2026M12");
        assertThat(calendar.periods(Cadence.MONTHLY, 2026, YEAR_END))
                .extracting(ReportingPeriod::name)
                .contains("2026年3月")
                .endsWith("2026年12月（年度总结）");
    }

    @Test
    void halvesAndOnce_of2026() {
        assertThat(calendar.periods(Cadence.HALF_YEARLY, 2026, YEAR_END))
                .extracting(ReportingPeriod::id, ReportingPeriod::name, ReportingPeriod::last)
                .containsExactly(tuple("2026H1", "2026年上半年", false), tuple("2026H2", "2026年下半年（年度总结）", true));
        assertThat(calendar.periods(Cadence.ONCE, 2026, YEAR_END))
                .containsExactly(new ReportingPeriod(
                        "2026Y",
                        2026,
                        Cadence.ONCE,
                        1,
                        "2026年度总结",
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 12, 17),
                        true));
    }

    @ParameterizedTest
    @CsvSource({
        "QUARTERLY, 2025-12-31, 2026Q1",
        "QUARTERLY, 2026-01-01, 2026Q1",
        "QUARTERLY, 2026-03-31, 2026Q1",
        "QUARTERLY, 2026-04-01, 2026Q2",
        "QUARTERLY, 2026-09-30, 2026Q3",
        "QUARTERLY, 2026-10-01, 2026Q4",
        "QUARTERLY, 2026-12-17, 2026Q4",
        "QUARTERLY, 2026-12-18, 2026Q4",
        "QUARTERLY, 2027-05-01, 2026Q4",
        "MONTHLY, 2026-02-28, 2026M02",
        "MONTHLY, 2026-03-01, 2026M03",
        "HALF_YEARLY, 2026-06-30, 2026H1",
        "HALF_YEARLY, 2026-07-01, 2026H2",
        "ONCE, 2026-03-01, 2026Y"
    })
    void periodFor_isTheOneOpenThen(Cadence cadence, LocalDate date, String expected) {
        assertThat(calendar.periodFor(cadence, 2026, YEAR_END, date).id()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // ten workdays before: 16 September (the 20th is worked), 30 September, 1 July is the first of Q3
        "2026-09-30, 2026Q3, 2026-09-16",
        "2026-10-20, 2026Q3, 2026-09-30",
        "2026-10-21, 2026Q4, 2026-10-08",
        "2026-07-14, 2026Q2, 2026-06-30",
        "2026-07-15, 2026Q3, 2026-07-01",
        "2027-03-31, 2026Q4, 2027-03-17"
    })
    void otherDeadline_movesTheLastPeriod(LocalDate deadline, String lastId, LocalDate due) {
        ReportingPeriod last = calendar.periodFor(Cadence.QUARTERLY, 2026, deadline, LocalDate.of(2028, 1, 1));

        assertThat(last.id()).isEqualTo(lastId);
        assertThat(last.due()).isEqualTo(due);
        assertThat(last.last()).isTrue();
        assertThat(last.name()).endsWith("（年度总结）");
    }

    @Test
    void settings_moveTheDates() {
        ReportingCalendar early = new ReportingCalendar(workingDays, new CalendarSettings(20, 0));

        assertThat(early.periods(Cadence.QUARTERLY, 2026, LocalDate.of(2026, 12, 27)))
                .extracting(ReportingPeriod::due)
                .containsExactly(
                        LocalDate.of(2026, 3, 20),
                        LocalDate.of(2026, 6, 18),
                        LocalDate.of(2026, 9, 20),
                        LocalDate.of(2026, 12, 25));
    }

    @Test
    void cadences_haveChineseLabels() {
        assertThat(Cadence.values()).extracting(Cadence::label).containsExactly("每月", "每季度", "每半年", "一次性");
    }

    private static ReportingPeriod quarter(int ordinal, String name, String opens, String due, boolean last) {
        return new ReportingPeriod(
                "2026Q" + ordinal,
                2026,
                Cadence.QUARTERLY,
                ordinal,
                name,
                LocalDate.parse(opens),
                LocalDate.parse(due),
                last);
    }
}
