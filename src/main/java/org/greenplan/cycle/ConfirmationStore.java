package org.greenplan.cycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.task.Hashes;
import org.greenplan.task.ReadOnce;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What assisting units answered; silence is a row of its own kind, counted apart. */
@Repository
class ConfirmationStore {

    /** outcome: confirmed, dissented, deemed (逾期未反馈，按无意见处理). */
    record Confirmation(
            long id,
            long roundId,
            String unitCode,
            String outcome,
            @Nullable String opinion,
            @Nullable String givenBy,
            OffsetDateTime givenAt,
            @Nullable String sha256) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ConfirmationStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Confirmation add(long roundId, String unitCode, String outcome, @Nullable String opinion, @Nullable String by) {
        String sha256 = Hashes.sha256(
                String.join("\n", Long.toString(roundId), unitCode, outcome, opinion == null ? "" : opinion));
        jdbc.sql(
                        """
                        insert into confirmation (round_id, unit_code, outcome, opinion, given_by, given_at, sha256)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(roundId, unitCode, outcome, opinion, by, OffsetDateTime.now(clock), sha256)
                .update();
        return latest(roundId, unitCode).orElseThrow();
    }

    Optional<Confirmation> latest(long roundId, String unitCode) {
        return all(roundId).stream()
                .filter(confirmation -> confirmation.unitCode().equals(unitCode))
                .reduce((earlier, later) -> later);
    }

    List<Confirmation> all(long roundId) {
        return ReadOnce.find("confirmations", roundId, this::read).orElse(List.of());
    }

    /** Reads at once what a page will ask of these rounds. */
    void readAhead(Collection<Long> roundIds) {
        ReadOnce.each("confirmations", roundIds, this::read);
    }

    private Map<Long, List<Confirmation>> read(Set<Long> roundIds) {
        return jdbc
                .sql("select * from confirmation where round_id in (:rounds) order by id")
                .param("rounds", roundIds)
                .query(ConfirmationStore::confirmation)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Confirmation::roundId));
    }

    private static Confirmation confirmation(ResultSet row, int number) throws SQLException {
        return new Confirmation(
                row.getLong("id"),
                row.getLong("round_id"),
                row.getString("unit_code"),
                row.getString("outcome"),
                row.getString("opinion"),
                row.getString("given_by"),
                row.getObject("given_at", OffsetDateTime.class),
                row.getString("sha256"));
    }
}
