package org.greenplan.board;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 已办: where everybody finds what they handed in, signed, returned, confirmed and decided. */
@Controller
class DonePage {

    private static final int LAST_PAGE = 100_000;

    private final DoneList done;

    DonePage(DoneList done) {
        this.done = done;
    }

    @GetMapping("/done")
    String show(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "0") int page,
            Principal user,
            Model model) {
        model.addAttribute("q", q.strip());
        model.addAttribute("period", period.strip());
        model.addAttribute("periods", done.periods());
        model.addAttribute(
                "found", done.of(user.getName(), q.strip(), period.strip(), Math.max(0, Math.min(page, LAST_PAGE))));
        return "done";
    }
}
