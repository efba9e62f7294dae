package org.greenplan.reminder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Office;
import org.greenplan.directory.People;
import org.greenplan.task.FieldError;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 提醒策略: whom is told when, and its change by the administrator, by number or by file, seen before it counts. */
@Controller
class PolicyPage {

    private static final String PATH = "/reminders/policy";
    private static final int MOST_BYTES = 256 * 1024;

    private final Office office;
    private final DeployedPolicy deployed;
    private final Tomorrow tomorrow;
    private final People people;
    private final Audit audit;

    PolicyPage(Office office, DeployedPolicy deployed, Tomorrow tomorrow, People people, Audit audit) {
        this.office = office;
        this.deployed = deployed;
        this.tomorrow = tomorrow;
        this.people = people;
        this.audit = audit;
    }

    @GetMapping(PATH)
    ModelAndView show(Principal user) {
        office.require(user.getName());
        return page(HttpStatus.OK, null, List.of());
    }

    @GetMapping(PATH + "/reminder-policy.dmn")
    ResponseEntity<byte[]> download(Principal user) {
        office.require(user.getName());
        audit.recordByItself(AuditEvent.EXPORT, user.getName(), "提醒策略", "reminder-policy.dmn");
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("reminder-policy.dmn")
                                .build()
                                .toString())
                .body(deployed.newest().xml().getBytes(StandardCharsets.UTF_8));
    }

    /** The numbers as they were typed, so that nothing typed is lost when one of them is no number. */
    record Typed(String first, String last, String interval, String escalateAfter) {

        static Typed of(PolicyDistances distances) {
            return new Typed(
                    String.valueOf(distances.first()),
                    String.valueOf(distances.last()),
                    String.valueOf(distances.interval()),
                    String.valueOf(distances.escalateAfter()));
        }

        PolicyDistances distances() {
            return new PolicyDistances(number(first), number(last), number(interval), number(escalateAfter));
        }

        private static int number(String typed) {
            return typed.strip().matches("\\d{1,4}") ? Integer.parseInt(typed.strip()) : -1;
        }
    }

    @PostMapping(PATH + "/distances")
    ModelAndView previewDistances(
            @RequestParam(defaultValue = "") String first,
            @RequestParam(defaultValue = "") String last,
            @RequestParam(defaultValue = "") String interval,
            @RequestParam(defaultValue = "") String escalateAfter,
            Principal user) {
        office.requireAdministrator(user.getName());
        Typed typed = new Typed(first, last, interval, escalateAfter);
        DeployedPolicy.Version now = deployed.newest();
        try {
            PolicyDistances distances = typed.distances();
            distances.check();
            return preview(distances.in(now.xml()), now);
        } catch (RuleViolation violation) {
            return page(HttpStatus.BAD_REQUEST, typed, violation.errors());
        }
    }

    @PostMapping(PATH + "/file")
    ModelAndView previewFile(@RequestParam(required = false) @Nullable MultipartFile file, Principal user)
            throws IOException {
        office.requireAdministrator(user.getName());
        try {
            return preview(text(file), deployed.newest());
        } catch (RuleViolation violation) {
            return page(HttpStatus.BAD_REQUEST, null, violation.errors());
        }
    }

    @PostMapping(PATH + "/original")
    ModelAndView previewOriginal(Principal user) {
        office.requireAdministrator(user.getName());
        return preview(deployed.bundled(), deployed.newest());
    }

    /** Who comes back to the address of a preview, after a login for example, starts over. */
    @GetMapping({PATH + "/distances", PATH + "/file", PATH + "/original"})
    String again() {
        return "redirect:" + PATH;
    }

    /** @param xml what the preview showed @param base the version that was in force then */
    @PostMapping(PATH)
    ModelAndView enter(
            @RequestParam(defaultValue = "") String xml,
            @RequestParam(defaultValue = "-1") int base,
            Principal user,
            RedirectAttributes flash) {
        office.requireAdministrator(user.getName());
        try {
            deployed.replace(xml, base, user.getName());
        } catch (RuleViolation violation) {
            if (violation.kind() == RuleViolation.Kind.FORBIDDEN) {
                throw violation;
            }
            return page(HttpStatus.valueOf(violation.kind().status()), null, violation.errors());
        }
        flash.addFlashAttribute("entered", "新的提醒策略已生效，从下一次每日提醒起使用。");
        return new ModelAndView("redirect:" + PATH);
    }

    private static String text(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw RuleViolation.of("file", "no-file", "请先选择一个.dmn文件；所选的文件是空的或没有选择文件。");
        }
        if (file.getSize() > MOST_BYTES) {
            throw RuleViolation.of("file", "too-large", "文件超过256KB，不像是提醒策略表，请检查是否选错了文件。");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RuleViolation.of("file", "not-utf8", "文件的编码不是UTF-8。请选择用Camunda Modeler保存的.dmn文件。");
        }
    }

    private ModelAndView preview(String xml, DeployedPolicy.Version now) {
        PolicyTable next = PolicyTable.read(xml);
        PolicyTable current = deployed.table(now);
        ModelAndView page = new ModelAndView("reminders/policy-preview");
        List<PolicyGrid.Row> grid = PolicyGrid.of(next, current);
        page.addObject("grid", grid);
        page.addObject(
                "changed",
                grid.stream()
                        .anyMatch(row -> row.work().before() != null
                                || row.fresh().before() != null
                                || row.signature().before() != null));
        page.addObject("day", Times.day(tomorrow.next()));
        page.addObject("before", tomorrow.by(current));
        page.addObject("after", tomorrow.by(next));
        page.addObject("xml", xml);
        page.addObject("base", now.version());
        return page;
    }

    /** @param typed what the administrator typed; null for what is in force */
    private ModelAndView page(HttpStatus status, @Nullable Typed typed, List<FieldError> errors) {
        DeployedPolicy.Version now = deployed.newest();
        PolicyTable current = deployed.table(now);
        ModelAndView page = new ModelAndView("reminders/policy");
        page.setStatus(status);
        page.addObject("grid", PolicyGrid.of(current, current));
        page.addObject("version", now.version());
        page.addObject("by", now.by().isEmpty() ? "" : people.nameOf(now.by()));
        page.addObject("at", Times.minute(now.at()));
        page.addObject("original", now.xml().equals(deployed.bundled()));
        page.addObject(
                "distances",
                typed != null
                        ? typed
                        : PolicyDistances.of(now.xml()).map(Typed::of).orElse(null));
        Map<String, String> problems = errors.stream()
                .collect(Collectors.toMap(
                        error -> error.field() == null ? "file" : error.field(),
                        FieldError::message,
                        (one, other) -> one));
        page.addObject("problems", problems);
        return page;
    }
}
