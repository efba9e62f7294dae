package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.greenplan.TestDatabase;
import org.greenplan.calendar.WorkdayTable;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.submission.SubmissionWatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 2026 and 2027 as published, 2027 by weekends. */
@DisplayName("平台报送倒计时：哪天告诉谁")
class CountdownTest {

    private static final WorkingDays DAYS =
            new WorkingDays(WorkdayTable.over(TestDatabase.create()), Clock.systemUTC());

    private List<String> silent = List.of();
    private boolean awaited = true;
    private String due = "2026-04-20";
    private String upload = "2026-05-29";
    private String deadline = "2026-05-31";

    private Countdown on(LocalDate day) {
        return new Countdown(
                new SubmissionWatch.Standing(
                        1,
                        "生态文明建设示范区2026年报送（2025年度数据）",
                        "生态文明建设示范区",
                        null,
                        awaited,
                        "各单位填报",
                        LocalDate.parse(due),
                        LocalDate.parse("2026-04-20"),
                        LocalDate.parse(upload),
                        LocalDate.parse(deadline),
                        silent),
                day,
                DAYS);
    }

    private List<String> days(String from, String to, Predicate<Countdown> concerns) {
        return Stream.iterate(LocalDate.parse(from), day -> !day.isAfter(LocalDate.parse(to)), day -> day.plusDays(1))
                .filter(day -> DAYS.isWorkday(day) || on(day).concernsADayOff())
                .filter(day -> concerns.test(on(day)))
                .map(day -> day.toString().substring(5))
                .toList();
    }

    @Test
    @DisplayName("有单位未报：从4月21日起每个工作日告诉局里，区领导当天和以后每5个工作日")
    void silentUnits() {
        silent = List.of("区水务局");
        assertThat(days("2026-03-01", "2026-04-30", Countdown::concernsTheBureau))
                .containsExactly("04-21", "04-22", "04-23", "04-24", "04-27", "04-28", "04-29", "04-30");
        assertThat(days("2026-03-01", "2026-05-20", Countdown::concernsTheDistrict))
                .containsExactly("04-21", "04-28", "05-08", "05-14");
    }

    @Test
    @DisplayName("都按时：只在报送前最后5个工作日，直到平台截止那天，周末也在内")
    void nothingLate_onlyTheLastDays() {
        due = "2026-05-29";
        List<String> last = List.of("05-22", "05-25", "05-26", "05-27", "05-28", "05-29", "05-30", "05-31");
        assertThat(days("2026-03-01", "2026-05-31", Countdown::concernsTheBureau))
                .isEqualTo(last);
        assertThat(days("2026-03-01", "2026-05-31", Countdown::concernsTheDistrict))
                .isEqualTo(last);

        due = "2027-05-28";
        upload = "2027-05-28";
        deadline = "2027-05-31";
        assertThat(days("2027-03-01", "2027-05-31", Countdown::concernsTheDistrict))
                .containsExactly("05-21", "05-24", "05-25", "05-26", "05-27", "05-28", "05-29", "05-30", "05-31");
    }

    @Test
    @DisplayName("过了平台截止日：第一个工作日和以后每5个工作日；受理以后不再说")
    void afterThePlatformsDate() {
        due = "2026-05-29";
        assertThat(days("2026-06-01", "2026-06-16", Countdown::concernsTheBureau))
                .containsExactly("06-01", "06-08", "06-15");
        awaited = false;
        assertThat(days("2026-03-01", "2026-06-30", Countdown::concernsTheBureau))
                .isEmpty();
    }
}
