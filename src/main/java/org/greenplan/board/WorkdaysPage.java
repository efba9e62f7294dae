package org.greenplan.board;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.WorkdayCsv;
import org.greenplan.calendar.WorkdayImport;
import org.greenplan.calendar.WorkdayOverride;
import org.greenplan.calendar.YearSchedules;
import org.greenplan.directory.Office;
import org.greenplan.plan.MeasureCatalogue;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 工作日: which days are worked, and the entry of a new year's notice by the administrator, seen before it counts. */
@Controller
class WorkdaysPage {

    private static final String PATH = "/reminders/workdays";
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    /** Excel takes a file for UTF-8 only with this. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String EXAMPLE =
            """
            date,kind,holiday,source
            2027-01-01,holiday,元旦,国务院办公厅通知（文号）
            2027-01-03,workday,元旦,国务院办公厅通知（文号）
            """;

    private final Office office;
    private final YearSchedules schedules;
    private final WorkdayImport workdayImport;
    private final MeasureCatalogue catalogue;
    private final Clock clock;
    private final Audit audit;
    private final TransactionTemplate transaction;

    WorkdaysPage(
            Office office,
            YearSchedules schedules,
            WorkdayImport workdayImport,
            MeasureCatalogue catalogue,
            Clock clock,
            Audit audit,
            TransactionTemplate transaction) {
        this.office = office;
        this.schedules = schedules;
        this.workdayImport = workdayImport;
        this.catalogue = catalogue;
        this.clock = clock;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping(PATH)
    ModelAndView show(Principal user) {
        office.require(user.getName());
        return page(HttpStatus.OK, List.of());
    }

    /** Our own table as it is. */
    @GetMapping(PATH + "/workdays.csv")
    ResponseEntity<String> table(Principal user) {
        office.require(user.getName());
        audit.recordByItself(AuditEvent.EXPORT, user.getName(), "工作日表", "workdays.csv");
        return file("workdays.csv", WorkdayCsv.write(schedules.own()));
    }

    @GetMapping(PATH + "/example.csv")
    ResponseEntity<String> example(Principal user) {
        office.require(user.getName());
        return file("example.csv", EXAMPLE);
    }

    /** Shows what the file would change; nothing is entered yet. */
    @PostMapping(PATH + "/preview")
    ModelAndView preview(@RequestParam(required = false) @Nullable MultipartFile file, Principal user, Model model)
            throws IOException {
        office.requireAdministrator(user.getName());
        WorkdayCsv.Result read = WorkdayFile.read(file);
        if (!read.problems().isEmpty()) {
            return page(HttpStatus.BAD_REQUEST, read.problems());
        }
        model.addAttribute("counted", WorkdayWords.counted(read.days()));
        model.addAttribute(
                "changes",
                workdayImport.changes(read.days()).stream()
                        .map(WorkdayWords::change)
                        .toList());
        model.addAttribute("csv", WorkdayCsv.write(read.days()));
        return new ModelAndView("reminders/workdays-preview", model.asMap());
    }

    /** Who comes back to the address of a preview, after a login for example, starts over. */
    @GetMapping(PATH + "/preview")
    String again() {
        return "redirect:" + PATH;
    }

    /** @param csv what the preview showed, to be entered */
    @PostMapping(PATH)
    ModelAndView enter(@RequestParam(defaultValue = "") String csv, Principal user, RedirectAttributes flash)
            throws IOException {
        office.requireAdministrator(user.getName());
        WorkdayCsv.Result read = WorkdayFile.read(csv);
        if (read.problems().isEmpty()) {
            read = load(csv, user.getName());
        }
        if (!read.problems().isEmpty()) {
            return page(HttpStatus.BAD_REQUEST, read.problems());
        }
        flash.addFlashAttribute("entered", "已录入" + WorkdayWords.counted(read.days()) + "。");
        return new ModelAndView("redirect:" + PATH);
    }

    private WorkdayCsv.Result load(String csv, String user) {
        return transaction.execute(status -> {
            try {
                WorkdayCsv.Result read = workdayImport.load(new StringReader(csv));
                audit.record(AuditEvent.WORKDAYS, user, "工作日表", WorkdayWords.counted(read.days()));
                return read;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private ModelAndView page(HttpStatus status, List<String> problems) {
        ModelAndView page = new ModelAndView("reminders/workdays");
        page.setStatus(status);
        page.addObject("problems", problems);
        page.addObject(
                "years",
                years().stream().map(schedules::of).map(WorkdayWords::year).toList());
        page.addObject("example", EXAMPLE);
        return page;
    }

    /** The plan's, last, this and next, and whatever somebody has entered. */
    private SortedSet<Integer> years() {
        int now = LocalDate.now(clock).getYear();
        SortedSet<Integer> years = new TreeSet<>();
        catalogue.newestYear().ifPresent(years::add);
        Stream.of(now - 1, now, now + 1).forEach(years::add);
        schedules.own().stream()
                .map(WorkdayOverride::day)
                .map(LocalDate::getYear)
                .forEach(years::add);
        return years;
    }

    private static ResponseEntity<String> file(String name, String text) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(BYTE_ORDER_MARK + text);
    }
}
