package org.greenplan.submission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.directory.UnitNames;
import org.greenplan.spreadsheet.Entrance;
import org.greenplan.spreadsheet.HeadedTable;
import org.greenplan.spreadsheet.UploadedCell;
import org.greenplan.spreadsheet.UploadedTable;
import org.greenplan.submission.CatalogueItem.Part;
import org.greenplan.task.RuleViolation;

/** Reads a catalogue from the cells of a table, and says by row and column what is wrong with them. */
final class CatalogueReading {

    private static final Entrance ENTRANCE = new Entrance("file", 1, 2000, 50, "不像是指标目录，请检查是否选错了文件，或从“下载现有目录”得到的文件改起。");

    private static final int LONGEST = 200;
    private static final int LONGEST_NOTE = 5000;
    private static final int LONGEST_NUMBER = 16;
    private static final Set<String> NOTES =
            Set.of(CatalogueTable.MEANING, CatalogueTable.FORMULA, CatalogueTable.SOURCE);

    private final UnitNames units;
    private final List<CatalogueItem> items = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> rowOfNumber = new HashMap<>();
    private final Map<String, Integer> rowOfName = new HashMap<>();

    private CatalogueReading(UnitNames units) {
        this.units = units;
    }

    /**
     * @param items the good rows
     * @param notices what was read otherwise than it stands there, and what was not read
     * @param problems a sentence for each bad cell; empty when the whole table is good
     */
    record Result(List<CatalogueItem> items, List<String> notices, List<String> problems) {}

    /** @throws RuleViolation when it is no table, or more than a catalogue can be */
    static Result read(byte[] file, UnitNames units) throws IOException {
        return of(UploadedTable.read(file, ENTRANCE), units);
    }

    /** @throws RuleViolation when quotes are left open, or it is more than a catalogue can be */
    static Result csv(String text, UnitNames units) {
        return of(UploadedTable.csv(text, ENTRANCE), units);
    }

    private static Result of(UploadedTable uploaded, UnitNames units) {
        CatalogueReading reading = new CatalogueReading(units);
        reading.table(HeadedTable.of(uploaded, CatalogueTable.LAYOUT));
        return new Result(List.copyOf(reading.items), List.copyOf(reading.notices), List.copyOf(reading.problems));
    }

    private void table(HeadedTable table) {
        if (table.isEmpty()) {
            problems.add("文件里没有内容。");
            return;
        }
        List<String> missing = CatalogueTable.REQUIRED.stream()
                .filter(table.missing()::contains)
                .toList();
        if (!missing.isEmpty()) {
            problems.add(
                    "第%d行应为表头，缺少“%s”栏。请从“下载现有目录”得到的文件改起。".formatted(table.headingNumber(), String.join("”“", missing)));
            return;
        }
        notices.addAll(table.notices());
        problems.addAll(table.problems());
        List<List<HeadedTable.Row>> groups = new ArrayList<>();
        for (HeadedTable.Row row : table.rows()) {
            if (!groups.isEmpty() && continues(groups.get(groups.size() - 1).get(0), row)) {
                groups.get(groups.size() - 1).add(row);
            } else {
                groups.add(new ArrayList<>(List.of(row)));
            }
        }
        groups.forEach(this::item);
        if (items.isEmpty() && problems.isEmpty()) {
            problems.add("文件里只有表头，没有指标。");
        }
    }

    /** Whether a row is a further part of the item that begins with the first one. */
    private static boolean continues(HeadedTable.Row first, HeadedTable.Row row) {
        String number = number(row);
        String name = text(row, CatalogueTable.NAME);
        boolean parts = !row.text(CatalogueTable.PART).isEmpty()
                && !first.text(CatalogueTable.PART).isEmpty();
        return parts
                && (number.isEmpty() || number.equals(number(first)))
                && (name.isEmpty() || name.equals(text(first, CatalogueTable.NAME)));
    }

    private void item(List<HeadedTable.Row> rows) {
        int before = problems.size();
        rows.forEach(this::checkCells);
        HeadedTable.Row first = rows.get(0);
        String number = number(first);
        if (number.isEmpty() || number.length() > LONGEST_NUMBER) {
            problem(first, CatalogueTable.NUMBER, number.isEmpty() ? "没有填写。" : "超过%d个字符。".formatted(LONGEST_NUMBER));
        } else {
            refuseAgain(first, CatalogueTable.NUMBER, number, rowOfNumber, "");
        }
        String printed = text(first, CatalogueTable.NAME);
        String name = CatalogueParts.withoutMark(printed);
        if (name.isEmpty()) {
            problem(first, CatalogueTable.NAME, "没有填写。");
        } else if (!rowOfName.containsKey(name) || problems.size() == before) {
            refuseAgain(first, CatalogueTable.NAME, name, rowOfName, "；两项指标不能同名，请写明区别");
        }
        List<Part> parts =
                new CatalogueParts(units, this::problem, notices::add).read(rows, CatalogueParts.isMarked(printed));
        refuseSameParts(first, parts);
        rows.stream()
                .skip(1)
                .filter(row -> number(row).isEmpty())
                .forEach(row -> notices.add(
                        "第%d行没有编号，作为指标%s的分项“%s”读入。".formatted(row.number(), number, row.text(CatalogueTable.PART))));
        if (problems.size() == before) {
            items.add(new CatalogueItem(
                    number,
                    text(first, CatalogueTable.DOMAIN),
                    text(first, CatalogueTable.TASK),
                    name,
                    rows.stream()
                            .map(row -> text(row, CatalogueTable.ATTRIBUTE))
                            .filter(text -> !text.isEmpty())
                            .distinct()
                            .collect(Collectors.joining("、")),
                    parts));
        }
    }

    private void checkCells(HeadedTable.Row row) {
        for (String column : CatalogueTable.HEADER) {
            int longest = NOTES.contains(column) ? LONGEST_NOTE : LONGEST;
            if (row.text(column).length() > longest) {
                problem(row, column, "超过%d字，请缩短。".formatted(longest));
            }
            if (row.is(column, UploadedCell.Kind.DATE)) {
                notices.add("第%d行“%s”栏是日期，按“%s”读入；本来不是日期的，请把单元格设为文本格式，重新填写。"
                        .formatted(row.number(), column, row.text(column)));
            }
        }
    }

    private void refuseAgain(
            HeadedTable.Row row, String column, String text, Map<String, Integer> rowOf, String advice) {
        Integer other = rowOf.putIfAbsent(text, row.number());
        if (other != null) {
            problem(row, column, "“%s”与第%d行重复%s。".formatted(text, other, advice));
        }
    }

    private void refuseSameParts(HeadedTable.Row row, List<Part> parts) {
        Set<String> names = new HashSet<>();
        parts.stream()
                .map(Part::name)
                .filter(name -> !names.add(name))
                .distinct()
                .forEach(name -> problem(row, CatalogueTable.PART, "有两个“%s”，请写明区别。".formatted(name)));
    }

    private void problem(HeadedTable.Row row, String column, String sentence) {
        problems.add("第%d行“%s”栏：%s".formatted(row.number(), column, sentence));
    }

    /** Without the point that some tables print behind it. */
    private static String number(HeadedTable.Row row) {
        return text(row, CatalogueTable.NUMBER).replaceAll("(?<=\\d)[.．、]$", "");
    }

    private static String text(HeadedTable.Row row, String column) {
        return TargetText.oneLine(row.text(column));
    }
}
