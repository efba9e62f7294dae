package org.greenplan.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the words around a quantity into a label that says what is measured. */
final class Subjects {

    private static final Pattern LEAD_WORDS =
            Pattern.compile("^(?:并|且|其中|同时|力争|争取|确保|保证|实现|完成|原则上|年内|全年|本年度|年底前|到?\\d{4}年底?前?|分别|累计|[、和及与])+");
    private static final Pattern TAIL_WORDS = Pattern.compile("(?:分别|原则上|稳定保持在|稳定在|保持在|维持在|控制在|力争|至|到|约|累计|[、和及与])+$");
    private static final String ACTIONS = "建设|新建|改建|扩建|建成|新增|增加|提升|提高|改造|打造|创建|培育|开展|组织|治理|修复|推广|整治|建立";
    private static final Pattern ONLY_ACTION = Pattern.compile("(?:" + ACTIONS + ")");
    private static final Pattern LEADING_ACTION = Pattern.compile("^(?:" + ACTIONS + ")");
    private static final Pattern EFFORT = Pattern.compile("^(?:持续|稳步|不断|逐步|大力|进一步|积极|加强|推进|推动|强化|全面|提升|提高|开展|加快|将|把)+");
    private static final Pattern USE = Pattern.compile("应用尽用|应用|使用|采用|利用");
    private static final Pattern SAYS_HOW_MUCH = Pattern.compile(".*(?:率|比|比例|比重|水平|面|下降|降低|增长|减少)$");

    private static final int SHORTEST_SHARED_WORD = 2;

    private Subjects() {}

    /** Without words that only introduce or connect. */
    static String stripped(String words) {
        return TAIL_WORDS
                .matcher(LEAD_WORDS.matcher(words.strip()).replaceFirst(""))
                .replaceFirst("")
                .strip();
    }

    /** Whether the words are only a verb that needs an object: 新增. */
    static boolean onlyAction(String words) {
        return ONLY_ACTION.matcher(words).matches();
    }

    /** Without the verb in front: 提升示范区 becomes 示范区. */
    static String withoutAction(String words) {
        return LEADING_ACTION.matcher(words).replaceFirst("");
    }

    /** Without words of effort in front, which are no part of what is measured: 稳步提升回收率 becomes 回收率. */
    static String withoutEffort(String words) {
        return EFFORT.matcher(words).replaceFirst("");
    }

    /**
     * Completes a subject that takes up the end of the clause before it: after 加强秸秆综合利用, 综合利用率 means 秸秆综合利用率.
     * The subject itself when the two share no words.
     */
    static String completed(String subject, String clauseBefore) {
        String before = withoutEffort(clauseBefore);
        int most = Math.min(subject.length(), before.length());
        for (int shared = most; shared >= SHORTEST_SHARED_WORD; shared--) {
            if (before.endsWith(subject.substring(0, shared))) {
                return before + subject.substring(shared);
            }
        }
        return subject;
    }

    /** What the clause before speaks of, for a quantity without a subject: 指定部位应用尽用再生产品 gives 再生产品应用比例. */
    static String objectOf(String clauseBefore, boolean rate) {
        Matcher matcher = USE.matcher(clauseBefore);
        String object = stripped(withoutEffort(clauseBefore));
        String verb = "";
        while (matcher.find()) {
            if (matcher.end() < clauseBefore.length()) {
                object = stripped(clauseBefore.substring(matcher.end()));
                verb = matcher.group().substring(0, 2);
            }
        }
        return rate && !SAYS_HOW_MUCH.matcher(object).matches() ? object + verb + "比例" : object;
    }

    /**
     * Distributes 甲、乙 over as many values: one label each. An item that lacks the noun which the last one carries gets it:
     * 装配式工地、普通工地垃圾产生量 gives 装配式工地垃圾产生量 and 普通工地垃圾产生量. When the counts differ, all labels are the whole.
     */
    static List<String> distributed(String subject, int count) {
        List<String> items = items(subject);
        if (items.size() != count) {
            List<String> same = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                same.add(subject + "（第" + i + "项）");
            }
            return same;
        }
        String last = items.get(count - 1);
        List<String> labels = new ArrayList<>();
        for (String item : items.subList(0, count - 1)) {
            labels.add(item + sharedTail(item, last));
        }
        labels.add(last);
        return labels;
    }

    private static String sharedTail(String item, String last) {
        for (int length = item.length(); length >= SHORTEST_SHARED_WORD; length--) {
            String word = item.substring(item.length() - length);
            int at = last.indexOf(word);
            if (at >= 0) {
                return last.substring(at + length);
            }
        }
        return "";
    }

    private static List<String> items(String subject) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        int depth = 0;
        for (char c : subject.toCharArray()) {
            depth += c == '（' ? 1 : c == '）' ? -1 : 0;
            if (depth == 0 && c == '、') {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString());
        return items;
    }
}
