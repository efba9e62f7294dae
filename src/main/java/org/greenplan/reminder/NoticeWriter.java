package org.greenplan.reminder;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.greenplan.calendar.Lateness;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Person;
import org.greenplan.mail.Letter;
import org.greenplan.submission.SubmissionWatch;
import org.greenplan.web.PublicAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Puts lines into words: the subject, the page for mail readers, and the same as plain text. */
@Component
class NoticeWriter {

    private static final String PLATFORM = "/platform/submissions/";
    private static final int LONGEST = 200;

    private final ITemplateEngine templates;
    private final Directory directory;
    private final PublicAddress address;
    private final SubmissionWatch submissions;
    private final Clock clock;
    private final String appName;
    private final Map<String, String> unitNames = new ConcurrentHashMap<>();

    NoticeWriter(
            ITemplateEngine templates,
            Directory directory,
            PublicAddress address,
            SubmissionWatch submissions,
            Clock clock,
            @Value("${greenplan.app-name}") String appName) {
        this.templates = templates;
        this.directory = directory;
        this.address = address;
        this.submissions = submissions;
        this.clock = clock;
        this.appName = appName;
    }

    /** The one mail of a day. At least one line. */
    Letter digest(LocalDate day, Person recipient, List<Line> lines, Tally tally, int alarms) {
        Map<Long, SubmissionWatch.Standing> about = submissions(lines);
        DigestWords words = new DigestWords(day, lines, tally, about, this::unitName);
        List<Notice.Group> groups = bySubmission(day, lines, about);
        groups.addAll(Notice.group(lines, this::item));
        return letter(
                "digest/" + day + "/" + recipient.id(),
                Letter.Kind.DIGEST,
                recipient,
                words.subject(),
                groups,
                tally.told()
                        - (int) lines.stream()
                                .filter(line -> line.section() == Line.Section.SUBMISSION)
                                .count(),
                words.greeting(),
                words.rest(),
                alarms);
    }

    /** What does not wait for the next day. At least one line. */
    Letter atOnce(String onceKey, Letter.Kind kind, Person recipient, List<Line> lines) {
        boolean urged = kind == Letter.Kind.URGE;
        boolean own = lines.stream().anyMatch(line -> line.section() == Line.Section.OWN);
        String what = lines.size() + "项事项被" + (urged ? "催办" : "退回修改");
        List<Notice.Group> groups = bySubmission(LocalDate.now(clock), lines, submissions(lines));
        groups.addAll(Notice.under(urged ? "催办事项" : "退回事项", lines, this::item));
        return letter(
                onceKey,
                kind,
                recipient,
                (urged ? "【催办】" : "【退回】")
                        + (own ? lines.size() + "项事项" + (urged ? "请尽快办理" : "需修改后重新提交") : "本单位" + what)
                        + "：" + DigestWords.names(lines),
                groups,
                lines.size(),
                own ? "有%s，请办理。".formatted(what) : "本单位有%s，请知悉。".formatted(what),
                "",
                0);
    }

    private Map<Long, SubmissionWatch.Standing> submissions(List<Line> lines) {
        Map<Long, SubmissionWatch.Standing> about = new HashMap<>();
        Notice.bySubmission(lines).keySet().forEach(id -> submissions.find(id).ifPresent(one -> about.put(id, one)));
        return about;
    }

    /** What is about a submission comes first, each under its name, with its dates. */
    private List<Notice.Group> bySubmission(
            LocalDate day, List<Line> lines, Map<Long, SubmissionWatch.Standing> about) {
        List<Notice.Group> groups = new ArrayList<>();
        Notice.bySubmission(lines).forEach((id, its) -> {
            boolean watched = its.stream().anyMatch(line -> line.section() == Line.Section.SUBMISSION);
            List<Line> tasks = its.stream()
                    .filter(line -> line.section() != Line.Section.SUBMISSION)
                    .toList();
            SubmissionWatch.Standing standing = about.get(id);
            groups.add(new Notice.Group(
                    its.get(0).title(),
                    true,
                    standing == null ? List.of() : new SubmissionWords(standing, day).intro(watched),
                    address.link(PLATFORM + id),
                    Notice.items(tasks, Notice.MOST_LINES, this::item)));
        });
        return groups;
    }

