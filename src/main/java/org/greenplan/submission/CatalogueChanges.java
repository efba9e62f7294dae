package org.greenplan.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What an import would change, item by item, in words. */
final class CatalogueChanges {

    /** @param kind 新增, 删除 or 修改 @param what which columns differ, with both contents */
    record Change(String kind, String number, String name, List<String> what) {}

    private CatalogueChanges() {}

    static List<Change> between(List<CatalogueItem> before, List<CatalogueItem> after, UnaryOperator<String> unitName) {
        Map<String, CatalogueItem> old = before.stream()
                .collect(
                        Collectors.toMap(CatalogueItem::number, item -> item, (one, other) -> one, LinkedHashMap::new));
        List<Change> changes = new ArrayList<>();
        for (CatalogueItem item : after) {
            CatalogueItem was = old.remove(item.number());
            if (was == null) {
                changes.add(new Change("新增", item.number(), item.name(), List.of()));
            } else {
                List<String> what = differences(was, item, unitName);
                if (!what.isEmpty()) {
                    changes.add(new Change("修改", item.number(), item.name(), what));
                }
            }
        }
        old.values().forEach(gone -> changes.add(new Change("删除", gone.number(), gone.name(), List.of())));
        return changes;
    }

    private static List<String> differences(CatalogueItem was, CatalogueItem is, UnaryOperator<String> unitName) {
        List<List<String>> rows = CatalogueReading.table(List.of(was, is), unitName);
        List<String> what = new ArrayList<>();
        for (int column = 0; column < CatalogueReading.HEADER.size(); column++) {
            String before = rows.get(1).get(column);
            String after = rows.get(2).get(column);
            if (!before.equals(after)) {
                what.add(CatalogueReading.HEADER.get(column) + "：" + (before.isEmpty() ? "（空）" : before) + " → "
                        + (after.isEmpty() ? "（空）" : after));
            }
        }
        return what;
    }
}
