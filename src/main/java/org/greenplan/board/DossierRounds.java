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
    private static final Map<String, String> REPORTER_STATES =
            Map.of("expected", "待报送", "reported", "已报送", "missing", "未报", "late", "补报");

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
                    String state = row.getString("state");
                    return new Dossier.Round(
                            row.getString("period_name"),
                            STATES.getOrDefault(state, state),
                            Times.day(row, "due"),
                            Times.minute(row, "collection_ended"),
                            row.getString("collection_reason"),
                            reporters.getOrDefault(id, List.of()),
                            reportsByRound.getOrDefault(id, List.of()),
                            ConfirmationGroup.of(opinionsByRound.getOrDefault(id, List.of())),
                            reviews.getOrDefault(id, List.of()));
                })
                .list();
    }

    private Map<Long, List<Dossier.Reporter>> reporters(String measureKey) {
        Map<Long, List<Dossier.Reporter>> reporters = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select rr.*, u.name as unit_name
                        from round_reporter rr join round r on r.id = rr.round_id join unit u on u.code = rr.unit_code
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
        String state = row.getString("state");
        String returned = row.getString("returned_opinion");
        boolean askedAgain = state.equals("expected") && returned != null;
        return new Dossier.Reporter(
                row.getString("unit_name"),
                askedAgain ? "退回修改" : REPORTER_STATES.getOrDefault(state, state),
                state.equals("missing"),
                state.equals("late"),
                Times.day(row, "due"),
                askedAgain ? returned : null);
    }
}
