package org.greenplan.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.greenplan.task.Hashes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the bureau put together, version by version; nothing in it is changed. */
@Repository
class VersionStore {

    /** @param sha256 of the content, which the leaders' signatures are bound to */
    record Version(
            long id,
            long submissionId,
            int number,
            SubmissionContent content,
            String sha256,
            String compiledBy,
            OffsetDateTime compiledAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    VersionStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another one comes in at the same moment */
    Version add(long submissionId, SubmissionContent content, String by) {
        int number = 1 + newest(submissionId).map(Version::number).orElse(0);
        String json = content.toJson();
        jdbc.sql(
                        """
                        insert into submission_version (submission_id, number, content, sha256, compiled_by, compiled_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(submissionId, number, json, Hashes.sha256(json), by, OffsetDateTime.now(clock))
                .update();
        return newest(submissionId).orElseThrow();
    }

    Optional<Version> newest(long submissionId) {
        return jdbc.sql("select * from submission_version where submission_id = ? order by number desc limit 1")
                .param(submissionId)
                .query(VersionStore::version)
                .optional();
    }

    /** Newest first. */
    List<Version> all(long submissionId) {
        return jdbc.sql("select * from submission_version where submission_id = ? order by number desc")
                .param(submissionId)
                .query(VersionStore::version)
                .list();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getLong("id"),
                row.getLong("submission_id"),
                row.getInt("number"),
                SubmissionContent.fromJson(row.getString("content")),
                row.getString("sha256"),
                row.getString("compiled_by"),
                row.getObject("compiled_at", OffsetDateTime.class));
    }
}
