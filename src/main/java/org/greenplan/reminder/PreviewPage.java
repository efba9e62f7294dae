package org.greenplan.reminder;

import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Times;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.directory.Office;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 明日预览: who would get which mail tomorrow; and the way to have today's written now. */
@Controller
class PreviewPage {

    private static final String PATH = "/reminders/preview";
    private static final int MOST = 500;

    private final Office office;
    private final Tomorrow tomorrow;
    private final DailyReminders daily;
    private final ReminderRun run;
    private final WorkingDays workingDays;
    private final ReminderSettings settings;
    private final SweepStore sweeps;
    private final Audit audit;
    private final TransactionTemplate transaction;

    PreviewPage(
            Office office,
            Tomorrow tomorrow,
            DailyReminders daily,
            ReminderRun run,
            WorkingDays workingDays,
            ReminderSettings settings,
            SweepStore sweeps,
            Audit audit,
            TransactionTemplate transaction) {
        this.office = office;
        this.tomorrow = tomorrow;
        this.daily = daily;
        this.run = run;
        this.workingDays = workingDays;
        this.settings = settings;
        this.sweeps = sweeps;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping(PATH)
    String show(Principal user, Model model) {
        office.require(user.getName());
        List<Tomorrow.Outlook> all = tomorrow.all();
        LocalDate day = tomorrow.next();
        model.addAttribute("day", Times.day(day));
        model.addAttribute("time", settings.time().toString());
        model.addAttribute("tomorrow", day.equals(tomorrow.tomorrow()));
        model.addAttribute("published", workingDays.isPublished(day.getYear()));
        model.addAttribute("total", all.size());
        model.addAttribute("outlooks", all.stream().limit(MOST).toList());
        LocalDate today = tomorrow.tomorrow().minusDays(1);
        model.addAttribute("due", daily.isDue(today));
        model.addAttribute("sweptToday", sweeps.isBegun(today));
        return "reminders/preview";
    }

    @GetMapping(PATH + "/{person}")
    String one(@PathVariable String person, Principal user, Model model) {
        office.require(user.getName());
        model.addAttribute(
                "letter",
                tomorrow.to(person).orElseThrow(() -> RuleViolation.notFound("no-mail", "这个人届时没有须提醒的事项，不会收到邮件。")));
        model.addAttribute("day", Times.day(tomorrow.next()));
        return "reminders/preview-mail";
    }

    @PostMapping("/reminders/run")
    String run(Principal user, RedirectAttributes flash) {
        office.require(user.getName());
        transaction.executeWithoutResult(status -> {
            run.start();
            audit.record(AuditEvent.MAIL, user.getName(), "今天的提醒邮件", "手动生成");
        });
        flash.addFlashAttribute("done", "已开始生成今天的提醒邮件，稍后可在“发送记录”中看到。今天已写过的人不会重复收到。");
        return "redirect:" + PATH;
    }

    @GetMapping("/reminders/run")
    String afterRun() {
        return "redirect:" + PATH;
    }
}
