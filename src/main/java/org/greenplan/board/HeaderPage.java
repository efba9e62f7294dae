package org.greenplan.board;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The header of our pages by itself: Tasklist shows the same one, and asks again when the counts in it may have changed. */
@Controller
class HeaderPage {

    @GetMapping("/api/header")
    String header() {
        return "fragments/header :: site";
    }
}
