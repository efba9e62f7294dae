package org.greenplan.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.greenplan.calendar.YearSchedule.Festival;
import org.greenplan.calendar.YearSchedule.Run;
import org.springframework.stereotype.Component;

/** Shows the working days as they are in force: our own table over the bundled schedule. */
@Component
public class YearSchedules {

    private final WorkdayOverrides overrides;
    private final WorkingDays workingDays;

    public YearSchedules(WorkdayOverrides overrides, WorkingDays workingDays) {
        this.overrides = overrides;
        this.workingDays = workingDays;
    }

    /** Our own table, by date. */
    public Collection<WorkdayOverride> own() {
        return new TreeMap<>(overrides.findAll()).values();
    }

    public YearSchedule of(int year) {
        Map<LocalDate, WorkdayOverride> days = new TreeMap<>(BundledSchedule.of(year));
        int known = days.size();
        int own = 0;
        int replaced = 0;
        for (WorkdayOverride day : own()) {
            if (day.day().getYear() == year) {
                own++;
                replaced += days.put(day.day(), day) == null ? 0 : 1;
            }
        }
        return new YearSchedule(year, workingDays.isPublished(year), own, known - replaced, festivals(days.values()));
    }

    private static List<Festival> festivals(Collection<WorkdayOverride> days) {
        Map<String, List<WorkdayOverride>> byName = new LinkedHashMap<>();
        days.forEach(
                day -> byName.computeIfAbsent(day.holiday() == null ? "" : day.holiday(), name -> new ArrayList<>())
                        .add(day));
        List<Festival> festivals = new ArrayList<>();
        byName.forEach((name, of) -> festivals.add(new Festival(
                name,
                runs(of),
                of.stream()
                        .filter(day -> day.kind() == Kind.WORKDAY)
                        .map(WorkdayOverride::day)
                        .toList())));
        return festivals;
    }

    private static List<Run> runs(List<WorkdayOverride> days) {
        List<Run> runs = new ArrayList<>();
        for (WorkdayOverride day : days) {
            if (day.kind() == Kind.WORKDAY) {
                continue;
            }
            Run before = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (before != null && before.last().plusDays(1).equals(day.day())) {
                runs.set(runs.size() - 1, new Run(before.first(), day.day()));
            } else {
                runs.add(new Run(day.day(), day.day()));
            }
        }
        return runs;
    }
}
