package org.greenplan.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.calendar.WorkdayOverride.Kind;
import org.greenplan.spreadsheet.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a table of holidays and shifted working days: {@code date,kind,holiday,source}, one day per line.
 * What a spreadsheet would take for a formula is written as text ({@link CsvTable}) and read as it was.
 */
public final class WorkdayCsv {

    static final int HOLIDAY_LENGTH = 64;
    static final int SOURCE_LENGTH = 256;

    private static final List<String> HEADER = List.of("date", "kind", "holiday", "source");

    /** Excel writes 2026/10/1 for what was read as 2026-10-01. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("[uuuu-MM-dd][uuuu/M/d]").withResolverStyle(ResolverStyle.STRICT);

    private final List<WorkdayOverride> days = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<LocalDate, Integer> lineOfDay = new HashMap<>();

    private WorkdayCsv() {}

    /**
     * What a file says.
     *
     * @param days the good lines, in the order of the file
     * @param problems a Chinese sentence for every bad line, with its number; empty if the whole file is good
     */
    public record Result(List<WorkdayOverride> days, List<String> problems) {}

    /**
     * Reads the whole file; bad lines are reported, the others are read nevertheless. A byte order mark, CRLF and
     * empty lines do no harm. The caller closes the reader.
     *
     * @throws IOException if the reader fails
     */
    public static Result read(Reader csv) throws IOException {
        WorkdayCsv reading = new WorkdayCsv();
        BufferedReader lines = new BufferedReader(csv);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (number == 1) {
                reading.header(line.startsWith("\uFEFF") ? line.substring(1) : line);
            } else if (!line.isBlank()) {
                reading.day(number, line);
            }
        }
        if (number == 0) {
            reading.problems.add("文件是空的，第一行应为表头 " + String.join(",", HEADER));
        }
        return new Result(List.copyOf(reading.days), List.copyOf(reading.problems));
    }

    /** The days as a file that {@link #read} takes, in the order of the calendar. */
    public static String write(Collection<WorkdayOverride> days) {
        return Stream.concat(
                        Stream.of(String.join(",", HEADER)),
                        days.stream()
                                .sorted(Comparator.comparing(WorkdayOverride::day))
                                .map(WorkdayCsv::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(WorkdayOverride day) {
        return String.join(",", day.day().toString(), day.kind().code(), quoted(day.holiday()), quoted(day.source()));
    }

    private static String quoted(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String cell = CsvTable.escaped(text);
        return cell.contains(",") || cell.contains("\"") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    private void header(String line) {
        if (!HEADER.equals(split(line))) {
            problem(1, "表头应为 " + String.join(",", HEADER));
        }
    }

    private void day(int number, String line) {
        List<String> cells = split(line);
        if (cells == null) {
            problem(number, "引号没有成对，请检查");
            return;
        }
        if (cells.size() != HEADER.size()) {
            problem(number, "应有 4 列（日期、类别、节日、依据），实有 " + cells.size() + " 列");
            return;
        }
        String holiday = CsvTable.unescaped(cells.get(2));
        String source = CsvTable.unescaped(cells.get(3));
        LocalDate day = date(cells.get(0));
        Kind kind = Kind.ofCode(cells.get(1));
        int before = problems.size();
        if (day == null) {
            problem(number, "日期“" + cells.get(0) + "”无法识别，请写成 2026-10-01 这样的格式");
        } else if (lineOfDay.containsKey(day)) {
            problem(number, "日期 " + day + " 重复，第 " + lineOfDay.get(day) + " 行已有这一天");
        }
        if (kind == null) {
            problem(number, "类别“" + cells.get(1) + "”无法识别，只能填 holiday（放假）或 workday（上班）");
        }
        tooLong(number, "节日", holiday, HOLIDAY_LENGTH);
        tooLong(number, "依据", source, SOURCE_LENGTH);
        if (day != null && kind != null && problems.size() == before) {
            lineOfDay.put(day, number);
            days.add(new WorkdayOverride(day, kind, emptyToNull(holiday), emptyToNull(source)));
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

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static @Nullable String emptyToNull(String cell) {
        return cell.isEmpty() ? null : cell;
    }

    /** The cells of a line, trimmed; a cell in double quotes may hold commas. Null if a quote is left open. */
    private static @Nullable List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return quoted ? null : cells;
    }
}
