package org.greenplan.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.greenplan.submission.CatalogueItem.Part;

/** What an import would change, item by item, in words. An item is found by its name; a new name, by its number. */
final class CatalogueChanges {

    /** @param kind 新增, 删除, 改名 or 修改 @param what which columns differ, with both contents, and what that costs */
    record Change(String kind, String number, String name, List<String> what) {}

    private final Predicate<String> answered;
    private final UnaryOperator<String> unitName;

    private CatalogueChanges(Predicate<String> answered, UnaryOperator<String> unitName) {
        this.answered = answered;
        this.unitName = unitName;
    }

    /** @param answered whether an item of this name was answered last year */
    static List<Change> between(
            List<CatalogueItem> before,
            List<CatalogueItem> after,
            Predicate<String> answered,
            UnaryOperator<String> unitName) {
        return new CatalogueChanges(answered, unitName).between(before, after);
    }

    private List<Change> between(List<CatalogueItem> before, List<CatalogueItem> after) {
        Map<CatalogueItem, CatalogueItem> found = new LinkedHashMap<>();
        List<CatalogueItem> gone = new ArrayList<>(before);
        for (Function<CatalogueItem, String> by :
                List.<Function<CatalogueItem, String>>of(CatalogueItem::name, CatalogueItem::number)) {
            for (CatalogueItem item : after) {
                if (!found.containsKey(item)) {
                    gone.stream()
                            .filter(old -> by.apply(old).equals(by.apply(item)))
                            .findFirst()
                            .ifPresent(old -> {
                                found.put(item, old);
                                gone.remove(old);
                            });
                }
            }
        }
        List<Change> changes = new ArrayList<>();
        for (CatalogueItem item : after) {
            CatalogueItem was = found.get(item);
            if (was == null) {
                changes.add(new Change("新增", item.number(), item.name(), List.of()));
            } else {
                List<String> what = differences(was, item);
                if (!what.isEmpty()) {
                    String kind = was.name().equals(item.name()) ? "修改" : "改名";
                    changes.add(new Change(kind, item.number(), item.name(), what));
                }
            }
        }
        gone.forEach(old -> changes.add(new Change(
                "删除",
                old.number(),
                old.name(),
                answered.test(old.name()) ? List.of("上年填报的数值、说明和材料不再带出。") : List.of())));
        return changes;
    }

    private List<String> differences(CatalogueItem was, CatalogueItem is) {
        List<String> what = new ArrayList<>();
        Map<String, String> before = columns(was);
        columns(is).forEach((column, now) -> {
            String then = before.getOrDefault(column, "");
            if (!then.equals(now)) {
                what.add("%s：%s → %s".formatted(column, orNothing(then), orNothing(now)));
            }
        });
        if (!answered.test(was.name())) {
            return what;
        }
        if (!was.name().equals(is.name())) {
            what.add("名称不同，上年填报的数值、说明和材料不再带出；仍是同一项的，请用原来的名称。");
        } else {
            List<String> lost = was.parts().stream()
                    .map(Part::name)
                    .filter(name ->
                            is.parts().stream().noneMatch(part -> part.name().equals(name)))
                    .map(name -> name.isEmpty() ? "" : "分项“" + name + "”")
                    .toList();
            if (!lost.isEmpty()) {
                what.add(String.join("、", lost) + "上年填报的数值不再带出；仍是同一分项的，请用原来的名称。");
            }
        }
        return what;
    }

    /** As the table prints them; of several parts one for all where all are the same. */
    private Map<String, String> columns(CatalogueItem item) {
        List<List<String>> rows = CatalogueTable.of(List.of(item), unitName);
        Map<String, String> columns = new LinkedHashMap<>();
        for (int at = 0; at < CatalogueTable.HEADER.size(); at++) {
            int column = at;
            List<String> texts =
                    rows.stream().skip(1).map(row -> row.get(column)).toList();
            columns.put(
                    CatalogueTable.HEADER.get(column),
                    texts.stream().distinct().count() == 1
                            ? texts.get(0)
                            : texts.stream().collect(Collectors.joining("；")));
        }
        return columns;
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "（空）" : text;
    }
}
