package org.greenplan.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenplan.calendar.Times;
import org.greenplan.cycle.ReviewWords;
import org.greenplan.directory.People;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what assisting units and the lead said of the reports. An unsigned dissent is shown to its own unit alone. */
@Repository
class DossierOpinions {

    private static final Map<String, String> OUTCOMES =
            Map.of("confirmed", "无意见", "dissented", "有意见", "deemed", "逾期未反馈，按无意见处理");

    private final JdbcClient jdbc;
    private final People people;

    DossierOpinions(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** The opinions by round, oldest first. */
    Map<Long, List<Dossier.Opinion>> byRound(String measureKey, Set<String> ownUnits) {
        Map<String, String> names = names("confirmation", "given_by", measureKey);
        Map<Long, List<Dossier.Opinion>> opinions = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select c.*, u.name as unit_name,
                               (select count(*) from signature s
                                where s.subject = 'dissent' and s.subject_id = c.id and s.decision = 'approve') as signed
                        from confirmation c join round r on r.id = c.round_id join unit u on u.code = c.unit_code
                        where r.measure_key = ? order by c.id""")
                .param(measureKey)
                .query(row -> {
                    boolean unsigned = row.getString("outcome").equals("dissented") && row.getInt("signed") == 0;
                    if (!unsigned || ownUnits.contains(row.getString("unit_code"))) {
                        opinions.computeIfAbsent(row.getLong("round_id"), none -> new ArrayList<>())
                                .add(opinion(row, unsigned, names));
                    }
                });
        return opinions;
    }

    private static Dossier.Opinion opinion(ResultSet row, boolean unsigned, Map<String, String> names)
            throws SQLException {
        String outcome = row.getString("outcome");
        return new Dossier.Opinion(
                row.getString("unit_name"),
                OUTCOMES.getOrDefault(outcome, outcome) + (unsigned ? "（未经分管领导审签，仅本单位可见）" : ""),
                outcome,
                row.getString("opinion"),
                name(row.getString("given_by"), names),
                Times.minute(row, "given_at"));
    }

    /** How the assisting units of each round stand now; an unsigned dissent counts as not answered yet. */
    Map<Long, Dossier.OpinionCount> countByRound(String measureKey) {
        Map<Long, Dossier.OpinionCount> counts = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select c.round_id,
                               sum(case when c.state = 'confirmed' then 1 else 0 end) as confirmed,
                               sum(case when c.state in ('dissented', 'settled') then 1 else 0 end) as dissented,
                               sum(case when c.state = 'deemed' then 1 else 0 end) as deemed,
                               sum(case when c.state in ('expected', 'dissenting') then 1 else 0 end) as waiting
                        from round_confirmer c join round r on r.id = c.round_id
                        where r.measure_key = ? group by c.round_id""")
                .param(measureKey)
                .query(row -> {
                    counts.put(
                            row.getLong("round_id"),
                            new Dossier.OpinionCount(
                                    row.getInt("confirmed"),
                                    row.getInt("dissented"),
                                    row.getInt("deemed"),
                                    row.getInt("waiting")));
                });
        return counts;
    }

    /**
     * What the lead and the plan office decided, by round, oldest first. A closing that the lead's supervisor has not signed
     * is shown to the lead alone.
     */
    Map<Long, List<Dossier.Review>> reviewsByRound(String measureKey, Set<String> ownUnits) {
        Map<Long, List<Dossier.Returned>> returns = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select rr.review_id, rr.opinion, u.name as unit_name
                        from review_return rr join review v on v.id = rr.review_id join round r on r.id = v.round_id
                        join unit u on u.code = rr.unit_code
                        where r.measure_key = ? order by rr.review_id, u.position""")
                .param(measureKey)
                .query(row -> {
                    returns.computeIfAbsent(row.getLong("review_id"), none -> new ArrayList<>())
                            .add(new Dossier.Returned(row.getString("unit_name"), row.getString("opinion")));
                });
        Map<String, String> names = names("review", "decided_by", measureKey);
        Map<Long, List<Dossier.Review>> reviews = new LinkedHashMap<>();
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
                    String decision = row.getString("decision");
                    reviews.computeIfAbsent(row.getLong("round_id"), none -> new ArrayList<>())
                            .add(new Dossier.Review(
                                    ReviewWords.kind(kind),
                                    ReviewWords.decision(kind, decision),
                                    row.getString("opinion"),
                                    name(row.getString("decided_by"), names),
                                    Times.minute(row, "decided_at"),
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
