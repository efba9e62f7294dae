package org.greenplan.table;

import java.security.Principal;
import org.greenplan.directory.People;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 报送单: what a unit reports on one reporting day, to be printed, signed and stamped; and the list of such sheets. */
@Controller
class SheetPage {

    private final Sheets sheets;
    private final ScanDesk scans;
    private final People people;

    SheetPage(Sheets sheets, ScanDesk scans, People people) {
        this.sheets = sheets;
        this.scans = scans;
        this.people = people;
    }

    @GetMapping("/tables/sheets")
    String list(Principal user, Model model) {
        model.addAttribute("sheets", sheets.list(user.getName()));
        return "sheets";
    }

    /** @param due the reporting day, yyyy-MM-dd */
    @GetMapping("/tables/sheets/{unit}/{due}")
    String show(@PathVariable String unit, @PathVariable String due, Principal user, Model model) {
        model.addAttribute("sheet", sheets.read(user.getName(), unit, due));
        model.addAttribute(
                "scans",
                scans.list(user.getName(), unit, due).stream()
                        .map(scan -> ScanView.of(scan, people))
                        .toList());
        return "sheet";
    }
}
