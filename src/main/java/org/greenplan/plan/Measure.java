package org.greenplan.plan;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.List;
import org.greenplan.calendar.Cadence;
import org.greenplan.calendar.Times;
import org.jspecify.annotations.Nullable;

/**
 * One row of a plan (工作措施), the unit of work.
 *
 * @param key e.g. {@code 2026-07-02}: year, task number, ordinal within the task
 * @param position place in the plan, from 1
 * @param text whole text; paragraphs are separated by {@code \n}
 * @param deadlineText the deadline in the plan's words; of a merged cell, the words of the row above
 * @param deadline last day; null when {@link #ongoing}
 * @param deadlineShortened whether {@link #deadline} is an earlier one than the plan's, by a signed assignment
 * @param deadlineInherited whether the row's own cell is blank and the row above counts
 * @param ongoing 持续推进: no last day
 * @param ownDate a day that the text itself names for every year, e.g. 每年5月底前
 * @param rawCells the unit cells exactly as in the document
 * @param needsConfirmation whether a person must confirm how the row was read
 * @param confirmationReason why, a Chinese sentence
 * @param confirmEachPeriod whether the assisting units are asked in every period
 */
public record Measure(
        String key,
        TaskItem taskItem,
        int ordinal,
        int position,
        String text,
        String deadlineText,
        @Nullable LocalDate deadline,
        boolean deadlineShortened,
        boolean deadlineInherited,
        boolean ongoing,
        @Nullable MonthDay ownDate,
        List<String> rawCells,
        boolean needsConfirmation,
        @Nullable String confirmationReason,
        Cadence cadence,
        boolean confirmEachPeriod,
        MeasureStatus status,
        @Nullable OffsetDateTime launchedAt,
        @Nullable OffsetDateTime endedAt) {

    private static final int FIRST_WORDS = 20;

    public Measure {
        rawCells = List.copyOf(rawCells);
    }

    public int year() {
        return taskItem.year();
    }

    public int taskNo() {
        return taskItem.no();
    }

    public String taskTitle() {
        return taskItem.title();
    }

    /** How the text begins, in at most 20 characters, for lists. */
    public String firstWords() {
        String line = text.strip().replace('\n', ' ');
        return line.length() <= FIRST_WORDS ? line : line.substring(0, FIRST_WORDS - 1) + "…";
    }

    /** By when it is to be done, as every page says it. */
    public String deadlineWords() {
        if (deadlineShortened) {
            return "%s（计划：%s）".formatted(Times.day(deadline), deadlineText);
        }
        return deadline == null ? deadlineText : deadlineText + "（" + Times.day(deadline) + "）";
    }

    /** The text's paragraphs in order. */
    public List<String> paragraphs() {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
