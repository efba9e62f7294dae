package org.greenplan.reminder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.greenplan.submission.SubmissionWatch;

/**
 * The subject and the first sentences of a day's mail: first all that the person has to do, told today or not, how much of
 * it is overdue and the nearest date that can be kept, then what is told today, by name.
 *
 * @param lines what is told; at least one
 * @param submissions the submissions that the lines are about, by id
 * @param unitNames names a unit by its code
 */
record DigestWords(
        LocalDate day,
        List<Line> lines,
        Tally tally,
        Map<Long, SubmissionWatch.Standing> submissions,
        UnaryOperator<String> unitNames) {

    private static final int LONGEST_NAME = 30;

    String subject() {
        List<String> parts = new ArrayList<>();
        parts.addAll(watched());
        if (tally.all() > 0) {
            parts.add(open());
        }
        if (tally.own() > 0) {
            parts.add("今天提醒" + tally.own() + "项：" + named(Line.Section.OWN));
        }
        if (!of(Line.Section.UNIT).isEmpty()) {
            parts.add(units());
        } else if (tally.own() == 0 && others() > 0) {
            parts.add(others() + "项到期或逾期事项请知悉：" + named(Line.Section.COPY, Line.Section.ESCALATED));
        } else if (tally.own() == 0 && news() > 0) {
            parts.add(news() + "项措施请知悉：" + named(Line.Section.INFORMED));
        }
        return "【" + kind() + "】" + String.join("；", parts);
    }

    /** The first sentences of the mail. */
    String greeting() {
        List<String> sentences = new ArrayList<>(watched());
        if (tally.all() > 0) {
            sentences.add("您有" + open()
                    + (tally.own() == 0 ? "" : "；今天提醒" + (tally.open() == 0 ? "" : "其中") + tally.own() + "项"));
        }
        if (!of(Line.Section.UNIT).isEmpty()) {
            sentences.add(units() + "，请督促");
        }
        if (others() > 0) {
            sentences.add((sentences.isEmpty() ? "有" : "另有") + others() + "项请知悉或督促");
        }
        if (news() > 0) {
            sentences.add((sentences.isEmpty() ? "有" : "另有") + news() + "项知会本单位，不需要办理");
        }
        return String.join("。", sentences) + "。";
    }

    /** What stands below all lines; empty when every open task is told. */
    String rest() {
        return tally.open() == 0
                ? ""
                : "此外有%d项待办今天不逐项提醒%s。"
                        .formatted(tally.open(), tally.openOverdue() > 0 ? "，其中" + tally.openOverdue() + "项已逾期" : "");
    }

    private String kind() {
        return !of(Line.Section.SUBMISSION).isEmpty()
                ? "平台报送"
                : tally.own() > 0 ? "待办提醒" : tally.others() > news() ? "督办提醒" : "知会";
    }

    private String open() {
        return tally.all() + "项待办"
                + (tally.allOverdue() > 0 ? "，其中" + tally.allOverdue() + "项已逾期" : "")
                + (tally.nearest() == null ? "" : "，最近" + SubmissionWords.DAY.format(tally.nearest()) + "到期");
    }

    private String units() {
        List<Line> units = of(Line.Section.UNIT);
        int tasks = units.stream().mapToInt(Line::tasks).sum();
        int longest = units.stream()
                .map(Line::workdaysLeft)
                .filter(Objects::nonNull)
                .mapToInt(left -> -left)
                .max()
                .orElse(0);
        return units.size() == 1
                ? unitNames.apply(units.get(0).unitCode()) + overdue(tasks, longest)
                : units.size() + "个单位" + overdue(tasks, longest);
    }

    /** So many tasks of a unit, or of several. */
    static String overdue(int tasks, int longest) {
        return tasks + "项" + (longest == 0 ? "到期" : "逾期，最久" + longest + "个工作日");
    }

    /** The submissions that the person answers for, those of the same dates together. */
    private List<String> watched() {
        List<String> watched = new ArrayList<>();
        of(Line.Section.SUBMISSION).stream()
                .map(line -> submissions.get(line.submission()))
                .filter(Objects::nonNull)
                .map(submission -> new SubmissionWords(submission, day))
                .collect(Collectors.groupingBy(SubmissionWords::dates, LinkedHashMap::new, Collectors.toList()))
                .forEach((dates, of) -> watched.add(
                        dates + "：" + of.stream().map(SubmissionWords::standing).collect(Collectors.joining("，"))));
        return watched;
    }

    private int news() {
        return of(Line.Section.INFORMED).size();
    }

    /** Tasks of others, told one by one. */
    private int others() {
        return tally.others()
                - news()
                - of(Line.Section.SUBMISSION).size()
                - of(Line.Section.UNIT).stream().mapToInt(Line::tasks).sum();
    }

    private List<Line> of(Line.Section... sections) {
        List<Line.Section> wanted = List.of(sections);
        return lines.stream().filter(line -> wanted.contains(line.section())).toList();
    }

    private String named(Line.Section... sections) {
        return names(of(sections));
    }

    /** The name of the first, a submission before all others; with 等 when there are more. */
    static String names(Collection<Line> lines) {
        Line first = lines.stream()
                .min(Comparator.comparing((Line line) -> line.submission() == null)
                        .thenComparing(Notice.MOST_URGENT_FIRST))
                .orElseThrow();
        String name = first.title().length() <= LONGEST_NAME
                ? first.title()
                : first.title().substring(0, LONGEST_NAME - 1) + "…";
        return name + (lines.size() > 1 ? "等" : "");
    }
}
