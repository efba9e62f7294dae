package org.greenplan.cycle;

import java.util.List;
import org.greenplan.directory.Directory;
import org.greenplan.report.Reports;
import org.springframework.stereotype.Component;

/** Who still owes a report in a round, and as what each would be recorded if collection ended now. */
@Component
class Outstanding {

    private final RoundStore rounds;
    private final Reports reports;
    private final Directory directory;

    Outstanding(RoundStore rounds, Reports reports, Directory directory) {
        this.rounds = rounds;
        this.reports = reports;
        this.directory = directory;
    }

    /** In the units' order. */
    List<Unreported> of(Round round) {
        return rounds.reporters(round.id()).stream()
                .filter(Round.Reporter::asked)
                .map(reporter -> new Unreported(
                        reporter.unitCode(), directory.nameOf(reporter.unitCode()), kind(round, reporter.unitCode())))
                .toList();
    }

    private Unreported.Kind kind(Round round, String unit) {
        if (reports.signed(round.id(), unit).isPresent()) {
            return Unreported.Kind.NOT_RENEWED;
        }
        return reports.isWaiting(round.id(), unit) ? Unreported.Kind.UNSIGNED : Unreported.Kind.MISSING;
    }
}
