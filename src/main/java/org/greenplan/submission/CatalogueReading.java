package org.greenplan.submission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.greenplan.directory.UnitNames;
import org.greenplan.spreadsheet.Entrance;
import org.greenplan.spreadsheet.HeadedTable;
import org.greenplan.spreadsheet.UploadedCell;
import org.greenplan.spreadsheet.UploadedTable;
import org.greenplan.submission.CatalogueItem.Part;
import org.greenplan.submission.CatalogueItem.Target;
import org.greenplan.task.RuleViolation;

/** Reads a catalogue from the cells of a table, and says by row and column what is wrong with them. */
final class CatalogueReading {

    static final List<String> HEADER = List.of("编号", "领域", "任务", "指标", "分项", "单位", "目标", "属性", "提供单位", "是否适用");

    private static final Entrance ENTRANCE = new Entrance("file", 1, 2000, 50, "不像是指标目录，请检查是否选错了文件，或从“下载现有目录”得到的文件改起。");

    /** Where one cell is merged over the rows that share it. Who supplies an item is said of each item by itself. */
    private static final Set<String> FILLED_DOWN = Set.of("领域", "任务");

    private static final int LONGEST = 200;
    private static final List<String> YES = List.of("是", "适用", "1", "");
    private static final List<String> NO = List.of("否", "不适用", "0");

    private final UnitNames units;
    private final List<CatalogueItem> items = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> rowOfNumber = new HashMap<>();

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
        reading.table(HeadedTable.of(uploaded, HEADER, FILLED_DOWN));
        return new Result(List.copyOf(reading.items), List.copyOf(reading.notices), List.copyOf(reading.problems));
    }

    private void table(HeadedTable table) {
        if (table.isEmpty()) {
            problems.add("文件里没有内容。");
            return;
        }
        if (!table.missing().isEmpty()) {
            problems.add("第%d行应为表头，缺少“%s”栏。请从“下载现有目录”得到的文件改起。"
                    .formatted(table.headingNumber(), String.join("”“", table.missing())));
            return;
        }
        notices.addAll(table.notices());
        problems.addAll(table.problems());
        table.rows().forEach(this::row);
        if (items.isEmpty() && problems.isEmpty()) {
            problems.add("文件里只有表头，没有指标。");
        }
    }

    private void row(HeadedTable.Row row) {
        int before = problems.size();
        int number = row.number();
        for (String column : HEADER) {
            if (row.text(column).length() > LONGEST) {
                problem(number, column, "超过%d字，请缩短。".formatted(LONGEST));
            }
            if (row.is(column, UploadedCell.Kind.DATE)) {
                notices.add(
                        "第%d行“%s”栏是日期，按“%s”读入；本来不是日期的，请把单元格设为文本格式，重新填写。".formatted(number, column, row.text(column)));
            }
        }
        String item = row.text("编号");
        if (item.isEmpty() || item.length() > 16) {
            problem(number, "编号", item.isEmpty() ? "没有填写。" : "超过16个字符。");
        } else {
            Integer other = rowOfNumber.putIfAbsent(item, number);
            if (other != null) {
                problem(number, "编号", "“%s”与第%d行重复。".formatted(item, other));
            }
        }
        if (row.text("指标").isEmpty()) {
            problem(number, "指标", "没有填写。");
        }
        String applies = row.text("是否适用");
        if (!YES.contains(applies) && !NO.contains(applies)) {
            problem(number, "是否适用", "“%s”应为“是”或“否”。".formatted(applies));
        }
        List<Part> parts = parts(row);
        List<String> suppliers = suppliers(number, row.text("提供单位"), YES.contains(applies));
        if (problems.size() == before) {
            items.add(new CatalogueItem(
                    item,
                    row.text("领域"),
                    row.text("任务"),
                    row.text("指标"),
                    row.text("属性"),
                    YES.contains(applies),
                    parts,
                    suppliers));
        }
    }

    private List<Part> parts(HeadedTable.Row row) {
        int number = row.number();
        List<String> names = split(row.text("分项"));
        List<String> unitTexts = split(row.text("单位"));
        List<String> targets = split(row.text("目标"));
        if (row.text("目标").isEmpty()) {
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
            parts.add(part(
                    number,
                    names.get(i),
                    unitTexts.size() == names.size() ? unitTexts.get(i) : unitTexts.get(0),
                    targets.size() == names.size() ? targets.get(i) : row.text("目标")));
        }
        return parts;
    }

    /** A target in percent is a number, and % its unit: Excel shows 0.9 as 90%, people write ≥90%. */
    private Part part(int number, String name, String unit, String printed) {
        Target target = Target.of(printed);
        if (target.comparator() == null || !printed.matches(".*[%％]")) {
            return new Part(name, unit, target);
        }
        if (!unit.isEmpty() && !unit.matches("[%％]")) {
            problem(number, "目标", "“%s”是百分比，单位却是“%s”，请核对。".formatted(printed, unit));
        }
        return new Part(
                name, "%", Target.of(printed.substring(0, printed.length() - 1).strip()));
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
    static List<List<String>> table(List<CatalogueItem> items, UnaryOperator<String> unitName) {
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
