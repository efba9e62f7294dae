package org.greenplan.reminder;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.greenplan.submission.SubmissionWatch;

/** How a submission to the platform stands on a day, in words: both its dates, who is missing, and what is at stake. */
record SubmissionWords(SubmissionWatch.Standing submission, LocalDate day) {

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日");

    /** By when it is to be there, in few words. */
    String dates() {
        String deadline = DAY.format(submission.deadline());
        return day.isAfter(submission.deadline())
                ? "已过平台截止日" + deadline + "，还没有报送"
                : day.isAfter(submission.upload())
                        ? "平台" + deadline + "截止，还没有报送"
                        : DAY.format(submission.upload()) + "前报送，平台" + deadline + "截止";
    }

    /** Its name, and who is missing or where it stands. */
    String standing() {
        return submission.subject()
                + (submission.silent().isEmpty()
                        ? "正在“" + submission.step() + "”"
                        : "还有" + submission.silent().size() + "个单位未报");
    }

    /** @param full whether the reader answers for it, and hears who is missing */
    List<String> intro(boolean full) {
        if (!submission.awaited()) {
            return List.of();
        }
        List<String> intro = new ArrayList<>();
        intro.add(datesInFull());
        if (full) {
            intro.add("现在是“%s”，应在%s前完成%s。"
                    .formatted(
                            submission.step(),
                            withWeekday(submission.due()),
                            day.isAfter(submission.due()) ? "，已经过期" : ""));
            if (!submission.silent().isEmpty()) {
                intro.add("未报的单位%d个：%s。".formatted(submission.silent().size(), String.join("、", submission.silent())));
            }
        }
        intro.add("逾期可能影响本区“%s”称号。".formatted(submission.title().replaceAll("[“”]", "")));
        return intro;
    }

    private String datesInFull() {
        long left = ChronoUnit.DAYS.between(day, submission.deadline());
        String deadline = "平台%s截止".formatted(withWeekday(submission.deadline()));
        if (left < 0) {
            return deadline + "，已过" + -left + "天，还没有报送。";
        }
        return deadline
                + (left == 0 ? "，就是今天" : "，还有" + left + "天")
                + "；本区应在" + withWeekday(submission.upload()) + "前报送"
                + (day.isAfter(submission.upload()) ? "，已经过期。" : "。");
    }

    static String withWeekday(LocalDate day) {
        return DAY.format(day) + "（" + day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.CHINA) + "）";
    }
}
