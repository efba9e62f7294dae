package org.greenplan.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose turn it is with a measure: every open task, also those of reports that are handed in late. */
@Repository
class DossierStep {

    private final JdbcClient jdbc;
    private final OpenWork work;
    private final Directory directory;

    DossierStep(JdbcClient jdbc, OpenWork work, Directory directory) {
        this.jdbc = jdbc;
        this.work = work;
        this.directory = directory;
    }

    Dossier.Step of(Measure measure, String user) {
        List<OpenWork.Item> open = work.ofMeasure(measure.key(), user);
        Set<String> returned = returned(measure.key());
        List<Dossier.Holder> holders = new ArrayList<>();
        if (measure.status() == MeasureStatus.PLANNED) {
            holders.add(new Dossier.Holder(directory.nameOf(People.PLAN_OFFICE), "下达计划", "", "", "", "", null, false));
        }
        open.stream().map(item -> holder(item, returned)).forEach(holders::add);
        return new Dossier.Step(
                measure.status().label(),
                holders,
                open.stream()
                        .max(Comparator.comparingInt(OpenWork.Item::lateDays))
                        .map(OpenWork.Item::late)
                        .orElse(""));
    }

    private static Dossier.Holder holder(OpenWork.Item item, Set<String> returned) {
        return new Dossier.Holder(
                item.unit(),
                item.step(),
                item.period(),
                item.person(),
                item.due(),
                item.late(),
                item.urged(),
                item.fills() && returned.contains(item.unit()));
    }

    /** Names of the units whose reports the lead has sent back in the newest round, and that have not answered. */
    private Set<String> returned(String key) {
        return Set.copyOf(jdbc.sql(
                        """
                        select u.name from round_reporter rr join unit u on u.code = rr.unit_code
                        where rr.round_id = (select max(id) from round where measure_key = ? and state in ('open', 'collected'))
                        and rr.asked and rr.state = 'expected' and rr.returned_opinion is not null""")
                .param(key)
                .query(String.class)
                .list());
    }
}
