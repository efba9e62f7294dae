package org.greenplan.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.greenplan.report.AcceptedFile;
import org.greenplan.report.Evidence;
import org.greenplan.report.FileChunks;
import org.greenplan.report.KeptFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files of submissions in the database. A file is there whole or not at all. Knows nothing of rights. */
@Repository
class SubmissionFileStore {

    /** Where a file belongs. */
    record Place(long submissionId, String unit, String item) {}

    private final JdbcClient jdbc;
    private final FileChunks chunks;
    private final Clock clock;

    SubmissionFileStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.chunks = new FileChunks(jdbc, "submission_file");
        this.clock = clock;
    }

    /** The bytes of these files. */
    FileChunks chunks() {
        return chunks;
    }

    /** Struck ones included, in the order of their upload. */
    List<SubmissionFile> of(Place place) {
        return jdbc.sql(
                        """
                        select * from submission_file where submission_id = ? and unit_code = ? and item = ?
                        order by uploaded_at, id""")
                .params(place.submissionId(), place.unit(), place.item())
                .query(this::file)
                .list();
    }

    Optional<SubmissionFile> find(String id) {
        return jdbc.sql("select * from submission_file where id = ?")
                .param(id)
                .query(this::file)
                .optional();
    }

    @Transactional
    public SubmissionFile add(Place place, AcceptedFile file, String user) {
        SubmissionFile added = insert(place, file.name(), file.mediaType(), file.size(), file.sha256(), user);
        chunks.write(added.id(), file);
        return added;
    }

    /** Takes over a file that is in the system already; its bytes are kept once more, so that what was submitted stays. */
    @Transactional
    public SubmissionFile copy(Place place, KeptFile file, FileChunks from, String user) {
        SubmissionFile added = insert(place, file.name(), file.mediaType(), file.size(), file.sha256(), user);
        chunks.copy(added.id(), from, file.id());
        return added;
    }

    private SubmissionFile insert(Place place, String name, String mediaType, long size, String sha256, String user) {
        SubmissionFile file = new SubmissionFile(
                UUID.randomUUID().toString(),
                place.submissionId(),
                place.unit(),
                place.item(),
                name,
                mediaType,
                size,
                sha256,
                user,
                OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MICROS),
                null);
        jdbc.sql(
                        """
                        insert into submission_file (id, submission_id, unit_code, item, name, media_type, size_bytes, sha256,
                            uploaded_by, uploaded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        file.id(),
                        place.submissionId(),
                        place.unit(),
                        place.item(),
                        name,
                        mediaType,
                        size,
                        sha256,
                        user,
                        file.uploadedAt())
                .update();
        return file;
    }

    /** Marks the file as struck; {@code false} when it already was. Its bytes stay. */
    boolean strike(String id, String user, String reason) {
        return jdbc.sql(
                                """
                                update submission_file set struck_by = ?, struck_at = ?, struck_reason = ?
                                where id = ? and struck_at is null""")
                        .params(user, OffsetDateTime.now(clock), reason, id)
                        .update()
                == 1;
    }

    private SubmissionFile file(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime struck = row.getObject("struck_at", OffsetDateTime.class);
        return new SubmissionFile(
                row.getString("id"),
                row.getLong("submission_id"),
                row.getString("unit_code"),
                row.getString("item"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getString("uploaded_by"),
                inZone(row.getObject("uploaded_at", OffsetDateTime.class)),
                struck == null
                        ? null
                        : new Evidence.Strike(
                                row.getString("struck_by"), inZone(struck), row.getString("struck_reason")));
    }

    /** PostgreSQL answers in UTC, H2 in the zone that was written. */
    private OffsetDateTime inZone(OffsetDateTime time) {
        return time.atZoneSameInstant(clock.getZone()).toOffsetDateTime();
    }
}
