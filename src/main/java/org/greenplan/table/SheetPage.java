package org.greenplan.table;

import java.security.Principal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.greenplan.directory.People;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileService;
import org.greenplan.file.FileView;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 报送单: what a unit reports on one reporting day, to be printed, signed and stamped; and how far the units are with it. */
@Controller
class SheetPage {

    private final Sheets sheets;
    private final UnitStandings standings;
    private final FileService files;
    private final People people;

    SheetPage(Sheets sheets, UnitStandings standings, FileService files, People people) {
        this.sheets = sheets;
        this.standings = standings;
        this.files = files;
        this.people = people;
    }

    /** One reporting day of the units that the person may know of, those with something overdue first. */
    record Day(LocalDate due, List<UnitStanding> units) {

        static Day of(LocalDate due, List<UnitStanding> units) {
            return new Day(
                    due,
                    units.stream()
                            .sorted(Comparator.comparing((UnitStanding unit) -> unit.overdue() == 0))
                            .toList());
        }

        public int asked() {
            return sum(UnitStanding::asked);
        }

        public int signed() {
            return sum(UnitStanding::signed);
        }

        public int waiting() {
            return sum(UnitStanding::waiting);
        }

        public int returned() {
            return sum(UnitStanding::returned);
        }

        public int owed() {
            return sum(UnitStanding::owed);
        }

        public int overdue() {
            return sum(UnitStanding::overdue);
        }

        private int sum(ToIntFunction<UnitStanding> count) {
            return units.stream().mapToInt(count).sum();
        }
    }

    @GetMapping("/tables/sheets")
    String list(Principal user, Model model) {
        List<UnitStanding> units = standings.of(user.getName());
        model.addAttribute(
                "days",
                units.stream()
                        .collect(Collectors.groupingBy(UnitStanding::due, LinkedHashMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(day -> Day.of(day.getKey(), day.getValue()))
                        .toList());
        model.addAttribute("mayUrge", mayUrge(units, user.getName()));
        return "sheets";
    }

    /** Codes of the units that the person may urge and that have something overdue. */
    private Set<String> mayUrge(List<UnitStanding> units, String user) {
        boolean office = people.isPlanOffice(user);
        Set<String> supervises = people.supervisorOf(user);
        return units.stream()
                .filter(unit -> unit.overdue() > 0)
                .map(UnitStanding::unit)
                .filter(unit -> office || supervises.contains(unit))
                .collect(Collectors.toSet());
    }

    /** @param due the reporting day, yyyy-MM-dd */
    @GetMapping("/tables/sheets/{unit}/{due}")
    String show(@PathVariable String unit, @PathVariable String due, Principal user, Model model) {
        Sheet sheet = sheets.read(user.getName(), unit, due);
        model.addAttribute("sheet", sheet);
        model.addAttribute(
                "scans",
                files.list(user.getName(), new FileOwner(Scans.KIND, sheet.scansKey(), unit)).entrySet().stream()
                        .map(scan -> FileView.of(scan.getKey(), scan.getValue(), people))
                        .toList());
        return "sheet";
    }
}
