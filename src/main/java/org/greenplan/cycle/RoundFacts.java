package org.greenplan.cycle;

import java.util.List;
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

    /**
     * @param weight in which order a lead looks at it
     * @param unfinished who has reported and is not done; who has not reported at all is named by the round
     */
    record Facts(
            RoundViews.RoundView round,
            List<RoundExceptions.Item> exceptions,
            int weight,
            List<NotDone> notDone,
            List<NotDone> unfinished) {}

    Facts of(RoundViews.RoundView round) {
        List<RoundExceptions.Item> unusual = exceptions.of(round);
        List<NotDone> notDone = notDone(round);
        return new Facts(
                round,
                unusual,
                exceptions.weight(round, unusual),
                notDone,
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
