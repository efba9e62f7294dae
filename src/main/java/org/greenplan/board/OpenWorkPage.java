package org.greenplan.board;

import java.security.Principal;
import org.greenplan.directory.People;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 本单位在办, 全区在办: whose turn it is, the longest due first. */
@Controller
class OpenWorkPage {

    private final OpenWork work;
    private final People people;

    OpenWorkPage(OpenWork work, People people) {
        this.work = work;
        this.people = people;
    }

    @GetMapping("/work")
    String show(
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "1") int page,
            Principal user,
            Model model) {
        if (people.unitsOf(user.getName()).isEmpty()) {
            throw RuleViolation.forbidden("no-unit", "您不在任何单位，没有在办的环节。");
        }
        model.addAttribute("work", work.page(user.getName(), overdue, page));
        return "work";
    }
}
