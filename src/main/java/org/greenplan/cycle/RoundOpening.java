package org.greenplan.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenplan.calendar.Cadence;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.ReportingPeriod;
import org.greenplan.plan.Measure;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens a measure's round in the period that fits the date, and marks the periods that were passed over. */
@Component
class RoundOpening {

    private final RoundStore rounds;
    private final PeriodStore periods;
    private final Measures measures;
    private final DueDates dueDates;
    private final Timeline timeline;
    private final Clock clock;

    RoundOpening(
            RoundStore rounds,
            PeriodStore periods,
            Measures measures,
            DueDates dueDates,
            Timeline timeline,
            Clock clock) {
        this.rounds = rounds;
        this.periods = periods;
        this.measures = measures;
        this.dueDates = dueDates;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Transactional
    Round open(String measureKey) {
        Measure measure = measures.get(measureKey);
        LocalDate today = LocalDate.now(clock);
        Optional<Period> last = rounds.newest(measureKey).map(Round::period);
        Period fits = periods.fitting(measure.year(), measure.cadence(), today);
        if (last.isPresent() && fits.ordinal() <= last.get().ordinal()) {
            fits = periods.next(last.get())
                    .orElseThrow(() -> new IllegalStateException(
                            "no period after " + last.get().id()));
        }
        int from = last.map(Period::ordinal).orElse(0);
        for (Period passed : periods.of(measure.year(), measure.cadence())) {
            if (passed.ordinal() > from && passed.ordinal() < fits.ordinal()) {
                rounds.mark(measureKey, passed, last.isPresent() ? "skipped" : "before_launch");
            }
        }
        LocalDate due = dueDates.reportDue(reportingPeriod(fits), today, measure.deadline());
        long id = rounds.open(measureKey, fits, due);
        List<String> reporters = measures.reporters(measureKey);
        reporters.forEach(unit -> rounds.addReporter(id, unit, due));
        measures.confirmers(measureKey).forEach(unit -> rounds.addConfirmer(id, unit));
        timeline.add(
                measureKey,
                null,
                null,
                TimelineEvent.ROUND_OPENED,
                "开启%s报送，%d个单位填报，%s前报送。".formatted(fits.name(), reporters.size(), due));
        return rounds.get(id);
    }

    private static ReportingPeriod reportingPeriod(Period period) {
        return new ReportingPeriod(
                period.id(),
                period.planYear(),
                Cadence.valueOf(period.cadence()),
                period.ordinal(),
                period.name(),
                period.opens(),
                period.due(),
                period.last());
    }
}
