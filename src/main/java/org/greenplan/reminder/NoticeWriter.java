package org.greenplan.reminder;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.greenplan.calendar.Lateness;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Person;
import org.greenplan.mail.Letter;
import org.greenplan.web.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Puts lines into words: the subject, the page for mail readers, and the same as plain text. */
@Component
class NoticeWriter {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日");
    private static final int LONGEST_NOTE = 200;

    private final ITemplateEngine templates;
    private final Directory directory;
    private final PublicAddress address;
    private final String appName;
    private final Map<String, String> unitNames = new ConcurrentHashMap<>();

    NoticeWriter(
            ITemplateEngine templates,
            Directory directory,
            PublicAddress address,
            @Value("${greenplan.app-name}") String appName) {
        this.templates = templates;
        this.directory = directory;
        this.address = address;
        this.appName = appName;
    }

    /** The one mail of a day. At least one line. */
    Letter digest(LocalDate day, Person recipient, List<Line> lines, Tally tally, int alarms) {
        List<Line> own = lines.stream()
                .filter(line -> line.section() == Line.Section.OWN)
                .toList();
        int news = (int) lines.stream()
                .filter(line -> line.section() == Line.Section.INFORMED)
                .count();
        Tally tasks = tally.without(news);
        LocalDate nearest = Notice.nearest(own.isEmpty() ? lines : own);
        String subject = (own.isEmpty()
                        ? tasks.others() == 0 ? "【知会】" + news + "项措施请知悉" : "【督办提醒】" + tasks.others() + "项到期或逾期事项请知悉"
                        : "【待办提醒】" + tally.own() + "项待办"
                                + (tally.overdue() > 0 ? "，其中" + tally.overdue() + "项已逾期" : ""))
                + (nearest == null ? "" : "，最近" + DAY.format(nearest) + "到期");
        return letter(
                "digest/" + day + "/" + recipient.id(),
                Letter.Kind.DIGEST,
                recipient,
                subject,
                Notice.group(lines, this::item),
                tally.told(),
                sum(tasks, news),
                rest(tally),
                alarms);
    }

    /** What does not wait for the next day. At least one line. */
    Letter atOnce(String onceKey, Letter.Kind kind, Person recipient, List<Line> lines) {
        boolean urged = kind == Letter.Kind.URGE;
        String what = urged ? "催办" : "退回修改";
        long own = lines.stream()
                .filter(line -> line.section() == Line.Section.OWN)
                .count();
        String subject = (urged ? "【催办】" : "【退回】")
                + lines.size()
                + "项事项"
                + (urged ? "请尽快办理" : "需修改后重新提交")
                + (lines.size() == 1 && lines.get(0).measureKey() != null
                        ? "：" + lines.get(0).measureKey()
                        : "");
        return letter(
                onceKey,
                kind,
                recipient,
                subject,
                Notice.under(urged ? "催办事项" : "退回事项", true, lines, this::item),
                lines.size(),
                own == 0
                        ? "本单位有%d项事项被%s，请知悉。".formatted(lines.size(), what)
                        : "有%d项事项被%s，请办理。".formatted(lines.size(), what),
                "",
                0);
    }

    /** @param told how many tasks it is about, also where not all are written out */
    private Letter letter(
            String onceKey,
            Letter.Kind kind,
            Person recipient,
            String subject,
            List<Notice.Group> groups,
            int told,
            String sum,
            String rest,
            int alarms) {
        int written = groups.stream().mapToInt(group -> group.items().size()).sum();
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

    private static String sum(Tally tally, int news) {
        List<String> parts = new ArrayList<>();
        if (tally.own() > 0) {
            parts.add("今天有%d项待办请关注%s"
                    .formatted(tally.own(), tally.overdue() > 0 ? "，其中" + tally.overdue() + "项已逾期" : ""));
        }
        if (tally.others() > 0) {
            parts.add((parts.isEmpty() ? "有" : "另有") + tally.others() + "项请知悉或督促");
        }
        if (news > 0) {
            parts.add((parts.isEmpty() ? "有" : "另有") + news + "项知会本单位，不需要办理");
        }
        return String.join("；", parts) + "。";
    }

    private static String rest(Tally tally) {
        return tally.open() == 0
                ? ""
                : "此外有%d项待办今天不逐项提醒%s。"
                        .formatted(tally.open(), tally.openOverdue() > 0 ? "，其中" + tally.openOverdue() + "项已逾期" : "");
    }

    private Notice.Item item(Line line) {
        String link = line.section() == Line.Section.OWN || line.measureKey() == null
                ? "/tasks/" + UriUtils.encode(line.taskId(), StandardCharsets.UTF_8)
                : "/measures/" + line.measureKey();
        return new Notice.Item(
                line.measureKey() == null ? "" : line.measureKey(),
                line.title(),
                line.step(),
                unitNames.computeIfAbsent(line.unitCode(), directory::nameOf),
                due(line.due()),
                line.overdue() ? Lateness.words(-line.workdaysLeft()) : "",
                line.fresh() && line.note() == null,
                line.note() == null || line.section() == Line.Section.INFORMED ? "" : shortened(line.note()),
                address.link(link));
    }

    private static String due(@Nullable LocalDate due) {
        return due == null
                ? ""
                : DAY.format(due) + "（" + due.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.CHINA) + "）";
    }

    private static String shortened(String note) {
        return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…";
    }

    private String text(Notice notice) {
        StringBuilder text = new StringBuilder(notice.name() + "，您好！\n\n" + notice.sum() + "\n");
        for (Notice.Group group : notice.groups()) {
            text.append("\n【").append(group.heading()).append("】\n");
            for (Notice.Item item : group.items()) {
                text.append("· ")
                        .append(item.fresh() ? "[新] " : "")
                        .append(item.key().isEmpty() ? "" : item.key() + " ")
                        .append(item.title())
                        .append("\n  ")
                        .append(item.step())
                        .append("，")
                        .append(item.unit())
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
