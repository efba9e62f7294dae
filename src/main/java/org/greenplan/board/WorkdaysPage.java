package org.greenplan.board;

import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.WorkdayImport;
import org.greenplan.calendar.WorkdayOverride;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.greenplan.calendar.WorkdayReading;
import org.greenplan.calendar.YearSchedules;
import org.greenplan.database.DiskSpace;
import org.greenplan.directory.Office;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.spreadsheet.CsvAnswer;
import org.greenplan.spreadsheet.CsvTable;
import org.greenplan.spreadsheet.UploadedTable;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
    private static final List<List<String>> EXAMPLE = WorkdayReading.table(List.of(
            new WorkdayOverride(LocalDate.of(2027, 1, 1), Kind.HOLIDAY, "元旦", "国务院办公厅通知（文号）"),
            new WorkdayOverride(LocalDate.of(2027, 1, 3), Kind.WORKDAY, "元旦", "国务院办公厅通知（文号）")));

    private final Office office;
    private final YearSchedules schedules;
    private final WorkdayImport workdayImport;
    private final MeasureCatalogue catalogue;
    private final DiskSpace space;
    private final Clock clock;
    private final Audit audit;
    private final TransactionTemplate transaction;

    WorkdaysPage(
            Office office,
            YearSchedules schedules,
            WorkdayImport workdayImport,
            MeasureCatalogue catalogue,
            DiskSpace space,
            Clock clock,
            Audit audit,
            TransactionTemplate transaction) {
        this.office = office;
        this.schedules = schedules;
        this.workdayImport = workdayImport;
        this.catalogue = catalogue;
        this.space = space;
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
        return CsvAnswer.of("workdays.csv", WorkdayReading.table(schedules.own()));
    }

    @GetMapping(PATH + "/example.csv")
    ResponseEntity<String> example(Principal user) {
        office.require(user.getName());
        return CsvAnswer.of("example.csv", EXAMPLE);
    }

    /** Shows what the file would change; nothing is entered yet. */
    @PostMapping(PATH + "/preview")
    ModelAndView preview(@RequestParam(required = false) @Nullable MultipartFile file, Principal user, Model model)
            throws IOException {
        office.requireAdministrator(user.getName());
        WorkdayReading.Result read;
        try (DiskSpace.Claim room = space.claim(file == null ? 0 : file.getSize())) {
            read = WorkdayReading.of(
                    UploadedTable.read(file == null ? new byte[0] : file.getBytes(), WorkdayReading.ENTRANCE));
        } catch (RuleViolation refused) {
            return page(HttpStatus.valueOf(refused.kind().status()), refused.sentences());
        }
        if (!read.problems().isEmpty()) {
            return page(HttpStatus.BAD_REQUEST, read.problems());
        }
        model.addAttribute("notices", read.notices());
        model.addAttribute("counted", WorkdayWords.counted(read.days()));
        model.addAttribute(
                "changes",
                workdayImport.changes(read.days()).stream()
                        .map(WorkdayWords::change)
                        .toList());
        model.addAttribute("csv", CsvTable.write(WorkdayReading.table(read.days())));
        return new ModelAndView("reminders/workdays-preview", model.asMap());
    }

    /** Who comes back to the address of a preview, after a login for example, starts over. */
    @GetMapping(PATH + "/preview")
    String again() {
        return "redirect:" + PATH;
    }

    /** @param csv what the preview showed, to be entered */
    @PostMapping(PATH)
    ModelAndView enter(@RequestParam(defaultValue = "") String csv, Principal user, RedirectAttributes flash) {
        office.requireAdministrator(user.getName());
        WorkdayReading.Result read;
        try {
            read = load(csv, user.getName());
        } catch (RuleViolation refused) {
            return page(HttpStatus.valueOf(refused.kind().status()), refused.sentences());
        }
        if (!read.problems().isEmpty()) {
            return page(HttpStatus.BAD_REQUEST, read.problems());
        }
        flash.addFlashAttribute("entered", "已录入" + WorkdayWords.counted(read.days()) + "。");
        return new ModelAndView("redirect:" + PATH);
    }

    private WorkdayReading.Result load(String csv, String user) {
        return transaction.execute(status -> {
            WorkdayReading.Result read = workdayImport.load(csv);
            if (read.problems().isEmpty()) {
                audit.record(AuditEvent.WORKDAYS, user, "工作日表", WorkdayWords.counted(read.days()));
            }
            return read;
        });
    }

    private ModelAndView page(HttpStatus status, List<String> problems) {
        ModelAndView page = new ModelAndView("reminders/workdays");
        page.setStatus(status);
        page.addObject("problems", problems);
        page.addObject(
                "years",
                years().stream().map(schedules::of).map(WorkdayWords::year).toList());
        page.addObject("example", CsvTable.write(EXAMPLE));
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
}
