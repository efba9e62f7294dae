package org.greenplan.cycle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenplan.report.ReportView;
import org.springframework.stereotype.Component;

/** What has to be known of a round by whoever decides on it, and by whoever signs that decision: for all of them the same. */
@Component
class RoundFacts {

    /** A unit that has not said that it is done. */
    record NotDone(String unit, String unitName, String stateText) {}

    private final RoundExceptions exceptions;

    RoundFacts(RoundExceptions exceptions) {
        this.exceptions = exceptions;
    }

    void addTo(Map<String, Object> view, RoundViews.RoundView round) {
        List<RoundExceptions.Item> unusual = exceptions.of(round);
        view.put("round", round);
        view.put("exceptions", unusual);
        view.put("weight", exceptions.weight(round, unusual));
        List<NotDone> notDone = notDone(round);
        view.put("notDone", notDone);
        // who has not reported at all is named by the round
        view.put(
                "unfinished",
                notDone.stream()
                        .filter(one -> report(round, one.unit()).isPresent())
                        .toList());
    }

    static List<NotDone> notDone(RoundViews.RoundView round) {
        return round.reporters().stream()
                .flatMap(unit -> {
                    Optional<ReportView> signed = report(round, unit.unit());
                    return signed.isPresent() && signed.get().done()
                            ? Stream.empty()
                            : Stream.of(new NotDone(
                                    unit.unit(),
                                    unit.unitName(),
                                    signed.map(ReportView::stateText).orElse("未报")));
                })
                .toList();
    }

    private static Optional<ReportView> report(RoundViews.RoundView round, String unit) {
        return round.reports().stream()
                .filter(report -> report.unit().equals(unit))
                .findFirst();
    }
}
