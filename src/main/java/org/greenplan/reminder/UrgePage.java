package org.greenplan.reminder;

import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.task.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 催办: the open tasks of one measure, or of several chosen in the list, and one sentence to those who have them. */
@Controller
class UrgePage {

    private static final String PATH = "/reminders/urge";

    private final Urging urging;
    private final MeasureCatalogue catalogue;

    UrgePage(Urging urging, MeasureCatalogue catalogue) {
        this.urging = urging;
        this.catalogue = catalogue;
    }

    /** A measure with what may be urged in it. */
    record Group(Measure measure, List<Urging.Candidate> candidates) {}

    @GetMapping(PATH)
    ModelAndView show(@RequestParam(name = "measure", defaultValue = "") List<String> measures, Principal user) {
        return page(measures, List.of(), "", "", user, HttpStatus.OK);
    }

    /** @param chosen ids of tasks, each before its measure's key: {@code <measure>/<task>} */
    @PostMapping(PATH)
    ModelAndView urge(
            @RequestParam(name = "measure", defaultValue = "") List<String> measures,
            @RequestParam(name = "task", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "") String sentence,
            Principal user,
            RedirectAttributes flash) {
        Map<String, List<String>> byMeasure = chosen.stream()
                .map(choice -> choice.split("/", 2))
                .filter(choice -> choice.length == 2)
                .collect(Collectors.groupingBy(
                        choice -> choice[0],
                        LinkedHashMap::new,
                        Collectors.mapping(choice -> choice[1], Collectors.toList())));
        if (byMeasure.isEmpty()) {
            return page(measures, chosen, sentence, "请至少勾选一项要催办的任务。", user, HttpStatus.BAD_REQUEST);
        }
        int urged = 0;
        int left = 0;
        try {
            for (Map.Entry<String, List<String>> one : byMeasure.entrySet()) {
                Urging.Outcome outcome = urging.urge(one.getKey(), one.getValue(), sentence, user.getName());
                urged += outcome.urged();
                left += outcome.left();
            }
        } catch (RuleViolation violation) {
            if (violation.kind() != RuleViolation.Kind.RULE) {
                throw violation;
            }
            return page(measures, chosen, sentence, violation.getMessage(), user, HttpStatus.BAD_REQUEST);
        }
        flash.addFlashAttribute(
                "done",
                "已催办%d项，对方和其分管领导会收到邮件%s。"
                        .formatted(urged, left == 0 ? "" : "；另有%d项刚刚已办结或一小时内已催过，没有重复".formatted(left)));
        return new ModelAndView("redirect:" + PATH + "?measure=" + String.join(",", new TreeSet<>(byMeasure.keySet())));
    }

    private ModelAndView page(
            List<String> measures,
            List<String> chosen,
            String sentence,
            String problem,
            Principal user,
            HttpStatus status) {
        List<Group> groups = new ArrayList<>();
        for (String key : new TreeSet<>(measures)) {
            Measure measure =
                    catalogue.find(key).orElseThrow(() -> RuleViolation.notFound("measure-not-found", "没有这项措施。"));
            groups.add(new Group(measure, urging.candidates(key, user.getName())));
        }
        ModelAndView page = new ModelAndView("reminders/urge");
        page.setStatus(status);
        page.addObject("groups", groups);
        page.addObject(
                "any",
                groups.stream().flatMap(group -> group.candidates().stream()).anyMatch(Urging.Candidate::free));
        page.addObject("chosen", chosen);
        page.addObject("sentence", sentence);
        page.addObject("problem", problem);
        page.addObject("longest", Urging.LONGEST);
        return page;
    }
}
