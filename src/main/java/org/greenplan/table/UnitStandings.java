package org.greenplan.table;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.file.FileOwner;
import org.springframework.stereotype.Component;

/** How far the units are with their reports, as one person may know it: the own units', or all. */
@Component
class UnitStandings {

    private final SheetStore store;
    private final Scans scans;
    private final Directory directory;
    private final People people;
    private final Clock clock;

    UnitStandings(SheetStore store, Scans scans, Directory directory, People people, Clock clock) {
        this.store = store;
        this.scans = scans;
        this.directory = directory;
        this.people = people;
        this.clock = clock;
    }

    /** One for each unit and reporting day, the newest day first, then unit by unit; read in two statements. */
    List<UnitStanding> of(String user) {
        List<SheetStore.Entry> entries = people.seesAll(user) ? store.all() : store.ofUnits(people.unitsOf(user));
        Map<FileOwner, Integer> standing = scans.standing(
                entries.stream().map(entry -> entry.sheet().unitCode()).collect(Collectors.toSet()));
        LocalDate today = LocalDate.now(clock);
        return entries.stream()
                .collect(Collectors.groupingBy(SheetStore.Entry::sheet, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(sheet -> UnitStanding.of(
                        sheet.getValue(),
                        directory.nameOf(sheet.getKey().unitCode()),
                        standing.getOrDefault(Scans.owner(sheet.getKey()), 0),
                        today))
                .toList();
    }
}
