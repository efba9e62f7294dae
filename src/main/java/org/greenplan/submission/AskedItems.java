package org.greenplan.submission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What one unit has to give now. */
@Component
class AskedItems {

    /**
     * @param items in the catalogue's order, each with the units that supply it by this year's assignment
     * @param narrative whether the unit's text on last year's progress is asked for
     * @param asks by item
     */
    record Asked(List<CatalogueItem> items, boolean narrative, Map<String, AskStore.Ask> asks) {}

    private final CatalogueStore catalogues;
    private final AskStore asks;

    AskedItems(CatalogueStore catalogues, AskStore asks) {
        this.catalogues = catalogues;
        this.asks = asks;
    }

    Asked of(Submission submission, String unit) {
        List<AskStore.Ask> all = asks.all(submission.id());
        Map<String, AskStore.Ask> mine = all.stream()
                .filter(ask -> ask.unit().equals(unit) && ask.asked())
                .collect(Collectors.toMap(AskStore.Ask::item, ask -> ask, (one, other) -> one, LinkedHashMap::new));
        List<CatalogueItem> items =
                asks
                        .assigned(
                                submission.id(),
                                catalogues.get(submission.catalogueId()).items())
                        .stream()
                        .filter(item -> mine.containsKey(item.number()))
                        .toList();
        return new Asked(items, mine.containsKey(AskStore.NARRATIVE), mine);
    }
}