    /** @param told how many tasks it is about, also where not all are written out */
    private Letter letter(
            String onceKey,
            Letter.Kind kind,
            Person recipient,
            String fullSubject,
            List<Notice.Group> groups,
            int told,
            String sum,
            String rest,
            int alarms) {
        String subject = shortened(fullSubject);
        int written = groups.stream().mapToInt(Notice.Group::tasks).sum();
        Notice notice = new Notice(recipient.name(), sum, groups, told - written, rest, alarms);
        Context context = new Context(Locale.CHINA);
        context.setVariable("notice", notice);
        context.setVariable("subject", subject);
        context.setVariable("appName", appName);
        context.setVariable("home", address.link("/"));
        context.setVariable("settings", address.link("/reminders/settings"));
        context.setVariable("alarms", address.link("/reminders/alarms"));
        return new Letter(onceKey, kind, recipient, subject, text(notice), templates.process("mail/notice", context));
    }

    /** What its heading names already, is not named again: a task of a submission begins with its step. */
    private Notice.Item item(Line line) {
        boolean unit = line.section() == Line.Section.UNIT;
        boolean named = line.submission() != null;
        String unitName = unitName(line.unitCode());
        return new Notice.Item(
                unit || named || line.measureKey() == null ? "" : line.measureKey(),
                unit ? unitName : named ? line.step() : line.title(),
                unit ? DigestWords.overdue(line.tasks(), line.workdaysOverdue()) : named ? unitName : line.step(),
                unit || named ? "" : unitName,
                line.due() == null ? "" : SubmissionWords.withWeekday(line.due()),
                line.overdue() && !unit ? Lateness.words(line.workdaysOverdue()) : "",
                line.fresh() && line.note() == null,
                line.note() == null || line.section() == Line.Section.INFORMED ? "" : shortened(line.note()),
                line.tasks(),
                address.link(link(line)));
    }

    /** A page that the line's reader may open: the task of who does it; of others what it is a part of. */
    private static String link(Line line) {
        if (line.section() == Line.Section.OWN) {
            return "/tasks/" + UriUtils.encode(line.taskId(), StandardCharsets.UTF_8);
        }
        if (line.section() == Line.Section.UNIT) {
            return "/reminders/urge?unit=" + line.unitCode();
        }
        return line.submission() != null
                ? PLATFORM + line.submission()
                : line.measureKey() != null ? "/measures/" + line.measureKey() : "/";
    }

    private String unitName(String code) {
        return unitNames.computeIfAbsent(code, directory::nameOf);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private String text(Notice notice) {
        StringBuilder text = new StringBuilder(notice.name() + "，您好！\n\n" + notice.sum() + "\n");
        for (Notice.Group group : notice.groups()) {
            text.append("\n【").append(group.heading()).append("】\n");
            group.intro().forEach(sentence -> text.append(sentence).append("\n"));
            if (!group.link().isEmpty()) {
                text.append("查看进度：").append(group.link()).append("\n");
            }
            for (Notice.Item item : group.items()) {
                text.append("· ")
                        .append(item.fresh() ? "[新] " : "")
                        .append(item.key().isEmpty() ? "" : item.key() + " ")
                        .append(item.title())
                        .append("\n  ")
                        .append(item.step())
                        .append(item.unit().isEmpty() ? "" : "，" + item.unit())
                        .append(item.due().isEmpty() ? "" : "，应在" + item.due() + "前办理")
                        .append(item.late().isEmpty() ? "" : "，" + item.late())
                        .append(item.note().isEmpty() ? "" : "\n  " + item.note())
                        .append("\n  ")
                        .append(item.link())
                        .append("\n");
            }
        }
        if (notice.more() > 0) {
            text.append("\n还有").append(notice.more()).append("项没有逐项列出，请登录系统查看。\n");
        }
        if (!notice.rest().isEmpty()) {
            text.append("\n").append(notice.rest()).append("\n");
        }
        if (notice.alarms() > 0) {
            text.append("\n系统有")
                    .append(notice.alarms())
                    .append("条告警（无人负责、地址有误、邮件发不出等）：")
                    .append(address.link("/reminders/alarms\n"));
        }
        return text.append("\n我的待办：")
                .append(address.link("/\n提醒设置："))
                .append(address.link("/reminders/settings\n\n"))
                .append(appName)
                .append("自动发送，请勿回复。本系统为非涉密系统，严禁处理涉密信息。\n")
                .toString();
    }
}
