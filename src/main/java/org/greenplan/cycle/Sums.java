package org.greenplan.cycle;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenplan.report.ReportView;

/** What several units' figures of one indicator come to; shares in per cent are not added. */
final class Sums {

    private Sums() {}

    static List<String> of(List<ReportView> reports) {
        Map<Long, List<ReportView.ValueView>> values = reports.stream()
                .flatMap(report -> report.values().stream())
                .collect(Collectors.groupingBy(
                        ReportView.ValueView::indicatorId, LinkedHashMap::new, Collectors.toList()));
        return values.values().stream()
                .filter(of -> of.size() > 1 && !of.get(0).unit().contains("%"))
                .map(of -> "%s：%d个单位合计%s%s"
                        .formatted(
                                of.get(0).name(),
                                of.size(),
                                of.stream()
                                        .map(ReportView.ValueView::amount)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                of.get(0).unit()))
                .toList();
    }
}
