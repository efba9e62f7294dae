package org.greenplan.board;

import java.io.Serializable;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenplan.cycle.Collecting;
import org.greenplan.cycle.Collection;
import org.greenplan.cycle.Unreported;
import org.greenplan.engine.Collisions;
import org.greenplan.task.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * 截止收报 of one measure or of several: says beforehand whom it records 未报, and afterwards whom it did. Each measure is
 * ended for itself, so that one that cannot be ended keeps none of the others.
 */
@Controller
class EndCollectionPage {

    static final String PATH = "/measures/end-collection";

    private final Collection collection;

    EndCollectionPage(Collection collection) {
        this.collection = collection;
    }

    /** What became of one measure. @param problem why it was not ended; empty when it was */
    record Result(
            String key, String title, String period, List<String> missing, List<String> notRenewed, String problem)
            implements Serializable {

        static Result ended(Collecting measure) {
            return new Result(
                    measure.key(), measure.title(), measure.period(), names(measure, true), names(measure, false), "");
        }

        static Result refused(Collecting measure, String problem) {
            return new Result(measure.key(), measure.title(), measure.period(), List.of(), List.of(), problem);
        }

        private static List<String> names(Collecting measure, boolean missing) {
            return measure.unreported().stream()
                    .filter(unit -> unit.missing() == missing)
                    .map(Unreported::unitName)
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        public boolean ended() {
            return problem.isEmpty();
        }
    }

    @GetMapping(PATH)
    ModelAndView ask(@RequestParam(name = "measure", defaultValue = "") List<String> measures, Principal user) {
        return form(measures, measures, "", "", user);
    }

    /**
     * @param shown the measures that the person had before them
     * @param measures of these the ones that were ticked
     */
    @PostMapping(PATH)
    ModelAndView end(
            @RequestParam(defaultValue = "") List<String> shown,
            @RequestParam(name = "measure", defaultValue = "") List<String> measures,
            @RequestParam(defaultValue = "") String reason,
            Principal user,
            RedirectAttributes flash) {
        if (measures.isEmpty()) {
            return form(shown, measures, reason, "请至少勾选一项要截止收报的措施。", user);
        }
        try {
            collection.requireReason(reason);
        } catch (RuleViolation violation) {
            return form(shown, measures, reason, violation.getMessage(), user);
        }
        flash.addFlashAttribute(
                "results",
                collection.of(new TreeSet<>(measures), user.getName()).stream()
                        .map(measure -> end(measure, reason, user.getName()))
                        .collect(Collectors.toCollection(ArrayList::new)));
        return new ModelAndView("redirect:" + PATH + "?measure=" + String.join(",", new TreeSet<>(measures)));
    }

    private Result end(Collecting measure, String reason, String user) {
        try {
            return Result.ended(Collisions.retry(() -> collection.end(measure.key(), reason, user)));
        } catch (RuleViolation violation) {
            return Result.refused(measure, violation.getMessage());
        } catch (RuntimeException e) {
            if (!Collisions.caused(e)) {
                throw e;
            }
            return Result.refused(measure, "有人正同时办理这项措施，没有截止，请稍候再试。");
        }
    }

    /** @param problem why it was refused; empty when the page is opened */
    private ModelAndView form(List<String> shown, List<String> ticked, String reason, String problem, Principal user) {
        List<Collecting> measures = collection.of(new TreeSet<>(shown), user.getName());
        ModelAndView page = new ModelAndView("end-collection");
        page.setStatus(problem.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        page.addObject("measures", measures);
        page.addObject("any", measures.stream().anyMatch(Collecting::mayEnd));
        page.addObject("ticked", ticked);
        page.addObject("reason", reason);
        page.addObject("longest", Collection.REASON_LENGTH);
        page.addObject("problem", problem);
        return page;
    }
}
