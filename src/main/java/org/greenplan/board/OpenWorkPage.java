package org.greenplan.board;

import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 本单位在办, 全区在办: whose turn it is, the longest due first. */
@Controller
class OpenWorkPage {

    private final OpenWork work;

    OpenWorkPage(OpenWork work) {
        this.work = work;
    }

    @GetMapping("/work")
    String show(
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "1") int page,
            Principal user,
            Model model) {
        model.addAttribute("work", work.page(user.getName(), overdue, page));
        return "work";
    }
}
