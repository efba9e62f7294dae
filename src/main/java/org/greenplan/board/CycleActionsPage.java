package org.greenplan.board;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.greenplan.cycle.Collection;
import org.greenplan.cycle.WithdrawalStart;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.MeasureRights;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** Where a lead ends collection, and where the plan office begins a withdrawal. */
@Controller
class CycleActionsPage {

    private static final String TASKLIST = "/camunda/app/tasklist/default/#/?task=";

    private final Collection collection;
    private final WithdrawalStart withdrawal;
    private final MeasureCatalogue catalogue;
    private final MeasureRights rights;

    CycleActionsPage(
            Collection collection, WithdrawalStart withdrawal, MeasureCatalogue catalogue, MeasureRights rights) {
        this.collection = collection;
        this.withdrawal = withdrawal;
        this.catalogue = catalogue;
        this.rights = rights;
    }

    @GetMapping("/measures/{key}/end-collection")
    String askReason(@PathVariable String key, Principal user, Model model) {
        return form(key, user, "", "", model, "end-collection");
    }

    @PostMapping("/measures/{key}/end-collection")
    String endCollection(
            @PathVariable String key, @RequestParam(defaultValue = "") String reason, Principal user, Model model) {
        try {
            collection.end(key, reason, user.getName());
            return "redirect:/measures/" + key;
        } catch (RuleViolation violation) {
            if (violation.kind() != RuleViolation.Kind.RULE) {
                throw violation;
            }
            return form(key, user, reason, violation.getMessage(), model, "end-collection");
        }
    }

    @GetMapping("/measures/{key}/withdrawal")
    String askWithdrawal(@PathVariable String key, Principal user, Model model) {
        return form(key, user, "", "", model, "withdrawal");
    }

    @PostMapping("/measures/{key}/withdrawal")
    String beginWithdrawal(@PathVariable String key, Principal user) {
        String task = withdrawal.begin(key, user.getName());
        return "redirect:" + TASKLIST + UriUtils.encode(task, StandardCharsets.UTF_8);
    }

    private String form(String key, Principal user, String reason, String problem, Model model, String page) {
        rights.requireRead(user.getName(), key);
        model.addAttribute(
                "measure",
                catalogue.find(key).orElseThrow(() -> RuleViolation.notFound("measure-not-found", "没有这项措施。")));
        model.addAttribute("reason", reason);
        model.addAttribute("problem", problem);
        return page;
    }
}
