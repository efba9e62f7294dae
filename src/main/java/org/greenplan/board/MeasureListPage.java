package org.greenplan.board;

import java.security.Principal;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.MeasureStatus;
import org.greenplan.plan.Role;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of measures. */
@Controller
class MeasureListPage {

    private final MeasureCatalogue catalogue;
    private final MeasureList measures;
    private final Directory directory;
    private final People people;

    MeasureListPage(MeasureCatalogue catalogue, MeasureList measures, Directory directory, People people) {
        this.catalogue = catalogue;
        this.measures = measures;
        this.directory = directory;
        this.people = people;
    }

    @GetMapping("/measures")
    String list(
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @Nullable String late,
            @RequestParam(required = false) @Nullable String q,
            Principal user,
            Model model) {
        int year = catalogue.newestYear().orElseThrow(() -> RuleViolation.notFound("no-plan", "还没有导入行动计划。"));
        MeasureFilter filter = MeasureFilter.of(role, unit, status, part, late, q);
        model.addAttribute("year", year);
        model.addAttribute("filter", filter);
        model.addAttribute("found", measures.find(year, filter, user.getName()));
        model.addAttribute("roles", Role.values());
        model.addAttribute("statuses", MeasureStatus.values());
        model.addAttribute("units", directory.units());
        return "measures";
    }
}
