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

/** What the lead, its supervisor and the plan office decided on a round; only ever added to. */
@Repository
class ReviewStore {

    /** kind: coordinate, review, closing, acceptance; decision: return, continue, close, approve. */
    record Review(
            long id,
            long roundId,
            String kind,
            String decision,
            @Nullable String opinion,
            String decidedBy,
            OffsetDateTime decidedAt,
            String sha256) {}

    /** What went back to one unit, and why. */
    record Returned(long reviewId, String unitCode, String opinion) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ReviewStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param basis what the decision rests on, e.g. the reports' hashes; goes into the hash that is signed */
    Review add(long roundId, String kind, String decision, @Nullable String opinion, String by, String basis) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String sha256 = Hashes.sha256(
                String.join("\n", Long.toString(roundId), kind, decision, opinion == null ? "" : opinion, by, basis));
        jdbc.sql(
                        """
                        insert into review (round_id, kind, decision, opinion, decided_by, decided_at, sha256)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(roundId, kind, decision, opinion, by, now, sha256)
                .update();
        return latest(roundId, kind).orElseThrow();
    }

    void addReturns(long reviewId, Map<String, String> opinionByUnit) {
        opinionByUnit.forEach((unit, opinion) -> jdbc.sql(
                        "insert into review_return (review_id, unit_code, opinion) values (?, ?, ?)")
                .params(reviewId, unit, opinion)
                .update());
    }

    Optional<Review> latest(long roundId, String kind) {
        return all(roundId).stream()
                .filter(review -> review.kind().equals(kind))
                .reduce((earlier, later) -> later);
    }

    List<Review> all(long roundId) {
        return ReadOnce.find("reviews", roundId, this::read).orElse(List.of());
    }

    /** Reads at once what a page will ask of these rounds. */
    void readAhead(Collection<Long> roundIds) {
        Map<Long, List<Review>> reviews = ReadOnce.each("reviews", roundIds, this::read);
        ReadOnce.each(
                "returns",
                reviews.values().stream().flatMap(List::stream).map(Review::id).toList(),
                this::readReturns);
    }

    /** To whom a decision sent something back. */
    List<Returned> returns(long reviewId) {
        return ReadOnce.find("returns", reviewId, this::readReturns).orElse(List.of());
    }

    private Map<Long, List<Returned>> readReturns(Set<Long> reviewIds) {
        return jdbc
                .sql(
                        """
                        select b.* from review_return b join unit u on u.code = b.unit_code
                        where b.review_id in (:reviews) order by b.review_id, u.position""")
                .param("reviews", reviewIds)
                .query((row, number) ->
                        new Returned(row.getLong("review_id"), row.getString("unit_code"), row.getString("opinion")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Returned::reviewId));
    }

    private Map<Long, List<Review>> read(Set<Long> roundIds) {
        return jdbc
                .sql("select * from review where round_id in (:rounds) order by id")
                .param("rounds", roundIds)
                .query(ReviewStore::review)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Review::roundId));
    }

    private static Review review(ResultSet row, int number) throws SQLException {
        return new Review(
                row.getLong("id"),
                row.getLong("round_id"),
                row.getString("kind"),
                row.getString("decision"),
                row.getString("opinion"),
                row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class),
                row.getString("sha256"));
    }
}
