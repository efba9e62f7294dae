package org.greenplan.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.greenplan.file.AcceptedFile;
import org.greenplan.file.FileChunks;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.greenplan.file.UnitStorage;
import org.greenplan.task.RuleViolation;
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
    private final UnitStorage storage;
    private final Clock clock;

    SubmissionFileStore(JdbcClient jdbc, UnitStorage storage, Clock clock) {
        this.jdbc = jdbc;
        this.chunks = new FileChunks(jdbc, "submission_file");
        this.storage = storage;
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
        count(place, file.size());
        return added;
    }

    /** Takes over a file that is in the system already; its bytes are kept once more, so that what was submitted stays. */
    @Transactional
    public SubmissionFile copy(Place place, KeptFile file, FileChunks from, String user) {
        SubmissionFile added = insert(place, file.name(), file.mediaType(), file.size(), file.sha256(), user);
        chunks.copy(added.id(), from, file.id());
        count(place, file.size());
        return added;
    }

    /**
     * Says early what {@link #add} would say.
     *
     * @param size in bytes, negative when it is not known
     * @throws RuleViolation when too many files stand there, or the unit has no room
     */
    void requireRoom(Place place, long size) {
        requireFew(place, 0);
        storage.requireRoom(place.unit(), year(place), size);
    }

    private void count(Place place, long size) {
        storage.take(place.unit(), year(place), size);
        requireFew(place, 1);
    }

    /** @param own how many of them are the one that is just added */
    private void requireFew(Place place, int own) {
        storage.requireFew(
                of(place).stream().filter(file -> file.struck() == null).count() - own, "这一项");
    }

    private int year(Place place) {
        return jdbc.sql("select submission_year from submission where id = ?")
                .param(place.submissionId())
                .query(Integer.class)
                .single();
    }

    /**
     * Holds the files as they are until the transaction ends, so that none is struck under a report that is handed in.
     *
     * @throws RuleViolation when one is struck by now
     */
    void hold(Collection<String> ids) {
        for (String id : new TreeSet<>(ids)) {
            if (!lock(id)) {
                throw RuleViolation.conflict("evidence-struck", "有一份材料刚刚被划除，请移除或重新上传。");
            }
        }
    }

    /** Holds a file until the transaction ends; {@code false} when it is struck. */
    boolean lock(String id) {
        return jdbc.sql("select id from submission_file where id = ? and struck_at is null for update")
                .param(id)
                .query(String.class)
                .optional()
                .isPresent();
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
                        : new Strike(row.getString("struck_by"), inZone(struck), row.getString("struck_reason")));
    }

    /** PostgreSQL answers in UTC, H2 in the zone that was written. */
    private OffsetDateTime inZone(OffsetDateTime time) {
        return time.atZoneSameInstant(clock.getZone()).toOffsetDateTime();
    }
}
