package org.greenplan.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.calendar.Times;
import org.greenplan.cycle.ConfirmationGroup;
import org.greenplan.cycle.RoundViews;
import org.greenplan.plan.Indicator;
import org.greenplan.report.ReporterState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a measure's reporting periods with all that was handed in and said in each. */
@Repository
class DossierRounds {

    private static final Map<String, String> STATES = Map.of(
            "open", "填报中",
            "collected", "已收报",
            "over", "已结束",
            "skipped", "已跳过",
            "before_launch", "系统启用前");

    private final JdbcClient jdbc;
    private final DossierReports reports;
    private final DossierOpinions opinions;

    DossierRounds(JdbcClient jdbc, DossierReports reports, DossierOpinions opinions) {
        this.jdbc = jdbc;
        this.reports = reports;
        this.opinions = opinions;
    }

    /** The periods, newest first. */
    List<Dossier.Round> ofMeasure(String measureKey, List<Indicator> indicators, Set<String> ownUnits) {
        Map<Long, List<Dossier.Report>> reportsByRound = reports.byRound(measureKey, indicators, ownUnits);
        Map<Long, List<RoundViews.ConfirmationView>> opinionsByRound = opinions.byRound(measureKey, ownUnits);
        Map<Long, List<RoundViews.HistoryView>> reviews = opinions.reviewsByRound(measureKey, ownUnits);
        Map<Long, List<Dossier.Reporter>> reporters = reporters(measureKey);
        return jdbc.sql(
                        """
                        select r.*, p.name as period_name from round r join period p on p.id = r.period_id
                        where r.measure_key = ? order by p.opens desc, r.id desc""")
                .param(measureKey)
                .query((row, number) -> {
                    long id = row.getLong("id");
                    List<Dossier.Reporter> asked = reporters.getOrDefault(id, List.of());
                    return new Dossier.Round(
                            row.getString("period_name"),
                            state(row.getString("state"), asked),
                            Times.day(row, "due"),
                            Times.minute(row, "collection_ended"),
                            row.getString("collection_reason"),
                            asked,
                            reportsByRound.getOrDefault(id, List.of()),
                            ConfirmationGroup.of(opinionsByRound.getOrDefault(id, List.of())),
                            reviews.getOrDefault(id, List.of()));
                })
                .list();
    }

    /** While nobody is asked any more, others go on with the period. */
    private static String state(String state, List<Dossier.Reporter> asked) {
        boolean complete = asked.stream().noneMatch(reporter -> reporter.state().isUnitsTurn());
        return state.equals("open") && !asked.isEmpty() && complete ? "已收齐" : STATES.getOrDefault(state, state);
    }

    private Map<Long, List<Dossier.Reporter>> reporters(String measureKey) {
        Map<Long, List<Dossier.Reporter>> reporters = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select rr.*, u.name as unit_name, rep.status as report_status, m.status = 'withdrawn' as withdrawn
                        from round_reporter rr join round r on r.id = rr.round_id join unit u on u.code = rr.unit_code
                        join measure m on m.measure_key = r.measure_key
                        left join report rep on rep.round_id = rr.round_id and rep.unit_code = rr.unit_code
                        where r.measure_key = ? order by rr.round_id, u.position""")
                .param(measureKey)
                .query(row -> {
                    reporters
                            .computeIfAbsent(row.getLong("round_id"), none -> new ArrayList<>())
                            .add(reporter(row));
                });
        return reporters;
    }

    private static Dossier.Reporter reporter(ResultSet row) throws SQLException {
        String returned = row.getString("returned_opinion");
        ReporterState state = ReporterState.of(
                row.getString("state"), row.getString("report_status"), returned != null, row.getBoolean("withdrawn"));
        return new Dossier.Reporter(
                row.getString("unit_name"),
                state,
                Times.day(row, "due"),
                state == ReporterState.RETURNED ? returned : null);
    }
}
