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
import org.greenplan.signing.FrozenJson;
import org.greenplan.task.Hashes;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.RuleViolation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How a lead assigned its measure, version by version. */
@Repository
class AssignmentStore {

    /** status: proposed (waits for the supervisor), in_force, sent_back. */
    record Stored(
            long id,
            String measureKey,
            Assignment content,
            String sha256,
            boolean differs,
            String status,
            String proposedBy,
            OffsetDateTime proposedAt) {}

    private static final FrozenJson<Assignment> JSON = new FrozenJson<>(Assignment.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    AssignmentStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Stored add(String measureKey, Assignment content, boolean differs, String by) {
        String text = JSON.write(content);
        jdbc.sql(
                        """
                        insert into assignment (measure_key, content, sha256, differs, status, proposed_by, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        measureKey,
                        text,
                        Hashes.sha256(measureKey + "\n" + text),
                        differs,
                        differs ? "proposed" : "in_force",
                        by,
                        OffsetDateTime.now(clock))
                .update();
        return newest(measureKey);
    }

    Stored newest(String measureKey) {
        return find(measureKey).orElseThrow();
    }

    Optional<Stored> find(String measureKey) {
        return all(measureKey).stream().reduce((earlier, later) -> later);
    }

    /** The draft that came back before this one. */
    Optional<Stored> sentBackBefore(Stored assignment) {
        return all(assignment.measureKey()).stream()
                .filter(earlier ->
                        earlier.id() < assignment.id() && earlier.status().equals("sent_back"))
                .reduce((earlier, later) -> later);
    }

    /** Oldest first. */
    private List<Stored> all(String measureKey) {
        return ReadOnce.find("assignments", measureKey, this::read).orElse(List.of());
    }

    /** Reads at once what a page will ask of these measures. */
    void readAhead(Collection<String> measureKeys) {
        ReadOnce.each("assignments", measureKeys, this::read);
    }

    private Map<String, List<Stored>> read(Set<String> measureKeys) {
        return jdbc
                .sql("select * from assignment where measure_key in (:keys) order by id")
                .param("keys", measureKeys)
                .query(AssignmentStore::stored)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Stored::measureKey));
    }

    void settle(Stored assignment, boolean approved) {
        int updated = jdbc.sql("update assignment set status = ? where id = ? and status = 'proposed'")
                .params(approved ? "in_force" : "sent_back", assignment.id())
                .update();
        if (updated == 0) {
            throw RuleViolation.conflict("assignment-settled", "这项分解已由他人审签，请刷新页面。");
        }
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getLong("id"),
                row.getString("measure_key"),
                JSON.read(row.getString("content")),
                row.getString("sha256"),
                row.getBoolean("differs"),
                row.getString("status"),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class));
    }
}
