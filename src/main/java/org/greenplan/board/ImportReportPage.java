package org.greenplan.board;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.plan.ImportReport;
import org.greenplan.plan.ImportReports;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.PublishedRole;
import org.greenplan.plan.Role;
import org.greenplan.task.RuleViolation;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How a plan came in, for those who see every measure. */
@Controller
class ImportReportPage {

    private final ImportReports reports;
    private final MeasureCatalogue catalogue;
    private final People people;
    private final Audit audit;

    ImportReportPage(ImportReports reports, MeasureCatalogue catalogue, People people, Audit audit) {
        this.reports = reports;
        this.catalogue = catalogue;
        this.people = people;
        this.audit = audit;
    }

    @GetMapping("/plans/{year}/import-report")
    String show(@PathVariable String year, Principal user, Model model) {
        requireSeesAll(user);
        int number = PlanYear.parse(year);
        ImportReport report = reports.find(number).orElseThrow(() -> PlanYear.unknown(number));
        model.addAttribute("report", report);
        model.addAttribute("importedAt", Times.minute(report.importedAt()));
        List<Measure> toConfirm = catalogue.ofPlan(number).stream()
                .filter(measure -> measure.confirmationReason() != null)
                .toList();
        Map<String, List<PublishedRole>> roles = catalogue.publishedRolesOfPlan(number).stream()
                .collect(Collectors.groupingBy(PublishedRole::measureKey));
        model.addAttribute(
                "confirmed",
                toConfirm.stream()
                        .filter(measure -> !measure.needsConfirmation())
                        .count());
        model.addAttribute(
                "toConfirm",
                toConfirm.stream()
                        .map(measure -> ToConfirm.of(measure, roles.getOrDefault(measure.key(), List.of())))
                        .toList());
        return "import-report";
    }

    /** The document's text as it was read. */
    @GetMapping("/plans/{year}/source")
    ResponseEntity<String> source(@PathVariable String year, Principal user) {
        requireSeesAll(user);
        int number = PlanYear.parse(year);
        String text = reports.sourceText(number).orElseThrow(() -> PlanYear.unknown(number));
        audit.recordByItself(AuditEvent.EXPORT, user.getName(), "行动计划原文", number + "年");
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("plan-" + number + ".txt")
                                .build()
                                .toString())
                .body(text);
    }

    private void requireSeesAll(Principal user) {
        if (!people.seesEveryMeasure(user.getName())) {
            throw RuleViolation.forbidden("plan-office-only", "导入报告供计划办和区领导查看，您没有查看权限。");
        }
    }

    /**
     * A measure whose reading a person must confirm.
     *
     * @param confirmed whether one has
     */
    record ToConfirm(
            Measure measure, List<String> lead, List<String> responsible, List<String> assisting, boolean confirmed) {

        static ToConfirm of(Measure measure, List<PublishedRole> roles) {
            return new ToConfirm(
                    measure,
                    names(roles, Role.LEAD),
                    names(roles, Role.RESPONSIBLE),
                    names(roles, Role.ASSISTING),
                    !measure.needsConfirmation());
        }

        private static List<String> names(List<PublishedRole> roles, Role role) {
            return roles.stream()
                    .filter(entry -> entry.role() == role)
                    .map(PublishedRole::name)
                    .toList();
        }
    }
}
