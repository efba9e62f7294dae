package org.greenplan.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.greenplan.spreadsheet.Entrance;
import org.greenplan.spreadsheet.HeadedTable;
import org.greenplan.spreadsheet.Typed;
import org.greenplan.spreadsheet.UploadedTable;
import org.jspecify.annotations.Nullable;

/** Reads and writes a table of holidays and shifted working days: date, kind, holiday, source, one day a row. */
public final class WorkdayReading {

    static final int HOLIDAY_LENGTH = 64;
    static final int SOURCE_LENGTH = 256;

    /** Days of some sixty years, and the heading. */
    public static final Entrance ENTRANCE = new Entrance("file", 1, 2001, 20, "不像是工作日表，请检查是否选错了文件。");

    private static final List<String> COLUMNS = List.of("date", "kind", "holiday", "source");

    private final HeadedTable table;
    private final List<WorkdayOverride> days = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<LocalDate, Integer> rowOfDay = new HashMap<>();

    private WorkdayReading(HeadedTable table) {
        this.table = table;
    }

    /**
     * What a table says.
     *
     * @param days the good rows, in the order of the table
     * @param notices what was read otherwise than it stands there, and what was not read; Chinese sentences
     * @param problems a Chinese sentence for each thing that is wrong, with its place; empty if all of it is good
     */
    public record Result(List<WorkdayOverride> days, List<String> notices, List<String> problems) {}

    /** Reads the whole table; bad rows are reported, the others are read nevertheless. */
    public static Result of(UploadedTable uploaded) {
        WorkdayReading reading = new WorkdayReading(HeadedTable.of(uploaded, COLUMNS, Set.of("holiday", "source")));
        reading.read();
        return new Result(List.copyOf(reading.days), reading.table.notices(), List.copyOf(reading.problems));
    }

    /** Reads the text of a CSV file. */
    public static Result csv(String text) {
        return of(UploadedTable.csv(text, ENTRANCE));
    }

    /** The days as a table that {@link #of} takes, in the order of the calendar. */
    public static List<List<String>> table(Collection<WorkdayOverride> days) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS);
        days.stream()
                .sorted(Comparator.comparing(WorkdayOverride::day))
                .map(day -> List.of(
                        day.day().toString(),
                        day.kind().code(),
                        Objects.toString(day.holiday(), ""),
                        Objects.toString(day.source(), "")))
                .forEach(rows::add);
        return rows;
    }

    private void read() {
        if (table.isEmpty()) {
            problems.add("文件是空的，第一行应为表头 " + String.join(",", COLUMNS));
            return;
        }
        if (!table.missing().isEmpty()) {
            problem(table.headingNumber(), "表头应为 " + String.join(",", COLUMNS));
            return;
        }
        problems.addAll(table.problems());
        table.rows().forEach(this::row);
        if (days.isEmpty() && problems.isEmpty()) {
            problems.add("文件里只有表头，没有日期。");
        }
    }

    private void row(HeadedTable.Row row) {
        int before = problems.size();
        String typed = row.text("date");
        LocalDate day = Typed.date(typed).orElse(null);
        Kind kind = Kind.ofCode(row.text("kind"));
        if (day == null) {
            problem(row.number(), "日期“" + typed + "”无法识别，请写成 2026-10-01 这样的格式");
        } else if (rowOfDay.containsKey(day)) {
            problem(row.number(), "日期 " + day + " 重复，第 " + rowOfDay.get(day) + " 行已有这一天");
        }
        if (kind == null) {
            problem(row.number(), "类别“" + row.text("kind") + "”无法识别，只能填 holiday（放假）或 workday（上班）");
        }
        tooLong(row.number(), "节日", row.text("holiday"), HOLIDAY_LENGTH);
        tooLong(row.number(), "依据", row.text("source"), SOURCE_LENGTH);
        if (day != null && kind != null && problems.size() == before) {
            rowOfDay.put(day, row.number());
            days.add(new WorkdayOverride(day, kind, emptyToNull(row.text("holiday")), emptyToNull(row.text("source"))));
        }
    }

    private void tooLong(int number, String column, String cell, int limit) {
        if (cell.length() > limit) {
            problem(number, column + "有 " + cell.length() + " 个字，最多 " + limit + " 个字");
        }
    }

    private void problem(int number, String sentence) {
        problems.add("第 " + number + " 行：" + sentence);
    }

    private static @Nullable String emptyToNull(String cell) {
        return cell.isEmpty() ? null : cell;
    }
}
