package org.greenplan.reminder;

import java.security.Principal;
import org.greenplan.directory.MailAddress;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 我的提醒设置: what everybody chooses for themselves, and where their mail goes. */
@Controller
class SettingsPage {

    private static final String PATH = "/reminders/settings";

    private final Preferences preferences;
    private final People people;

    SettingsPage(Preferences preferences, People people) {
        this.preferences = preferences;
        this.people = people;
    }

    @GetMapping(PATH)
    String show(Principal user, Model model) {
        String address = people.find(user.getName()).map(Person::email).orElse("");
        model.addAttribute("preference", preferences.of(user.getName()));
        model.addAttribute("address", address);
        model.addAttribute("usable", MailAddress.isUsable(address));
        return "reminders/settings";
    }

    /** A browser sends nothing for an empty box. */
    @PostMapping(PATH)
    String save(
            @RequestParam(defaultValue = "false") boolean newTasks,
            @RequestParam(defaultValue = "false") boolean atOnce,
            Principal user,
            RedirectAttributes flash) {
        preferences.save(user.getName(), new Preference(newTasks, atOnce));
        flash.addFlashAttribute("saved", "已保存。从下一封邮件起生效。");
        return "redirect:" + PATH;
    }
}
