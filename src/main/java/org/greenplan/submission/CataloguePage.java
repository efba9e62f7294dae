package org.greenplan.submission;

import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Times;
import org.greenplan.database.DiskSpace;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.spreadsheet.CsvAnswer;
import org.greenplan.spreadsheet.CsvTable;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 指标目录: what is submitted to the platform and who supplies it; imported by the bureau, seen before it counts. */
@Controller
class CataloguePage {

    private static final String PATH = "/platform/catalogue";
    private static final int LONGEST_SOURCE = 200;

    private final CatalogueStore catalogues;
    private final LastYear lastYear;
    private final Bureau bureau;
    private final Directory directory;
    private final People people;
    private final DiskSpace space;
    private final Clock clock;
    private final Audit audit;

    CataloguePage(
            CatalogueStore catalogues,
            LastYear lastYear,
            Bureau bureau,
            Directory directory,
            People people,
            DiskSpace space,
            Clock clock,
            Audit audit) {
        this.catalogues = catalogues;
        this.lastYear = lastYear;
        this.bureau = bureau;
        this.directory = directory;
        this.people = people;
        this.space = space;
        this.clock = clock;
        this.audit = audit;
    }

    @GetMapping(PATH)
    String first() {
        return "redirect:" + PATH + "/" + Track.DEMONSTRATION_ZONE.code();
    }

    @GetMapping(PATH + "/{code}")
    ModelAndView show(
            @PathVariable String code, @RequestParam(required = false) @Nullable Integer year, Principal user) {
        return page(track(code), year(year), user, HttpStatus.OK, List.of());
    }

    @GetMapping(PATH + "/{code}/catalogue.csv")
    ResponseEntity<String> download(
            @PathVariable String code, @RequestParam(required = false) @Nullable Integer year, Principal user) {
        Track track = track(code);
        List<CatalogueItem> items =
                catalogues.inForce(track, year(year)).map(Catalogue::items).orElse(List.of());
        audit.recordByItself(AuditEvent.EXPORT, user.getName(), track.label() + "指标目录", year(year) + "年报送");
        return CsvAnswer.of(
                track.label().replaceAll("[“”]", "") + "指标目录.csv", CatalogueTable.of(items, directory::nameOf));
    }

    /** Shows what the file would change; nothing is imported yet. */
    @PostMapping(PATH + "/{code}/preview")
    ModelAndView preview(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Principal user)
            throws IOException {
        bureau.require(user.getName());
        Track track = track(code);
        int submissionYear = year(year);
        CatalogueReading.Result read;
        try (DiskSpace.Claim room = space.claim(file == null ? 0 : file.getSize())) {
            read = CatalogueReading.read(file == null ? new byte[0] : file.getBytes(), directory.names());
        } catch (RuleViolation refused) {
            return page(
                    track,
                    submissionYear,
                    user,
                    HttpStatus.valueOf(refused.kind().status()),
                    refused.sentences());
        }
        if (!read.problems().isEmpty()) {
            return page(track, submissionYear, user, HttpStatus.BAD_REQUEST, read.problems());
        }
        List<CatalogueItem> before =
                catalogues.inForce(track, submissionYear).map(Catalogue::items).orElse(List.of());
        ModelAndView page = new ModelAndView("platform/catalogue-preview");
        page.addObject("track", track);
        page.addObject("year", submissionYear);
        page.addObject("count", read.items().size());
        page.addObject("notices", read.notices());
        page.addObject(
                "changes",
                CatalogueChanges.between(
                        before, read.items(), lastYear.answered(track, submissionYear), directory::nameOf));
        page.addObject("rows", rows(read.items()));
        page.addObject("same", before.equals(read.items()));
        page.addObject(
                "toConfirm",
                catalogues
                        .inForce(track, submissionYear)
                        .filter(Catalogue::sample)
                        .isPresent());
        page.addObject("csv", CsvTable.write(CatalogueTable.of(read.items(), directory::nameOf)));
        page.addObject("base", catalogues.versions(track, submissionYear));
        page.addObject("source", source(file == null ? null : file.getOriginalFilename()));
        return page;
    }

