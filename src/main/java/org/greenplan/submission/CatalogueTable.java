package org.greenplan.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.greenplan.spreadsheet.TableLayout;
import org.greenplan.submission.CatalogueItem.Part;

/** The columns of a catalogue, and a catalogue as a table that reads back as the same: a row for each part. */
final class CatalogueTable {

    static final String NUMBER = "编号";
    static final String DOMAIN = "领域";
    static final String TASK = "任务";
    static final String NAME = "指标";
    static final String PART = "分项";
    static final String UNIT = "单位";
    static final String TARGET = "目标";
    static final String ATTRIBUTE = "属性";
    static final String SUPPLIERS = "提供单位";
    static final String APPLIES = "是否适用";
    static final String MEANING = "指标解释";
    static final String FORMULA = "计算公式";
    static final String SOURCE = "数据来源";

    static final List<String> HEADER = List.of(
            NUMBER, DOMAIN, TASK, NAME, PART, UNIT, TARGET, ATTRIBUTE, SUPPLIERS, APPLIES, MEANING, FORMULA, SOURCE);

    /** Without these it is no catalogue. */
    static final List<String> REQUIRED = List.of(NUMBER, NAME, UNIT, TARGET, SUPPLIERS);

    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("序号", NUMBER),
            Map.entry("指标名称", NAME),
            Map.entry("分项指标", PART),
            Map.entry("计量单位", UNIT),
            Map.entry("指标值", TARGET),
            Map.entry("目标值", TARGET),
            Map.entry("指标属性", ATTRIBUTE),
            Map.entry("责任单位", SUPPLIERS),
            Map.entry("填报单位", SUPPLIERS),
            Map.entry("数据提供单位", SUPPLIERS),
            Map.entry("指标说明", MEANING));

    /** Who supplies an item, and its unit and target, are said of each item by itself: merged over its own parts at most. */
    static final TableLayout LAYOUT = new TableLayout(
            HEADER, OTHER_NAMES, Set.of(DOMAIN, TASK, ATTRIBUTE), new TableLayout.Groups(NUMBER, Map.of(NAME, PART)));

    private CatalogueTable() {}

    static List<List<String>> of(List<CatalogueItem> items, UnaryOperator<String> unitName) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (CatalogueItem item : items) {
            boolean single = item.parts().size() == 1;
            for (Part part : item.parts()) {
                boolean mark = single && part.name().isEmpty() && part.conditional();
                rows.add(List.of(
                        item.number(),
                        item.domain(),
                        item.task(),
                        item.name() + (mark ? "*" : ""),
                        part.name().isEmpty() ? "" : part.printedName(),
                        part.unit(),
                        part.target().text(),
                        item.attribute(),
                        String.join("、", part.suppliers().stream().map(unitName).toList()),
                        part.applies() ? "是" : "否",
                        part.notes().meaning(),
                        part.notes().formula(),
                        part.notes().source()));
            }
        }
        return rows;
    }
}
