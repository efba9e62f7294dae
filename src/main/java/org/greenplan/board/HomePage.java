package org.greenplan.board;

import java.security.Principal;
import org.greenplan.directory.People;
import org.greenplan.table.WorkTables;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The way in: to where one's work is; auditors have none, and read the audit. */
@Controller
class HomePage {

    private final People people;
    private final WorkTables tables;

    HomePage(People people, WorkTables tables) {
        this.people = people;
        this.tables = tables;
    }

    @GetMapping("/")
    String home(Principal user) {
        String id = user.getName();
        return "redirect:" + (people.isAuditor(id) ? "/audit" : tables.placeOfWork(id));
    }
}
