package org.greenplan.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which unit is asked for what in a submission (指标分工), and where each answer stands. */
@Repository
class AskStore {

    /** In place of an item's number: the unit's text on last year's progress. */
    static final String NARRATIVE = "narrative";

    /**
     * @param item a number of the catalogue, or {@link #NARRATIVE}
     * @param opinion why the bureau wants it again; null when it does not
     */
    record Ask(
            String unit,
            String item,
            State state,
            @Nullable String returnedBy,
            @Nullable OffsetDateTime returnedAt,
            @Nullable String opinion) {

        boolean asked() {
            return state == State.ASKED;
        }

        boolean isNarrative() {
            return item.equals(NARRATIVE);
        }
    }

    /** Where an answer stands. */
    enum State {
        /** The unit has to give it. */
        ASKED,
        /** The unit's supervisor has signed it. */
        ANSWERED,
        /** The collection ended without it. */
        MISSING
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    AskStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Puts down what applies, and in which place of the catalogue. */
    void addItem(long submissionId, int position, String number, boolean applies) {
        jdbc.sql("insert into submission_item (submission_id, number, position, applies) values (?, ?, ?, ?)")
                .params(submissionId, number, position, applies)
                .update();
    }

    /** Whether each item applies, by number. */
    Map<String, Boolean> applies(long submissionId) {
        return jdbc
                .sql("select number, applies from submission_item where submission_id = ?")
                .param(submissionId)
                .query((row, number) -> Map.entry(row.getString("number"), row.getBoolean("applies")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void ask(long submissionId, int position, String unit, String item) {
        jdbc.sql(
                        "insert into submission_ask (submission_id, unit_code, item, position, state) values (?, ?, ?, ?, 'asked')")
                .params(submissionId, unit, item, position)
                .update();
    }

    /** Asks a unit for one part of an item; the first position of a part answers for it. */
    void askPart(long submissionId, String item, int part, int position, String unit) {
        jdbc.sql(
                        "insert into submission_part (submission_id, number, part_no, position, unit_code) values (?, ?, ?, ?, ?)")
                .params(submissionId, item, part, position, unit)
                .update();
    }

    /** The items as they are assigned in this submission: which parts apply, and who is asked for each of them. */
    List<CatalogueItem> assigned(long submissionId, List<CatalogueItem> items) {
        Map<String, Boolean> applies = applies(submissionId);
        List<Ask> asks = all(submissionId);
        Map<String, Map<Integer, List<String>>> parts = new HashMap<>();
        jdbc.sql("select * from submission_part where submission_id = ? order by number, part_no, position")
                .param(submissionId)
                .query((row, number) -> parts.computeIfAbsent(row.getString("number"), none -> new HashMap<>())
                        .computeIfAbsent(row.getInt("part_no"), none -> new ArrayList<>())
                        .add(row.getString("unit_code")))
                .list();
        return items.stream()
                .map(item -> !applies.containsKey(item.number())
                        ? item
                        : assigned(
                                item,
                                applies.get(item.number()),
                                asks.stream()
                                        .filter(ask -> ask.item().equals(item.number()))
                                        .map(Ask::unit)
                                        .toList(),
                                parts.get(item.number())))
                .toList();
    }

    private static CatalogueItem assigned(
            CatalogueItem item, boolean applies, List<String> asked, @Nullable Map<Integer, List<String>> ofParts) {
        List<List<String>> suppliers = new ArrayList<>();
        for (int i = 0; i < item.parts().size(); i++) {
            suppliers.add(!applies ? List.of() : ofParts == null ? asked : ofParts.getOrDefault(i, List.of()));
        }
        return item.assigned(
                suppliers.stream().map(units -> applies && !units.isEmpty()).toList(), suppliers);
    }

    /** In the catalogue's order, and of one item in the order of its suppliers. */
    List<Ask> all(long submissionId) {
        return jdbc.sql("select * from submission_ask where submission_id = ? order by position, unit_code")
                .param(submissionId)
                .query(AskStore::ask)
                .list();
    }

    List<Ask> of(long submissionId, String unit) {
        return all(submissionId).stream().filter(ask -> ask.unit().equals(unit)).toList();
    }

    /** Whether any of these units was ever asked. */
    boolean anyOf(Set<String> units) {
        return !units.isEmpty()
                && jdbc.sql("select count(*) from submission_ask where unit_code in (:units)")
                                .param("units", units)
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /** The bureau wants one answer again. */
    void askAgain(long submissionId, String unit, String item, String by, String opinion) {
        jdbc.sql(
                        """
                        update submission_ask set state = 'asked', returned_by = ?, returned_at = ?, opinion = ?
                        where submission_id = ? and unit_code = ? and item = ?""")
                .params(by, OffsetDateTime.now(clock), opinion, submissionId, unit, item)
                .update();
    }

    /** The unit's supervisor has signed all that the unit was asked for. */
    void answered(long submissionId, String unit) {
        jdbc.sql(
                        "update submission_ask set state = 'answered' where submission_id = ? and unit_code = ? and state = 'asked'")
                .params(submissionId, unit)
                .update();
    }

    /** Collection has ended; @return who has not answered, each once. */
    List<String> endCollection(long submissionId) {
        List<String> missing = all(submissionId).stream()
                .filter(Ask::asked)
                .map(Ask::unit)
                .distinct()
                .toList();
        jdbc.sql("update submission_ask set state = 'missing' where submission_id = ? and state = 'asked'")
                .param(submissionId)
                .update();
        return missing;
    }

    private static Ask ask(ResultSet row, int number) throws SQLException {
        return new Ask(
                row.getString("unit_code"),
                row.getString("item"),
                State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getString("returned_by"),
                row.getObject("returned_at", OffsetDateTime.class),
                row.getString("opinion"));
    }
}
