package org.greenplan.table;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.greenplan.report.ReporterState;

/**
 * How far one unit is with what it reports on one reporting day: what its sheet (报送单) shows, counted.
 *
 * @param unit code
 * @param due the reporting day
 * @param periods names of the periods, the shortest first
 * @param asked rows of the sheet; the sum of signed, waiting, returned, owed and ended
 * @param signed rows that have left the unit
 * @param waiting rows that lie with the unit's supervisor
 * @param returned rows that the lead wants again
 * @param owed rows that the unit has not reported on
 * @param ended rows whose measure was withdrawn before the unit reported
 * @param overdue of those that wait, came back or are owed the ones whose last day has passed
 * @param scans how many scans of the stamped paper stand
 */
record UnitStanding(
        String unit,
        String unitName,
        LocalDate due,
        List<String> periods,
        int asked,
        int signed,
        int waiting,
        int returned,
        int owed,
        int ended,
        int overdue,
        int scans) {

    /**
     * @param entries the rows of one sheet, at least one
     * @param scans how many scans of its stamped paper stand
     */
    static UnitStanding of(List<SheetStore.Entry> entries, String unitName, int scans, LocalDate today) {
        SheetStore.Entry first = entries.get(0);
        return new UnitStanding(
                first.sheet().unitCode(),
                unitName,
                first.sheet().due(),
                periods(entries),
                entries.size(),
                count(entries, entry -> entry.state().handedIn()),
                count(entries, entry -> entry.state() == ReporterState.WAITING),
                count(entries, entry -> entry.state() == ReporterState.RETURNED),
                count(entries, entry -> entry.state().owed()),
                count(entries, entry -> entry.state() == ReporterState.ENDED),
                count(entries, entry -> entry.overdue(today)),
                scans);
    }

    private static int count(List<SheetStore.Entry> entries, Predicate<SheetStore.Entry> kind) {
        return (int) entries.stream().filter(kind).count();
    }

    private static List<String> periods(List<SheetStore.Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(SheetStore.Entry::opens).reversed())
                .map(SheetStore.Entry::period)
                .distinct()
                .toList();
    }
}
