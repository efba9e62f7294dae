package org.greenplan.submission;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.greenplan.directory.UnitNames;
import org.greenplan.spreadsheet.HeadedTable;
import org.greenplan.submission.CatalogueItem.Notes;
import org.greenplan.submission.CatalogueItem.Part;

/** Reads the parts of one item: a row for each of them, or one row whose cells have “；” between the parts. */
final class CatalogueParts {

    /** Told what is wrong with a cell. */
    @FunctionalInterface
    interface Problems {
        void add(HeadedTable.Row row, String column, String sentence);
    }

    private static final List<String> YES = List.of("是", "适用", "1", "");
    private static final List<String> NO = List.of("否", "不适用", "0");
    private static final String NONE = "[-—–－/]{1,2}|无";
    private static final String MARK = "\\s*[*＊]$";

    private final UnitNames units;
    private final Problems problems;
    private final Consumer<String> notices;

    CatalogueParts(UnitNames units, Problems problems, Consumer<String> notices) {
        this.units = units;
        this.problems = problems;
        this.notices = notices;
    }

    static boolean isMarked(String name) {
        return name.matches(".*[*＊]");
    }

    static String withoutMark(String name) {
        return name.replaceFirst(MARK, "");
    }

    /** @param marked whether the item as a whole counts only where the thing exists */
    List<Part> read(List<HeadedTable.Row> rows, boolean marked) {
        List<Part> parts = new ArrayList<>();
        if (rows.size() == 1) {
            return inOneRow(rows.get(0), marked);
        }
        String suppliers = "";
        for (HeadedTable.Row row : rows) {
            String given = row.text(CatalogueTable.SUPPLIERS);
            if (given.isEmpty() && !suppliers.isEmpty() && YES.contains(row.text(CatalogueTable.APPLIES))) {
                notices.accept(
                        "第%d行“%s”栏空着，按上一个分项的“%s”读入。".formatted(row.number(), CatalogueTable.SUPPLIERS, suppliers));
            }
            suppliers = given.isEmpty() ? suppliers : given;
            parts.add(part(
                    row,
                    text(row, CatalogueTable.PART),
                    text(row, CatalogueTable.UNIT),
                    text(row, CatalogueTable.TARGET),
                    suppliers,
                    row.text(CatalogueTable.APPLIES),
                    marked));
        }
        return parts;
    }

    private List<Part> inOneRow(HeadedTable.Row row, boolean marked) {
        List<String> names = split(text(row, CatalogueTable.PART));
        if (names.stream().anyMatch(String::isEmpty) && names.size() > 1) {
            problems.add(row, CatalogueTable.PART, "两个“；”之间没有内容。");
        }
        int count = names.size();
        List<String> unitTexts = each(row, CatalogueTable.UNIT, count);
        List<String> targets = each(row, CatalogueTable.TARGET, count);
        List<String> suppliers = each(row, CatalogueTable.SUPPLIERS, count);
        List<String> applies = each(row, CatalogueTable.APPLIES, count);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part(
                    row, names.get(i), unitTexts.get(i), targets.get(i), suppliers.get(i), applies.get(i), marked));
        }
        return parts;
    }

    /** What a cell says of each part: one for all, or as many as there are parts. */
    private List<String> each(HeadedTable.Row row, String column, int parts) {
        String cell = text(row, column);
        List<String> found = split(cell);
        if (parts > 1 && found.size() == parts) {
            return found;
        }
        if (found.size() > 1 && (parts > 1 || column.equals(CatalogueTable.UNIT))) {
            problems.add(row, column, "有%d个，分项有%d个；请写一个，或每个分项一个。".formatted(found.size(), parts));
            return Collections.nCopies(parts, found.get(0));
        }
        return Collections.nCopies(parts, cell);
    }

    private Part part(
            HeadedTable.Row row,
            String printedName,
            String printedUnit,
            String printed,
            String suppliers,
            String appliesText,
            boolean marked) {
        boolean applies = applies(row, appliesText);
        String unit = printedUnit.matches(NONE) ? "" : printedUnit;
        String target = printed.matches(NONE) ? "" : printed;
        if (target.isEmpty()) {
            problems.add(row, CatalogueTable.TARGET, "没有填写；没有数值目标的，请写文字要求，如“持续改善”。");
        }
        boolean percent = target.matches("(?s).*\\d\\s*[%％].*");
        if (percent && !unit.matches("|[%％]") && Target.of(target, unit).computed()) {
            problems.add(row, CatalogueTable.TARGET, "“%s”是百分比，单位却是“%s”，请核对。".formatted(target, unit));
        }
        TargetText.problem(target, unit).ifPresent(problem -> problems.add(row, CatalogueTable.TARGET, problem));
        Target read = Target.of(target, percent ? "%" : unit);
        if (percent && read.computed()) {
            unit = "%";
            read = Target.of(target.replaceAll("\\s*[%％]$", ""), unit);
        }
        if (read.digitsInWords()) {
            notices.accept("第%d行“%s”栏：“%s”目标含数字但按文字判断，由填报单位判断是否达标；能写成“≥80”一类的，请改写。"
                    .formatted(row.number(), CatalogueTable.TARGET, read.text()));
        }
        return new Part(
                withoutMark(printedName),
                marked || isMarked(printedName),
                unit,
                read,
                applies,
                suppliers(row, suppliers, applies),
                new Notes(
                        row.text(CatalogueTable.MEANING),
                        row.text(CatalogueTable.FORMULA),
                        row.text(CatalogueTable.SOURCE)));
    }

    private boolean applies(HeadedTable.Row row, String text) {
        if (!YES.contains(text) && !NO.contains(text)) {
            problems.add(row, CatalogueTable.APPLIES, "“%s”应为“是”或“否”。".formatted(text));
        }
        return YES.contains(text);
    }

    private List<String> suppliers(HeadedTable.Row row, String cell, boolean applies) {
        List<String> codes = new ArrayList<>();
        for (String name : cell.split("[、，,/;；\\n]")) {
            if (!name.isBlank()) {
                units.resolve(name)
                        .filter(match -> match.kind() == UnitNames.Kind.UNIT)
                        .ifPresentOrElse(
                                match -> {
                                    if (!codes.contains(match.code())) {
                                        codes.add(match.code());
                                    }
                                },
                                () -> problems.add(row, CatalogueTable.SUPPLIERS, unknown(name.strip())));
            }
        }
        if (codes.isEmpty() && cell.isBlank() && applies) {
            problems.add(row, CatalogueTable.SUPPLIERS, "没有填写；适用的指标至少要有一个提供单位。");
        }
        return codes;
    }

    private String unknown(String name) {
        return "不认识“%s”，%s请写单位全称，几个单位用“、”隔开。"
                .formatted(
                        name,
                        units.similar(name)
                                .map(similar -> "是不是“%s”？".formatted(similar))
                                .orElse(""));
    }

    /** At least one, which may be empty. */
    private static List<String> split(String cell) {
        List<String> found = new ArrayList<>();
        for (String one : cell.split("[；;]", -1)) {
            found.add(one.strip());
        }
        return found;
    }

    private static String text(HeadedTable.Row row, String column) {
        return column.equals(CatalogueTable.SUPPLIERS)
                ? row.text(column).replaceAll("\\s*\\R\\s*", "、")
                : TargetText.oneLine(row.text(column));
    }
}
