package org.greenplan.mail;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Office;
import org.greenplan.directory.People;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** 发送记录: every mail, what became of it, and the switch that holds all mail back. */
@Controller
class MailLogPage {

    private static final String PATH = "/reminders/log";

    private final Office office;
    private final MailLog log;
    private final MailStore mails;
    private final EngineOutbox outbox;
    private final Channel channel;
    private final People people;
    private final Audit audit;
    private final TransactionTemplate transaction;

    MailLogPage(
            Office office,
            MailLog log,
            MailStore mails,
            EngineOutbox outbox,
            Channel channel,
            People people,
            Audit audit,
            TransactionTemplate transaction) {
        this.office = office;
        this.log = log;
        this.mails = mails;
        this.outbox = outbox;
        this.channel = channel;
        this.people = people;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping(PATH)
    String show(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int page,
            Principal user,
            Model model) {
        office.require(user.getName());
        MailLog.Filter filter = MailLog.Filter.of(state, kind, q);
        model.addAttribute("filter", filter);
        model.addAttribute("found", log.find(filter, Math.max(0, Math.min(page, 100_000))));
        Map<String, Integer> counts = log.counts();
        model.addAttribute("counts", counts);
        model.addAttribute("failed", counts.getOrDefault(MailState.FAILED.code(), 0));
        model.addAttribute("states", MailState.values());
        model.addAttribute("kinds", Letter.Kind.values());
        model.addAttribute("setUp", channel.isSetUp());
        mails.lastSwitch().filter(MailStore.Switched::paused).ifPresent(paused -> {
            model.addAttribute("pausedBy", people.nameOf(paused.by()));
            model.addAttribute("pausedAt", Times.minute(paused.at()));
        });
        return "reminders/log";
    }

    @GetMapping(PATH + "/{id}")
    String one(@PathVariable String id, Principal user, Model model) {
        office.require(user.getName());
        Mail mail = mails.find(id).orElseThrow(() -> RuleViolation.notFound("no-such-mail", "没有这封邮件。"));
        model.addAttribute("mail", mail);
        model.addAttribute("kind", Letter.Kind.ofCode(mail.kind()).label());
        model.addAttribute("createdAt", Times.minute(mail.createdAt()));
        model.addAttribute("sentAt", Times.minute(mail.sentAt()));
        return "reminders/mail";
    }

    @PostMapping(PATH + "/{id}/again")
    String again(@PathVariable String id, Principal user, RedirectAttributes flash) {
        office.require(user.getName());
        transaction.executeWithoutResult(status -> {
            outbox.sendAgain(id);
            audit.record(AuditEvent.MAIL, user.getName(), id, "再次发送一封邮件");
        });
        flash.addFlashAttribute("done", "已重新放入待发队列。");
        return "redirect:" + PATH + "/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
    }

    /** Who comes back to one of the addresses that change something, after a login for example, finds the page. */
    @GetMapping({PATH + "/{id}/again"})
    String afterAgain(@PathVariable String id) {
        return "redirect:" + PATH + "/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
    }

    @PostMapping(PATH)
    String switchMail(@RequestParam String action, Principal user, RedirectAttributes flash) {
        office.require(user.getName());
        switch (action) {
            case "pause" -> {
                pause(true, user.getName());
                flash.addFlashAttribute("done", "已暂停。新邮件照常生成，恢复后再发。");
            }
            case "resume" -> {
                pause(false, user.getName());
                flash.addFlashAttribute("done", "已恢复发送。");
            }
            case "failed" -> flash.addFlashAttribute("done", sendFailedAgain(user.getName()) + "封发送失败的邮件已重新放入待发队列。");
            default -> throw RuleViolation.of("action", "unknown-action", "没有这项操作。");
        }
        return "redirect:" + PATH;
    }

    private void pause(boolean paused, String user) {
        transaction.executeWithoutResult(status -> {
            mails.pause(paused, user);
            audit.record(AuditEvent.MAIL, user, "所有邮件", paused ? "暂停发送" : "恢复发送");
        });
    }

    private int sendFailedAgain(String user) {
        return transaction.execute(status -> {
            int sent = outbox.sendFailedAgain();
            audit.record(AuditEvent.MAIL, user, "发送失败的邮件", "再次发送，共" + sent + "封");
            return sent;
        });
    }
}
