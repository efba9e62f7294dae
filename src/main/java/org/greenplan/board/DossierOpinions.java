package org.greenplan.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.cycle.ConfirmationDates;
import org.greenplan.cycle.ConfirmationState;
import org.greenplan.cycle.ReviewWords;
import org.greenplan.cycle.RoundViews;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what assisting units and the lead said of the reports. An unsigned dissent is shown to its own unit alone. */
@Repository
class DossierOpinions {

    private final JdbcClient jdbc;
    private final People people;
    private final ConfirmationDates dates;

    DossierOpinions(JdbcClient jdbc, People people, ConfirmationDates dates) {
        this.jdbc = jdbc;
        this.people = people;
        this.dates = dates;
    }

    /** Who is to confirm in a round. */
    private record Confirmer(long round, String unit, String unitName, ConfirmationState state) {}

    private record Given(long round, String unit, RoundViews.Answer answer) {}

    /** How the assisting units stand in each round, in the order of the units. */
    Map<Long, List<RoundViews.ConfirmationView>> byRound(String measureKey, Set<String> ownUnits) {
        List<Given> given = given(measureKey);
        return confirmers(measureKey, ownUnits).stream()
                .collect(Collectors.groupingBy(
                        Confirmer::round,
                        Collectors.mapping(
                                confirmer -> RoundViews.ConfirmationView.of(
                                        confirmer.unit(),
                                        confirmer.unitName(),
                                        confirmer.state(),
                                        dates.of(measureKey, confirmer.unit()).orElse(null),
                                        given.stream()
                                                .filter(one -> one.round() == confirmer.round()
                                                        && one.unit().equals(confirmer.unit()))
                                                .map(Given::answer)
                                                .toList(),
                                        ownUnits.contains(confirmer.unit())),
                                Collectors.toList())));
    }

    private List<Confirmer> confirmers(String measureKey, Set<String> ownUnits) {
        return jdbc.sql(
                        """
                        select c.round_id, c.unit_code, c.state, u.name as unit_name, r.state as round_state,
                               m.status as measure_status
                        from round_confirmer c join round r on r.id = c.round_id join unit u on u.code = c.unit_code
                             join measure m on m.measure_key = r.measure_key
                        where r.measure_key = ? order by c.round_id, u.position""")
                .param(measureKey)
                .query((row, number) -> new Confirmer(
                        row.getLong("round_id"),
                        row.getString("unit_code"),
                        row.getString("unit_name"),
                        ConfirmationState.of(
                                row.getString("state"),
                                row.getString("round_state").equals("over"),
                                MeasureStatus.ofCode(row.getString("measure_status")),
                                ownUnits.contains(row.getString("unit_code")))))
                .list();
    }

    private List<Given> given(String measureKey) {
        Map<String, String> names = names("confirmation", "given_by", measureKey);
        return jdbc.sql(
                        """
                        select c.*, (select max(s.signer_name) from signature s where s.subject = 'dissent'
                                     and s.subject_id = c.id and s.decision = 'approve') as signer
                        from confirmation c join round r on r.id = c.round_id where r.measure_key = ? order by c.id""")
                .param(measureKey)
                .query((row, number) -> {
                    String by = row.getString("given_by");
                    String signer = row.getString("signer");
                    return new Given(
                            row.getLong("round_id"),
                            row.getString("unit_code"),
                            new RoundViews.Answer(
                                    row.getString("opinion"),
                                    RoundViews.Answer.by(by == null ? null : name(by, names), signer),
                                    row.getObject("given_at", OffsetDateTime.class),
                                    RoundViews.Sign.of(row.getString("outcome"), signer)));
                })
                .list();
    }

    /**
     * What the lead and the plan office decided, by round, oldest first. A closing that the lead's supervisor has not signed
     * is shown to the lead alone.
     */
    Map<Long, List<RoundViews.HistoryView>> reviewsByRound(String measureKey, Set<String> ownUnits) {
        Map<Long, List<RoundViews.ReturnView>> returns = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select rr.review_id, rr.opinion, u.name as unit_name
                        from review_return rr join review v on v.id = rr.review_id join round r on r.id = v.round_id
                        join unit u on u.code = rr.unit_code
                        where r.measure_key = ? order by rr.review_id, u.position""")
                .param(measureKey)
                .query(row -> {
                    returns.computeIfAbsent(row.getLong("review_id"), none -> new ArrayList<>())
                            .add(new RoundViews.ReturnView(row.getString("unit_name"), row.getString("opinion")));
                });
        Map<String, String> names = names("review", "decided_by", measureKey);
        Map<Long, List<RoundViews.HistoryView>> reviews = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select v.*,
                               (select max(mu.unit_code) from measure_unit mu
                                where mu.measure_key = r.measure_key and mu.participation = 'coordinate') as lead,
                               (select s.decision from review s
                                where s.id = (select min(n.id) from review n
                                              where n.round_id = v.round_id and n.id > v.id and n.kind = 'closing')
                               ) as signed
                        from review v join round r on r.id = v.round_id
                        where r.measure_key = ? order by v.id""")
                .param(measureKey)
                .query(row -> {
                    if (isUnsignedClosing(row) && !ownUnits.contains(String.valueOf(row.getString("lead")))) {
                        return;
                    }
                    String kind = row.getString("kind");
                    reviews.computeIfAbsent(row.getLong("round_id"), none -> new ArrayList<>())
                            .add(new RoundViews.HistoryView(
                                    ReviewWords.kind(kind),
                                    ReviewWords.decision(kind, row.getString("decision")),
                                    row.getString("opinion"),
                                    name(row.getString("decided_by"), names),
                                    row.getObject("decided_at", OffsetDateTime.class),
                                    returns.getOrDefault(row.getLong("id"), List.of())));
                });
        return reviews;
    }

    private static boolean isUnsignedClosing(ResultSet row) throws SQLException {
        return switch (row.getString("kind")) {
            case "review" -> row.getString("decision").equals("close") && !"approve".equals(row.getString("signed"));
            case "closing" -> row.getString("decision").equals("return");
            default -> false;
        };
    }

    private Map<String, String> names(String table, String column, String measureKey) {
        return people.namesOf(jdbc.sql(
                        """
                        select distinct t.%2$s from %1$s t join round r on r.id = t.round_id
                        where r.measure_key = ? and t.%2$s is not null"""
                                .formatted(table, column))
                .param(measureKey)
                .query(String.class)
                .list());
    }

    private static String name(@Nullable String person, Map<String, String> names) {
        return person == null ? "系统" : names.getOrDefault(person, person);
    }
}
