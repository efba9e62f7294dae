package org.greenplan.board;

import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenplan.directory.Collective;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.directory.Unit;
import org.greenplan.plan.GroupMembers;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The units behind a collective name; of a group the plan office's clerks choose them. */
@Controller
class CollectivePage {

    private final Directory directory;
    private final GroupMembers members;
    private final People people;

    CollectivePage(Directory directory, GroupMembers members, People people) {
        this.directory = directory;
        this.members = members;
        this.people = people;
    }

    @GetMapping("/collectives/{code}")
    String show(@PathVariable String code, Principal user, Model model) {
        fill(code, user, model);
        return "collective";
    }

    /**
     * @param seen codes of the members that the page showed, separated by commas
     * @param members codes of the ticked units
     */
    @PostMapping("/collectives/{code}")
    ModelAndView save(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(name = "members", required = false) @Nullable List<String> ticked,
            Principal user,
            Model model,
            RedirectAttributes flash) {
        try {
            Set<String> chosen = ticked == null ? Set.of() : new TreeSet<>(ticked);
            List<String> followed = members.replace(code, codes(seen), chosen, user.getName());
            flash.addFlashAttribute(
                    "saved",
                    "已保存，共" + chosen.size() + "个成员单位。"
                            + (followed.isEmpty()
                                    ? "没有尚未分解的措施需要更新。"
                                    : "已更新尚未分解的措施：" + String.join("、", followed) + "。"));
            return new ModelAndView("redirect:/collectives/" + code);
        } catch (RuleViolation violation) {
            if (violation.kind() != RuleViolation.Kind.CONFLICT && violation.kind() != RuleViolation.Kind.RULE) {
                throw violation;
            }
            fill(code, user, model);
            model.addAttribute("problem", violation.getMessage());
            ModelAndView page = new ModelAndView("collective", model.asMap());
            page.setStatus(HttpStatus.valueOf(violation.kind().status()));
            return page;
        }
    }

    private void fill(String code, Principal user, Model model) {
        if (!people.seesEveryMeasure(user.getName())) {
            throw RuleViolation.forbidden("plan-office-only", "成员单位由计划办维护，您没有查看权限。");
        }
        Collective collective =
                directory.collective(code).orElseThrow(() -> RuleViolation.notFound("collective-not-found", "没有这个统称。"));
        Set<String> current =
                collective.members().stream().map(Unit::code).collect(Collectors.toCollection(TreeSet::new));
        model.addAttribute("collective", collective);
        model.addAttribute("current", current);
        model.addAttribute("seen", String.join(",", current));
        model.addAttribute("units", directory.units());
        model.addAttribute("unassigned", members.unassigned(code));
        model.addAttribute("editable", collective.kind() == Collective.Kind.GROUP && members.mayEdit(user.getName()));
    }

    private static Set<String> codes(String list) {
        return list.isBlank() ? Set.of() : new TreeSet<>(List.of(list.split(",")));
    }
}
