package org.greenplan.audit;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.greenplan.calendar.DueDates;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for; everything where nothing is chosen.
 *
 * @param words part of a person's login name or name, or of what it was done to
 * @param from first day
 * @param to last day
 */
record AuditFilter(@Nullable AuditEvent event, String words, @Nullable LocalDate from, @Nullable LocalDate to) {

    private static final int LONGEST = 100;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    /** What is no event and no day counts as not chosen. */
    static AuditFilter of(@Nullable String event, @Nullable String words, @Nullable String from, @Nullable String to) {
        String given = words == null ? "" : words.strip();
        return new AuditFilter(
                event == null ? null : AuditEvent.ofName(event).orElse(null),
                given.substring(0, Math.min(given.length(), LONGEST)).replaceAll("[\\p{Cc}\\p{Cs}]", ""),
                day(from),
                day(to));
    }

    @Nullable
    OffsetDateTime since() {
        return from == null ? null : from.atStartOfDay(DueDates.ZONE).toOffsetDateTime();
    }

    @Nullable
    OffsetDateTime before() {
        return to == null ? null : to.plusDays(1).atStartOfDay(DueDates.ZONE).toOffsetDateTime();
    }

    public String eventName() {
        return event == null ? "" : event.name();
    }

    /** For people. */
    String inWords() {
        List<String> parts = new ArrayList<>();
        if (event != null) {
            parts.add("事件：" + event.label());
        }
        if (!words.isEmpty()) {
            parts.add("人员或对象：" + words);
        }
        if (from != null) {
            parts.add("自" + from);
        }
        if (to != null) {
            parts.add("至" + to);
        }
        return parts.isEmpty() ? "全部记录" : String.join("，", parts);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            LocalDate day = text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
            return day == null || day.isBefore(FIRST) || day.isAfter(LAST) ? null : day;
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }
}
