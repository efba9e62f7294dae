package org.greenplan.audit;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.greenplan.calendar.Times;
import org.greenplan.spreadsheet.CsvAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 安全审计: the audit, for the auditors alone; the door lets nobody else in. */
@Controller
class AuditPage {

    static final int PAGE = 50;

    /** Lines in a file; the filter names a shorter time for more. */
    static final int MOST_EXPORTED = 10_000;

    private static final String PATH = "/audit";
    private static final int LAST_PAGE = 100_000;

    private final AuditStore store;
    private final Audit audit;

    AuditPage(AuditStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** A line as people read it. */
    record Row(String at, String who, String address, String event, String subject, String detail) {

        static Row of(AuditLine line) {
            return new Row(
                    Times.second(line.at()),
                    who(line),
                    line.address(),
                    line.event().label(),
                    line.subject(),
                    line.detail());
        }

        private static String who(AuditLine line) {
            if (line.person().isEmpty()) {
                return line.event() == AuditEvent.LOGIN_FAILED ? "" : "系统";
            }
            return line.personName().isEmpty() ? line.person() : line.personName() + "（" + line.person() + "）";
        }

        List<String> cells() {
            return List.of(at, who, address, event, subject, detail);
        }
    }

    @GetMapping(PATH)
    String show(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String event,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        AuditFilter filter = AuditFilter.of(event, q, from, to);
        int shown = Math.max(0, Math.min(page, LAST_PAGE));
        List<AuditLine> found = store.find(filter, PAGE + 1, (long) shown * PAGE);
        model.addAttribute("filter", filter);
        model.addAttribute("events", AuditEvent.values());
        model.addAttribute("rows", found.stream().limit(PAGE).map(Row::of).toList());
        model.addAttribute("page", shown);
        model.addAttribute("later", found.size() > PAGE);
        model.addAttribute("most", MOST_EXPORTED);
        return "audit";
    }

    @GetMapping(PATH + "/audit.csv")
    ResponseEntity<String> export(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String event,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Principal user) {
        AuditFilter filter = AuditFilter.of(event, q, from, to);
        audit.recordByItself(AuditEvent.EXPORT, user.getName(), "安全审计记录", filter.inWords());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("时间", "人员", "地址", "事件", "对象", "说明"));
        store.find(filter, MOST_EXPORTED, 0)
                .forEach(line -> rows.add(Row.of(line).cells()));
        return CsvAnswer.of("安全审计.csv", rows);
    }
}
