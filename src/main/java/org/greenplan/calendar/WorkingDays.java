package org.greenplan.calendar;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.Map;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which days are worked, with holidays and shifted weekends (调休). Our own table goes first, then the schedule that
 * comes with tyme4j (the State Council's yearly notices), then the weekday. A year whose notice is not out yet counts
 * by weekends only; {@link #isPublished} tells, so that pages can say 未公布，按周末推定.
 *
 * <p>The table is read again after {@link #refresh()}, and by itself after a minute, because another node may have
 * changed it.
 */
@Component
public class WorkingDays {

    private static final Duration CACHED_FOR = Duration.ofMinutes(1);

    private final WorkdayOverrides overrides;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    public WorkingDays(WorkdayOverrides overrides, Clock clock) {
        this.overrides = overrides;
        this.clock = clock;
    }

    /** Whether people work on that day. */
    public boolean isWorkday(LocalDate day) {
        Kind kind = kindOf(day);
        if (kind != null) {
            return kind == Kind.WORKDAY;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /**
     * The day that is so many workdays later, or earlier if negative. The start itself is not counted, whether worked
     * or not; zero gives the start unchanged.
     */
    public LocalDate plus(LocalDate start, int workdays) {
        int step = workdays < 0 ? -1 : 1;
        LocalDate day = start;
        for (int left = Math.abs(workdays); left > 0; ) {
            day = day.plusDays(step);
            if (isWorkday(day)) {
                left--;
            }
        }
        return day;
    }

    /** The day itself if worked, else the last workday before it. */
    public LocalDate rollBack(LocalDate day) {
        return isWorkday(day) ? day : plus(day, -1);
    }

    /** The day itself if worked, else the first workday after it. */
    public LocalDate rollForward(LocalDate day) {
        return isWorkday(day) ? day : plus(day, 1);
    }

    /**
     * How many workdays it takes from one day to the other: the first is not counted, the second is. Negative if the
     * second lies before the first. For workdays the inverse of {@link #plus}.
     */
    public int workdaysBetween(LocalDate from, LocalDate to) {
        int step = to.isBefore(from) ? -1 : 1;
        int count = 0;
        for (LocalDate day = from; !day.equals(to); ) {
            day = day.plusDays(step);
            if (isWorkday(day)) {
                count += step;
            }
        }
        return count;
    }

    /**
     * Workdays on which something due can still be done: a date on a day off has come on the workday before it, for after
     * that nobody is there to keep it. Negative when that has passed.
     */
    public int workdaysUntil(LocalDate today, LocalDate due) {
        return workdaysBetween(today, rollBack(due));
    }

    /**
     * Whether the holiday schedule of that year is known. Every yearly notice lists 1 October as a holiday, so that
     * day decides; a single day entered by hand does not make a schedule.
     */
    public boolean isPublished(int year) {
        return kindOf(LocalDate.of(year, Month.OCTOBER, 1)) == Kind.HOLIDAY;
    }

    /** Forgets what was read of our own table; to be called after it changed. */
    public void refresh() {
        snapshot = null;
    }

    private @Nullable Kind kindOf(LocalDate day) {
        WorkdayOverride own = overrides().get(day);
        WorkdayOverride known =
                own != null ? own : BundledSchedule.of(day.getYear()).get(day);
        return known == null ? null : known.kind();
    }

    private Map<LocalDate, WorkdayOverride> overrides() {
        Instant now = clock.instant();
        Snapshot known = snapshot;
        if (known == null || Duration.between(known.read(), now).abs().compareTo(CACHED_FOR) > 0) {
            known = new Snapshot(overrides.findAll(), now);
            snapshot = known;
        }
        return known.days();
    }

    private record Snapshot(Map<LocalDate, WorkdayOverride> days, Instant read) {}
}
