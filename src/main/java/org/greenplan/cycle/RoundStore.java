package org.greenplan.cycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.plan.MeasureStatus;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rounds, who reports in them and who is asked; states move by conditional updates. */
@Repository
class RoundStore {

    private static final String ROUND =
            """
            select r.id as round_id, r.measure_key, r.state, r.due as round_due, m.status as measure_status, p.*
            from round r join period p on p.id = r.period_id join measure m on m.measure_key = r.measure_key
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RoundStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long open(String measureKey, Period period, LocalDate due) {
        return insert(measureKey, period, "open", due);
    }

    /** @param state skipped or before_launch */
    void mark(String measureKey, Period period, String state) {
        insert(measureKey, period, state, period.due());
    }

    private long insert(String measureKey, Period period, String state, LocalDate due) {
        jdbc.sql("insert into round (measure_key, period_id, state, opened_at, due) values (?, ?, ?, ?, ?)")
                .params(measureKey, period.id(), state, OffsetDateTime.now(clock), due)
                .update();
        return jdbc.sql("select id from round where measure_key = ? and period_id = ?")
                .params(measureKey, period.id())
                .query(Long.class)
                .single();
    }

    Round get(long id) {
        return ReadOnce.find("round", id, this::read).orElseThrow();
    }

    boolean isOf(String measureKey, long id) {
        return ReadOnce.find("round", id, this::read)
                .filter(round -> round.measureKey().equals(measureKey))
                .isPresent();
    }

    /** Reads at once what a page will ask of these rounds: themselves, who reports and who confirms. */
    void readAhead(Collection<Long> ids) {
        ReadOnce.each("round", ids, this::read);
        ReadOnce.each("reporters", ids, this::readReporters);
        ReadOnce.each("confirmers", ids, this::readConfirmers);
    }

    private Map<Long, Round> read(Set<Long> ids) {
        return jdbc.sql(ROUND + "where r.id in (:ids)").param("ids", ids).query(RoundStore::round).list().stream()
                .collect(Collectors.toMap(Round::id, Function.identity()));
    }

    private Map<Long, List<Round.Reporter>> readReporters(Set<Long> ids) {
        return jdbc
                .sql(
                        """
                        select r.* from round_reporter r join unit u on u.code = r.unit_code
                        where r.round_id in (:ids) order by u.position""")
                .param("ids", ids)
                .query(RoundStore::reporter)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Round.Reporter::roundId));
    }

    private Map<Long, List<Round.Confirmer>> readConfirmers(Set<Long> ids) {
        return jdbc
                .sql(
                        """
                        select c.* from round_confirmer c join unit u on u.code = c.unit_code
                        where c.round_id in (:ids) order by u.position""")
                .param("ids", ids)
                .query(RoundStore::confirmer)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Round.Confirmer::roundId));
    }

    /** The measure's newest round that was really opened. */
    Optional<Round> newest(String measureKey) {
        return jdbc.sql(
                        ROUND
                                + """
                        where r.measure_key = ? and r.state in ('open', 'collected', 'over') order by r.id desc limit 1""")
                .param(measureKey)
                .query(RoundStore::round)
                .optional();
    }

    /** As {@link #newest(String)}, of several measures in the plan's order; read at once. */
    List<Round> newest(Collection<String> measureKeys) {
        return measureKeys.isEmpty()
                ? List.of()
                : jdbc.sql(
                                ROUND
                                        + """
                        where r.id in (
                            select max(id) from round where measure_key in (:keys)
                            and state in ('open', 'collected', 'over') group by measure_key)
                        order by m.position""")
                        .param("keys", measureKeys)
                        .query(RoundStore::round)
                        .list();
    }

    /** The rounds in which reports are collected for measures that one of these units coordinates. */
    List<Round> collecting(Set<String> leadUnits) {
        return leadUnits.isEmpty()
                ? List.of()
                : jdbc.sql(
                                ROUND
                                        + """
                        where r.state = 'open' and m.status = 'reporting' and exists (
                              select 1 from measure_unit l where l.measure_key = m.measure_key
                              and l.participation = 'coordinate' and l.unit_code in (:units))
                        order by m.position""")
                        .param("units", leadUnits)
                        .query(RoundStore::round)
                        .list();
    }

    /** @throws RuleViolation when somebody else ended it first */
    void endCollection(long roundId, String reason) {
        int updated = jdbc.sql(
                        """
                        update round set state = 'collected', collection_ended = ?, collection_reason = ?
                        where id = ? and state = 'open'""")
                .params(OffsetDateTime.now(clock), reason, roundId)
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("collection-ended", "本期已截止收报，请刷新页面。");
        }
    }

    void collected(long roundId) {
        jdbc.sql("update round set state = 'collected', collection_ended = ? where id = ? and state = 'open'")
                .params(OffsetDateTime.now(clock), roundId)
                .update();
    }

    /** Reports are asked for once more in the same round. */
    void reopen(long roundId) {
        jdbc.sql("update round set state = 'open', collection_ended = null, collection_reason = null where id = ?")
                .param(roundId)
                .update();
    }

    void over(long roundId) {
        jdbc.sql("update round set state = 'over', over_at = ? where id = ? and state <> 'over'")
                .params(OffsetDateTime.now(clock), roundId)
                .update();
    }

    void addReporter(long roundId, String unitCode, LocalDate due) {
        jdbc.sql(
                        "insert into round_reporter (round_id, unit_code, state, asked, due) values (?, ?, 'expected', true, ?)")
                .params(roundId, unitCode, due)
                .update();
    }

    List<Round.Reporter> reporters(long roundId) {
        return ReadOnce.find("reporters", roundId, this::readReporters).orElse(List.of());
    }

    Optional<Round.Reporter> reporter(long roundId, String unitCode) {
        return reporters(roundId).stream()
                .filter(reporter -> reporter.unitCode().equals(unitCode))
                .findFirst();
    }

    /** A unit's report has left the unit: in time, or after it was recorded as missing. */
    void reported(long roundId, String unitCode) {
        jdbc.sql(
                        """
                        update round_reporter set asked = false,
                               state = case when state in ('missing', 'late') then 'late' else 'reported' end
                        where round_id = ? and unit_code = ?""")
                .params(roundId, unitCode)
                .update();
    }

    void missing(long roundId, String unitCode, boolean hasEarlierReport) {
        jdbc.sql("update round_reporter set asked = false, state = ? where round_id = ? and unit_code = ?")
                .params(hasEarlierReport ? "reported" : "missing", roundId, unitCode)
                .update();
    }

    void askReporterAgain(long roundId, String unitCode, String by, String opinion, LocalDate due) {
        jdbc.sql(
                        """
                        update round_reporter set asked = true, state = 'expected', returned_by = ?,
                               returned_at = ?, returned_opinion = ?, due = ? where round_id = ? and unit_code = ?""")
                .params(by, OffsetDateTime.now(clock), opinion, due, roundId, unitCode)
                .update();
    }

    void addConfirmer(long roundId, String unitCode) {
        jdbc.sql("insert into round_confirmer (round_id, unit_code, state, asked) values (?, ?, 'expected', true)")
                .params(roundId, unitCode)
                .update();
    }

    List<Round.Confirmer> confirmers(long roundId) {
        return ReadOnce.find("confirmers", roundId, this::readConfirmers).orElse(List.of());
    }

    Optional<Round.Confirmer> confirmer(long roundId, String unitCode) {
        return confirmers(roundId).stream()
                .filter(confirmer -> confirmer.unitCode().equals(unitCode))
                .findFirst();
    }

    /** @param from the states from which it may move */
    void moveConfirmer(long roundId, String unitCode, List<String> from, String to, boolean asked) {
        int updated = jdbc.sql(
                        """
                        update round_confirmer set state = :to, asked = :asked
                        where round_id = :round and unit_code = :unit and state in (:from)""")
                .param("to", to)
                .param("asked", asked)
                .param("round", roundId)
                .param("unit", unitCode)
                .param("from", from)
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("confirmation-settled", "本单位的会签意见已办理，请刷新页面。");
        }
    }

    void askConfirmerAgain(long roundId, String unitCode) {
        jdbc.sql("update round_confirmer set state = 'expected', asked = true where round_id = ? and unit_code = ?")
                .params(roundId, unitCode)
                .update();
    }

    /** Dissents that the lead has settled with a reason stay on record, but block no longer. */
    void settleDissents(long roundId) {
        jdbc.sql("update round_confirmer set state = 'settled' where round_id = ? and state = 'dissented'")
                .param(roundId)
                .update();
    }

    private static Round round(ResultSet row, int number) throws SQLException {
        return new Round(
                row.getLong("round_id"),
                row.getString("measure_key"),
                MeasureStatus.ofCode(row.getString("measure_status")),
                PeriodStore.period(row, number),
                row.getString("state"),
                row.getObject("round_due", LocalDate.class));
    }

    private static Round.Reporter reporter(ResultSet row, int number) throws SQLException {
        @Nullable String returnedBy = row.getString("returned_by");
        return new Round.Reporter(
                row.getLong("round_id"),
                row.getString("unit_code"),
                row.getString("state"),
                row.getBoolean("asked"),
                row.getObject("due", LocalDate.class),
                returnedBy,
                row.getObject("returned_at", OffsetDateTime.class),
                row.getString("returned_opinion"));
    }

    private static Round.Confirmer confirmer(ResultSet row, int number) throws SQLException {
        return new Round.Confirmer(
                row.getLong("round_id"), row.getString("unit_code"), row.getString("state"), row.getBoolean("asked"));
    }
}
