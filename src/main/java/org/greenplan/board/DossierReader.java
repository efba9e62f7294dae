package org.greenplan.board;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.plan.Indicator;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Puts a measure's dossier together for one person. */
@Repository
class DossierReader {

    private final JdbcClient jdbc;
    private final MeasureCatalogue catalogue;
    private final MeasureRights rights;
    private final People people;
    private final DossierUnits units;
    private final DossierStep step;
    private final DossierRounds rounds;
    private final DossierSignatures signatures;
    private final DossierLedger ledger;
    private final Clock clock;

    DossierReader(
            JdbcClient jdbc,
            MeasureCatalogue catalogue,
            MeasureRights rights,
            People people,
            DossierUnits units,
            DossierStep step,
            DossierRounds rounds,
            DossierSignatures signatures,
            DossierLedger ledger,
            Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.rights = rights;
        this.people = people;
        this.units = units;
        this.step = step;
        this.rounds = rounds;
        this.signatures = signatures;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @throws RuleViolation not found, also when the person may not see it */
    Dossier read(String key, String user) {
        rights.requireRead(user, key);
        Measure measure = catalogue
                .find(key)
                .orElseThrow(() -> RuleViolation.notFound("measure-not-found", "没有这项措施，或您所在单位不参与这项措施。"));
        Set<String> own = people.unitsOf(user);
        List<Indicator> indicators = catalogue.indicators(key);
        LocalDate deadline = measure.deadline();
        return new Dossier(
                measure,
                deadline != null
                        && deadline.isBefore(LocalDate.now(clock))
                        && !measure.status().ended(),
                units.rows(key),
                units.waiting(key),
                indicators,
                step.of(measure, user),
                rounds.ofMeasure(key, indicators, own),
                signatures.ofMeasure(key, own),
                ledger.of(key, own),
                timeline(key, own));
    }

    private List<Dossier.Event> timeline(String key, Set<String> own) {
        return jdbc
                .sql(
                        """
                        select t.*, u.name as unit_name from timeline t left join unit u on u.code = t.unit_code
                        where t.measure_key = ? order by t.id desc""")
                .param(key)
                .query((row, number) -> new VisibleEvent(
                        TimelineEvent.mayRead(row.getString("event"), row.getString("unit_code"), own),
                        new Dossier.Event(
                                Times.minute(row, "happened_at"),
                                who(row.getString("actor_name"), row.getString("unit_name")),
                                row.getString("sentence"))))
                .list()
                .stream()
                .filter(VisibleEvent::visible)
                .map(VisibleEvent::event)
                .toList();
    }

    private static String who(@Nullable String actor, @Nullable String unit) {
        return actor == null ? "系统" : unit == null ? actor : actor + "（" + unit + "）";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private record VisibleEvent(boolean visible, Dossier.Event event) {}
}
