package org.greenplan.submission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.greenplan.directory.UnitNames;
import org.greenplan.submission.CatalogueItem.Part;
import org.greenplan.submission.CatalogueItem.Target;

/** Reads a catalogue from the cells of a table, and says by row and column what is wrong with them. */
final class CatalogueReading {

    static final List<String> HEADER = List.of("编号", "领域", "任务", "指标", "分项", "单位", "目标", "属性", "提供单位", "是否适用");

    private static final int LONGEST = 200;
    private static final List<String> YES = List.of("是", "适用", "1", "");
    private static final List<String> NO = List.of("否", "不适用", "0");

    private final UnitNames units;
    private final List<CatalogueItem> items = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> rowOfNumber = new HashMap<>();

    private CatalogueReading(UnitNames units) {
        this.units = units;
    }

    /**
     * @param items the good rows
     * @param problems a sentence for each bad cell; empty when the whole table is good
     */
    record Result(List<CatalogueItem> items, List<String> problems) {}

    static Result read(List<List<String>> rows, UnitNames units) {
        CatalogueReading reading = new CatalogueReading(units);
        reading.table(rows);
        return new Result(List.copyOf(reading.items), List.copyOf(reading.problems));
    }

    private void table(List<List<String>> rows) {
        int first = 0;
        while (first < rows.size() && isBlank(rows.get(first))) {
            first++;
        }
        if (first == rows.size()) {
            problems.add("文件里没有内容。");
            return;
        }
        List<String> header = rows.get(first);
        List<String> missing =
                HEADER.stream().filter(column -> !header.contains(column)).toList();
        if (!missing.isEmpty()) {
            problems.add("第%d行应为表头，缺少“%s”栏。请从“下载现有目录”得到的文件改起。".formatted(first + 1, String.join("”“", missing)));
            return;
        }
        for (int i = first + 1; i < rows.size(); i++) {
            if (!isBlank(rows.get(i))) {
                row(i + 1, header, rows.get(i));
            }
        }
        if (items.isEmpty() && problems.isEmpty()) {
            problems.add("文件里只有表头，没有指标。");
        }
    }

    private static boolean isBlank(List<String> row) {
        return row.stream().allMatch(String::isBlank);
    }

    private void row(int number, List<String> header, List<String> cells) {
        int before = problems.size();
        Map<String, String> row = new HashMap<>();
        for (String column : HEADER) {
            int at = header.indexOf(column);
            String cell = at < cells.size() ? cells.get(at).strip() : "";
            if (cell.length() > LONGEST) {
                problem(number, column, "超过%d字，请缩短。".formatted(LONGEST));
            }
            row.put(column, cell);
        }
        String item = cell(row, "编号");
        if (item.isEmpty() || item.length() > 16) {
            problem(number, "编号", item.isEmpty() ? "没有填写。" : "超过16个字符。");
        } else {
            Integer other = rowOfNumber.putIfAbsent(item, number);
            if (other != null) {
                problem(number, "编号", "“%s”与第%d行重复。".formatted(item, other));
            }
        }
        if (cell(row, "指标").isEmpty()) {
            problem(number, "指标", "没有填写。");
        }
        String applies = cell(row, "是否适用");
        if (!YES.contains(applies) && !NO.contains(applies)) {
            problem(number, "是否适用", "“%s”应为“是”或“否”。".formatted(applies));
        }
        List<Part> parts = parts(number, row);
        List<String> suppliers = suppliers(number, cell(row, "提供单位"), YES.contains(applies));
        if (problems.size() == before) {
            items.add(new CatalogueItem(
                    item,
                    cell(row, "领域"),
                    cell(row, "任务"),
                    cell(row, "指标"),
                    cell(row, "属性"),
                    YES.contains(applies),
                    parts,
                    suppliers));
        }
    }

    private static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column));
    }

    private List<Part> parts(int number, Map<String, String> row) {
        List<String> names = split(cell(row, "分项"));
        List<String> unitTexts = split(cell(row, "单位"));
        List<String> targets = split(cell(row, "目标"));
        if (cell(row, "目标").isEmpty()) {
            problem(number, "目标", "没有填写；没有数值目标的，请写文字要求，如“持续改善”。");
        }
        if (names.stream().anyMatch(String::isEmpty) && names.size() > 1) {
            problem(number, "分项", "两个“；”之间没有内容。");
        }
        if (unitTexts.size() > 1 && unitTexts.size() != names.size()) {
            problem(number, "单位", "有%d个，分项有%d个；请写一个，或每个分项一个。".formatted(unitTexts.size(), names.size()));
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String target = targets.size() == names.size() ? targets.get(i) : cell(row, "目标");
            parts.add(new Part(
                    names.get(i),
                    unitTexts.size() == names.size() ? unitTexts.get(i) : unitTexts.get(0),
                    Target.of(target)));
        }
        return parts;
    }

    /** At least one, which may be empty. */
    private static List<String> split(String cell) {
        List<String> found = new ArrayList<>();
        for (String one : cell.split("[；;]", -1)) {
            found.add(one.strip());
        }
        return found;
    }

    private List<String> suppliers(int number, String cell, boolean applies) {
        List<String> codes = new ArrayList<>();
        for (String name : cell.split("[、，,/]")) {
            if (!name.isBlank()) {
                units.resolve(name)
                        .filter(match -> match.kind() == UnitNames.Kind.UNIT)
                        .ifPresentOrElse(
                                match -> {
                                    if (!codes.contains(match.code())) {
                                        codes.add(match.code());
                                    }
                                },
                                () -> problem(number, "提供单位", "不认识“%s”，请写单位全称，几个单位用“、”隔开。".formatted(name.strip())));
            }
        }
        if (codes.isEmpty() && cell.isBlank() && applies) {
            problem(number, "提供单位", "没有填写；适用的指标至少要有一个提供单位。");
        }
        return codes;
    }

    private void problem(int row, String column, String sentence) {
        problems.add("第%d行“%s”栏：%s".formatted(row, column, sentence));
    }

    /** As a table that reads back as the same. */
    static List<List<String>> table(List<CatalogueItem> items, java.util.function.UnaryOperator<String> unitName) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (CatalogueItem item : items) {
            rows.add(List.of(
                    item.number(),
                    item.domain(),
                    item.task(),
                    item.name(),
                    joined(item.parts().stream().map(Part::name).toList()),
                    joined(item.parts().stream().map(Part::unit).toList()),
                    joined(item.parts().stream()
                            .map(part -> part.target().text())
                            .toList()),
                    item.attribute(),
                    String.join("、", item.suppliers().stream().map(unitName).toList()),
                    item.applies() ? "是" : "否"));
        }
        return rows;
    }

    /** One for all where all are the same. */
    private static String joined(List<String> texts) {
        return texts.stream().distinct().count() == 1 ? texts.get(0) : String.join("；", texts);
    }
}
