package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import org.greenplan.calendar.DueAllowances;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.FixedOverrides;
import org.greenplan.calendar.WorkingDays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The dates of a submission, of which 31 May 2026 is a Sunday and 31 May 2027 a Monday. */
class SubmissionCalendarTest {

    private static SubmissionSettings settings(MonthDay deadline) {
        return new SubmissionSettings("ecology", "district", true, MonthDay.of(3, 1), deadline, 41, 21, 11, 1, "36-02");
    }

    private static SubmissionCalendar on(String today, MonthDay deadline) {
        Clock clock = Clock.fixed(
                LocalDate.parse(today).atTime(9, 0).atZone(DueDates.ZONE).toInstant(), DueDates.ZONE);
        WorkingDays workingDays = new WorkingDays(new FixedOverrides(), clock);
        return new SubmissionCalendar(
                settings(deadline),
                workingDays,
                new DueDates(workingDays, new DueAllowances(5, 5, 2, 3, 2, 5, 5, 2, 3, 5, 3, 5, 3)),
                clock);
    }

    private static final MonthDay USUAL = MonthDay.of(5, 31);

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    @Test
    @DisplayName("2026年：5月31日是星期日；5月10日也是，前一天是调休上班的星期六")
    void datesOf2026_stepBackFromSunday() {
        assertThat(on("2026-03-01", USUAL).of(2026))
                .isEqualTo(new SubmissionCalendar.Dates(
                        day("2026-04-20"), day("2026-05-09"), day("2026-05-20"), day("2026-05-29"), day("2026-05-31")));
    }

    @Test
    @DisplayName("2027年：5月31日是星期一，提前一个工作日是上周五")
    void datesOf2027_leaveAWorkdayBeforeMonday() {
        assertThat(on("2027-03-01", USUAL).of(2027))
                .isEqualTo(new SubmissionCalendar.Dates(
                        day("2027-04-20"), day("2027-05-10"), day("2027-05-20"), day("2027-05-28"), day("2027-05-31")));
    }

    @Test
    @DisplayName("平台的截止日变了，各步跟着变")
    void otherDeadline_movesEveryStep() {
        SubmissionCalendar.Dates dates = on("2027-03-01", MonthDay.of(6, 15)).of(2027);
        assertThat(dates.units()).isEqualTo(day("2027-05-05"));
        assertThat(dates.deadline()).isEqualTo(day("2027-06-15"));
        assertThat(dates.upload()).isEqualTo(day("2027-06-14"));
    }

    @Test
    @DisplayName("晚开始的一步从现在起算，不超过报送日；报送日已过的，仍给几个工作日")
    void stepThatBeginsLate_countsFromNow() {
        assertThat(on("2027-04-01", USUAL).due(2027, day("2027-04-20"))).isEqualTo(day("2027-04-20"));
        assertThat(on("2027-05-12", USUAL).due(2027, day("2027-04-20"))).isEqualTo(day("2027-05-17"));
        assertThat(on("2027-05-27", USUAL).due(2027, day("2027-05-20"))).isEqualTo(day("2027-05-28"));
        assertThat(on("2027-06-02", USUAL).due(2027, day("2027-05-28"))).isEqualTo(day("2027-06-07"));
    }

    @Test
    @DisplayName("晚几天按自然日从5月31日算")
    void daysLate_countFromTheDeadline() {
        SubmissionCalendar calendar = on("2027-06-02", USUAL);
        assertThat(calendar.daysLate(2027, day("2027-05-31"))).isZero();
        assertThat(calendar.daysLate(2027, day("2027-06-02"))).isEqualTo(2);
        assertThat(calendar.daysLate(2027, day("2027-05-01"))).isZero();
    }
}