    /** Who comes back to the address of a preview, after a login for example, starts over. */
    @GetMapping(PATH + "/{code}/preview")
    String again(@PathVariable String code) {
        return "redirect:" + PATH + "/" + track(code).code();
    }

    /**
     * @param csv what the preview showed
     * @param base how many versions the year had then
     * @param confirmed whether the bureau has confirmed it; a sample otherwise
     */
    @PostMapping(PATH + "/{code}")
    ModelAndView enter(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "") String csv,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "-1") int base,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Principal user,
            RedirectAttributes flash) {
        bureau.require(user.getName());
        Track track = track(code);
        int submissionYear = year(year);
        CatalogueReading.Result read = CatalogueReading.csv(csv, directory.names());
        if (!read.problems().isEmpty()) {
            return page(track, submissionYear, user, HttpStatus.BAD_REQUEST, read.problems());
        }
        if (catalogues.versions(track, submissionYear) != base) {
            return page(
                    track, submissionYear, user, HttpStatus.CONFLICT, List.of("目录刚刚被别人更新过，您的文件没有导入。请核对现在的目录后重新选择文件。"));
        }
        boolean nothingNew = catalogues
                .inForce(track, submissionYear)
                .filter(now -> now.items().equals(read.items()) && (!now.sample() || !confirmed))
                .isPresent();
        if (!nothingNew) {
            catalogues.add(track, submissionYear, source(source), !confirmed, user.getName(), read.items());
        }
        flash.addFlashAttribute(
                "entered",
                nothingNew
                        ? "与现有目录没有不同，没有导入新的版本。"
                        : "已导入%d项指标，用于%d年报送。".formatted(read.items().size(), submissionYear));
        return new ModelAndView("redirect:" + PATH + "/" + track.code() + "?year=" + submissionYear);
    }

    private ModelAndView page(Track track, int year, Principal user, HttpStatus status, List<String> problems) {
        ModelAndView page = new ModelAndView("platform/catalogue");
        page.setStatus(status);
        page.addObject("tracks", Track.values());
        page.addObject("track", track);
        page.addObject("year", year);
        page.addObject("years", List.of(thisYear() - 1, thisYear(), thisYear() + 1));
        page.addObject("mayImport", bureau.includes(user.getName()));
        page.addObject("problems", problems);
        catalogues.inForce(track, year).ifPresent(catalogue -> {
            page.addObject("catalogue", catalogue);
            page.addObject("importedBy", catalogue.importedBy().isEmpty() ? "" : people.nameOf(catalogue.importedBy()));
            page.addObject("importedAt", Times.minute(catalogue.importedAt()));
            page.addObject("rows", rows(catalogue.items()));
        });
        return page;
    }

    record ItemRow(CatalogueItem item, List<PartRow> parts) {}

    /** @param judged how it is found whether the target is met */
    record PartRow(CatalogueItem.Part part, String judged, boolean digits, String suppliers) {}

    private List<ItemRow> rows(List<CatalogueItem> items) {
        return items.stream()
                .map(item -> new ItemRow(
                        item,
                        item.parts().stream()
                                .map(part -> new PartRow(
                                        part,
                                        part.target().howJudged(part.unit()),
                                        part.target().digitsInWords(),
                                        String.join(
                                                "、",
                                                part.suppliers().stream()
                                                        .map(directory::nameOf)
                                                        .toList())))
                                .toList()))
                .toList();
    }

    private int thisYear() {
        return LocalDate.now(clock).getYear();
    }

    /** Of a submission: the next one whose 31 May is still to come, where none is named. */
    private int year(@Nullable Integer named) {
        if (named == null) {
            return LocalDate.now(clock).getMonthValue() > 5 ? thisYear() + 1 : thisYear();
        }
        if (named < 2020 || named > 2100) {
            throw RuleViolation.notFound("no-such-year", "没有这个年份。");
        }
        return named;
    }

    private static Track track(String code) {
        return Track.ofCode(code).orElseThrow(() -> RuleViolation.notFound("no-such-track", "没有这类报送。"));
    }

    private static String source(@Nullable String name) {
        String plain = PlainText.isBlank(name) ? "导入的文件" : PlainText.line(name);
        return plain.length() <= LONGEST_SOURCE ? plain : plain.substring(0, LONGEST_SOURCE);
    }
}
