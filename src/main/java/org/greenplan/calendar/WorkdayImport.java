package org.greenplan.calendar;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes a table of holidays and shifted working days into our own table. */
@Component
public class WorkdayImport {

    private final WorkdayOverrides overrides;
    private final WorkingDays workingDays;

    public WorkdayImport(WorkdayOverrides overrides, WorkingDays workingDays) {
        this.overrides = overrides;
        this.workingDays = workingDays;
    }

    /**
     * What entering the days would change of the working days as they are now.
     *
     * @param days that have been read without a problem
     */
    public List<Change> changes(Collection<WorkdayOverride> days) {
        return days.stream()
                .sorted(Comparator.comparing(WorkdayOverride::day))
                .map(day -> new Change(day, workingDays.isWorkday(day.day())))
                .filter(change -> change.workedBefore() != change.workedAfter())
                .toList();
    }

    /**
     * A day that would be worked and was not, or the other way round.
     *
     * @param workedBefore whether people work on it as things are
     */
    public record Change(WorkdayOverride entry, boolean workedBefore) {

        public boolean workedAfter() {
            return entry.kind() == WorkdayOverride.Kind.WORKDAY;
        }
    }

    /**
     * Enters the days of a CSV file if every row of it is good, and nothing otherwise. Days that the file does not name
     * stay as they are.
     *
     * @return what was read; its problems say why nothing was entered
     */
    public WorkdayReading.Result load(String csv) {
        WorkdayReading.Result read = WorkdayReading.csv(csv);
        if (read.problems().isEmpty()) {
            overrides.save(read.days());
            workingDays.refresh();
        }
        return read;
    }
}
