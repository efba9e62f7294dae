package org.greenplan.submission;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.file.FileTransfer;
import org.greenplan.task.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 平台报送: how each submission stands, day by day to the deadline; its versions, packs and receipts. */
@Controller
class SubmissionPage {

    private static final String PATH = "/platform/submissions/";

    private final SubmissionStore submissions;
    private final SubmissionOverview overview;
    private final SubmissionCollection collection;
    private final SubmissionStart start;
    private final IndicatorTakeBack takeBack;
    private final SubmissionRights rights;
    private final PackStore packs;
    private final SubmissionWatch watch;
    private final Bureau bureau;
    private final Audit audit;

    SubmissionPage(
            SubmissionStore submissions,
            SubmissionOverview overview,
            SubmissionCollection collection,
            SubmissionStart start,
            IndicatorTakeBack takeBack,
            SubmissionRights rights,
            PackStore packs,
            SubmissionWatch watch,
            Bureau bureau,
            Audit audit) {
        this.submissions = submissions;
        this.overview = overview;
        this.collection = collection;
        this.start = start;
        this.takeBack = takeBack;
        this.rights = rights;
        this.packs = packs;
        this.watch = watch;
        this.bureau = bureau;
        this.audit = audit;
    }

    /** Those that this person may see. */
    @GetMapping("/platform")
    ModelAndView list(Principal user) {
        List<SubmissionOverview.Standing> seen = submissions.all().stream()
                .filter(submission -> rights.mayReadAll(user.getName())
                        || !rights.supplying(user.getName(), submission.id()).isEmpty())
                .map(overview::standing)
                .toList();
        return new ModelAndView("platform/submissions")
                .addObject("submissions", seen)
                .addObject("mayOpen", bureau.includes(user.getName()));
    }

    @GetMapping(PATH + "{id}")
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "false") boolean embedded, Principal user) {
        return page(id, user, HttpStatus.OK, "").addObject("embedded", embedded);
    }

    /** The bureau goes on without those who have not answered. */
    @PostMapping(PATH + "{id}/end-collection")
    ModelAndView endCollection(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes flash) {
        return withReason(
                id, reason, user, () -> collection.end(id, reason, user.getName()), "已截止收报，请到“我的待办”办理“汇总核验”。", flash);
    }

    /** The bureau corrects what was submitted. */
    @PostMapping(PATH + "{id}/correct")
    ModelAndView correct(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes flash) {
        return withReason(
                id,
                reason,
                user,
                () -> start.correct(id, reason, user.getName()),
                "已开始更正，请到“我的待办”办理“汇总核验”。已报送的一版原样保留。",
                flash);
    }

    /** Does what wants a reason; one that is missing stands beside its field, with what was typed. */
    private ModelAndView withReason(
            long id, String reason, Principal user, Runnable act, String done, RedirectAttributes flash) {
        rights.requireRead(user.getName(), id);
        try {
            act.run();
        } catch (RuleViolation refused) {
            if (refused.kind() != RuleViolation.Kind.RULE) {
                throw refused;
            }
            return page(id, user, HttpStatus.BAD_REQUEST, refused.getMessage()).addObject("reason", reason);
        }
        flash.addFlashAttribute("done", done);
        return new ModelAndView("redirect:" + PATH + id);
    }

    /** A unit withdraws what it handed in. */
    @PostMapping(PATH + "{id}/take-back")
    ModelAndView takeBack(@PathVariable long id, @RequestParam String unit, Principal user, RedirectAttributes flash) {
        rights.requireRead(user.getName(), id);
        try {
            takeBack.takeBack(id, unit, user.getName());
        } catch (RuleViolation refused) {
            if (refused.kind() != RuleViolation.Kind.CONFLICT) {
                throw refused;
            }
            return page(id, user, HttpStatus.CONFLICT, "").addObject("refused", refused.getMessage());
        }
        flash.addFlashAttribute("done", "已撤回，请到“我的待办”修改后重新提交。");
        return new ModelAndView("redirect:" + PATH + id);
    }

    /** Byte for byte what was uploaded then. */
    @GetMapping("/platform/packs/{id}")
    void pack(@PathVariable String id, Principal user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        rights.requireReadAll(user.getName());
        Pack pack = packs.find(id).orElseThrow(() -> RuleViolation.notFound("pack-not-found", "没有这个报送包。"));
        audit.recordByItself(AuditEvent.EXPORT, user.getName(), pack.name(), "平台报送包");
        FileTransfer.send(pack, packs.chunks(), false, request, response);
    }

    private ModelAndView page(long id, Principal user, HttpStatus status, String problem) {
        rights.requireRead(user.getName(), id);
        Submission submission =
                submissions.find(id).orElseThrow(() -> RuleViolation.notFound("submission-not-found", "没有这项平台报送。"));
        boolean all = rights.mayReadAll(user.getName());
        ModelAndView page = new ModelAndView("platform/submission");
        page.setStatus(status);
        page.addObject("standing", overview.standing(submission));
        page.addObject("all", all);
        page.addObject("problem", problem);
        page.addObject("units", overview.units(submission, all ? null : rights.supplying(user.getName(), id)));
        page.addObject("items", overview.items(submission, all ? null : rights.supplying(user.getName(), id)));
        if (all) {
            page.addObject("count", overview.count(submission));
            page.addObject("versions", overview.versions(submission));
            page.addObject("receipts", overview.receipts(submission));
        }
        page.addObject(
                "silent",
                rights.mayUrge(user.getName()) ? watch.find(id).orElseThrow().silent() : List.of());
        page.addObject(
                "mayTakeBack",
                rights.supplying(user.getName(), id).stream()
                        .filter(unit -> takeBack.mayAsk(id, unit, user.getName()))
                        .toList());
        page.addObject("mayEnd", bureau.includes(user.getName()) && collection.mayEnd(submission));
        page.addObject(
                "mayCorrect", bureau.includes(user.getName()) && submission.submitted() && !submission.receiptOnly());
        return page;
    }
}
