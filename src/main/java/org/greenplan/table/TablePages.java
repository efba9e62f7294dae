package org.greenplan.table;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Lateness;
import org.greenplan.calendar.Times;
import org.greenplan.cycle.Collection;
import org.greenplan.directory.People;
import org.greenplan.report.TakeBack;
import org.greenplan.task.TaskDesk;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The tables of a person's open tasks. */
@Controller
class TablePages {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final TaskDesk desk;
    private final ReportTable reports;
    private final ReviewTable reviews;
    private final AssignTable assignments;
    private final Collection collection;
    private final TakeBack takeBack;
    private final People people;
    private final Clock clock;
    private final Lateness lateness;
    private final Audit audit;

    TablePages(
            TaskDesk desk,
            ReportTable reports,
            ReviewTable reviews,
            AssignTable assignments,
            Collection collection,
            TakeBack takeBack,
            People people,
            Clock clock,
            Lateness lateness,
            Audit audit) {
        this.desk = desk;
        this.reports = reports;
        this.reviews = reviews;
        this.assignments = assignments;
        this.collection = collection;
        this.takeBack = takeBack;
        this.people = people;
        this.clock = clock;
        this.lateness = lateness;
        this.audit = audit;
    }

    @GetMapping("/tables/report")
    String report(Principal user, Model model) {
        List<ReportTable.Row> rows = reports.rows(user.getName());
        model.addAttribute("rows", rows);
        model.addAttribute("anyBefore", rows.stream().anyMatch(row -> row.previous() != null));
        model.addAttribute(
                "units",
                rows.stream()
                        .map(row -> new UnitName(row.row().unit(), row.row().unitName()))
                        .distinct()
                        .toList());
        model.addAttribute(
                "waiting",
                people.clerkOf(user.getName()).stream()
                        .flatMap(unit -> takeBack.waiting(unit).stream().map(waiting -> new Submitted(unit, waiting)))
                        .toList());
        return "tables/report";
    }

    /** What was handed in by one of the person's units. */
    record Submitted(String unit, TakeBack.Waiting waiting) {

        public String writtenAt() {
            return Times.minute(waiting.writtenAt());
        }
    }

    /** One of the person's units that has rows. */
    record UnitName(String code, String name) {}

    @GetMapping("/tables/report/workbook")
    ResponseEntity<byte[]> workbook(@RequestParam String unit, Principal user) {
        byte[] bytes = reports.write(unit, user.getName());
        String name = "本期报送-%s.xlsx".formatted(LocalDate.now(clock));
        audit.recordByItself(AuditEvent.EXPORT, user.getName(), name, unit);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }

    @GetMapping("/tables/sign")
    String sign(Principal user, Model model) {
        List<WorkRow> rows = Signing.order(rows(WorkTable.SIGN, user));
        model.addAttribute("rows", rows);
        model.addAttribute(
                "own",
                rows.stream().filter(row -> row.sheet().ownWork() != null).count());
        return "tables/sign";
    }

    @GetMapping("/tables/confirm")
    String confirm(Principal user, Model model) {
        model.addAttribute("rows", rows(WorkTable.CONFIRM, user));
        return "tables/confirm";
    }

    @GetMapping("/tables/review")
    String review(Principal user, Model model) {
        model.addAttribute("rows", reviews.rows(user.getName()));
        model.addAttribute("collecting", collection.of(user.getName()));
        return "tables/review";
    }

    /** What one task puts before a person, as its row shows it: for the form in Tasklist, which shows the same. */
    @GetMapping("/api/tables/shown/{taskId}")
    String shown(@PathVariable String taskId, Principal user, Model model) {
        model.addAttribute("row", new WorkRow(desk.sheet(taskId, user.getName()), lateness));
        return "tables/shown";
    }

    @GetMapping("/tables/assign")
    String assign(Principal user, Model model) {
        List<AssignTable.Row> rows = assignments.rows(user.getName());
        model.addAttribute("clear", rows.stream().filter(AssignTable.Row::clear).toList());
        model.addAttribute("apart", rows.stream().filter(row -> !row.clear()).toList());
        return "tables/assign";
    }

    private List<WorkRow> rows(WorkTable table, Principal user) {
        return desk.open(table.taskKeys(), user.getName()).stream()
                .map(sheet -> new WorkRow(sheet, lateness))
                .toList();
    }
}
