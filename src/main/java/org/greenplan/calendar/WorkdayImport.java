package org.greenplan.calendar;

import java.io.IOException;
import java.io.Reader;
import org.springframework.stereotype.Component;

/** Takes a CSV file of holidays and shifted working days into our own table. */
@Component
public class WorkdayImport {

    private final WorkdayOverrides overrides;
    private final WorkingDays workingDays;

    public WorkdayImport(WorkdayOverrides overrides, WorkingDays workingDays) {
        this.overrides = overrides;
        this.workingDays = workingDays;
    }

    /**
     * Enters the days of the file if every line of it is good, and nothing otherwise. Days that the file does not name
     * stay as they are.
     *
     * @return what was read; its problems say why nothing was entered
     * @throws IOException if the reader fails
     */
    public WorkdayCsv.Result load(Reader csv) throws IOException {
        WorkdayCsv.Result read = WorkdayCsv.read(csv);
        if (read.problems().isEmpty()) {
            overrides.save(read.days());
            workingDays.refresh();
        }
        return read;
    }
}
