package org.greenplan.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * The holidays and shifted working days of a year, for people to read.
 *
 * @param published whether the year's notice is known; without it the year counts by weekends
 * @param own how many days our own table says
 * @param bundled how many days the bundled schedule says and our own table does not
 * @param festivals by their first day
 */
public record YearSchedule(int year, boolean published, int own, int bundled, List<Festival> festivals) {

    public YearSchedule {
        festivals = List.copyOf(festivals);
    }

    /**
     * A holiday with all that belongs to it.
     *
     * @param name e.g. 国庆节; empty where nobody wrote it down
     * @param off runs of days off
     * @param worked days worked in exchange
     */
    public record Festival(String name, List<Run> off, List<LocalDate> worked) {

        public Festival {
            off = List.copyOf(off);
            worked = List.copyOf(worked);
        }
    }

    /** Days that follow one another; one day has itself as last. */
    public record Run(LocalDate first, LocalDate last) {}
}
