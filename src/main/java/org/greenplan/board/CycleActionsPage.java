package org.greenplan.board;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.greenplan.cycle.WithdrawalStart;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.MeasureRights;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriUtils;

/** Where the plan office begins a withdrawal. */
@Controller
class CycleActionsPage {

    private static final String TASKLIST = "/camunda/app/tasklist/default/#/?task=";

    private final WithdrawalStart withdrawal;
    private final MeasureCatalogue catalogue;
    private final MeasureRights rights;

    CycleActionsPage(WithdrawalStart withdrawal, MeasureCatalogue catalogue, MeasureRights rights) {
        this.withdrawal = withdrawal;
        this.catalogue = catalogue;
        this.rights = rights;
    }

    @GetMapping("/measures/{key}/withdrawal")
    String askWithdrawal(@PathVariable String key, Principal user, Model model) {
        rights.requireRead(user.getName(), key);
        model.addAttribute(
                "measure",
                catalogue.find(key).orElseThrow(() -> RuleViolation.notFound("measure-not-found", "没有这项措施。")));
        return "withdrawal";
    }

    @PostMapping("/measures/{key}/withdrawal")
    String beginWithdrawal(@PathVariable String key, Principal user) {
        String task = withdrawal.begin(key, user.getName());
        return "redirect:" + TASKLIST + UriUtils.encode(task, StandardCharsets.UTF_8);
    }
}
