package org.greenplan.reminder;

import java.security.Principal;
import org.greenplan.directory.Office;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 告警: what the office has to put right. */
@Controller
class AlarmsPage {

    private final Office office;
    private final Alarms alarms;

    AlarmsPage(Office office, Alarms alarms) {
        this.office = office;
        this.alarms = alarms;
    }

    @GetMapping("/reminders/alarms")
    String show(Principal user, Model model) {
        office.require(user.getName());
        model.addAttribute("alarms", alarms.all());
        return "reminders/alarms";
    }
}
