package org.greenplan.file;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files of all kinds in the database. A file is there whole or not at all. Knows nothing of rights. */
@Repository
public class FileStore {

    private final JdbcClient jdbc;
    private final FileChunks chunks;
    private final UnitStorage storage;
    private final Clock clock;

    FileStore(JdbcClient jdbc, UnitStorage storage, Clock clock) {
        this.jdbc = jdbc;
        this.chunks = new FileChunks(jdbc, "kept_file");
        this.storage = storage;
        this.clock = clock;
    }

    /** The owner's files, struck ones included, in the order of their upload. */
    public List<KeptFile> of(FileOwner owner) {
        return ReadOnce.find("files", owner, this::readOwners).orElse(List.of());
    }

    public Optional<KeptFile> find(String id) {
        return ReadOnce.find("file", id, this::read);
    }

    /** Those that there are, by id; read at once. */
    public Map<String, KeptFile> find(Collection<String> ids) {
        return ReadOnce.each("file", ids, this::read);
    }

    /** Reads at once what a page will ask of these owners and files. */
    public void readAhead(Collection<FileOwner> owners, Collection<String> ids) {
        ReadOnce.each("files", owners, this::readOwners);
        ReadOnce.each("file", ids, this::read);
    }

    /** How many files of a kind stand, by owner; owners with none are left out. */
    public Map<FileOwner, Integer> standing(String kind, Collection<String> units) {
        Map<FileOwner, Integer> standing = new HashMap<>();
        if (!units.isEmpty()) {
            jdbc.sql(
                            """
                            select owner, unit_code, count(*) as files from kept_file
                            where owner_kind = :kind and unit_code in (:units) and struck_at is null
                            group by owner, unit_code""")
                    .param("kind", kind)
                    .param("units", units)
                    .query(row -> {
                        standing.put(
                                new FileOwner(kind, row.getString("owner"), row.getString("unit_code")),
                                row.getInt("files"));
                    });
        }
        return standing;
    }

    private Map<FileOwner, List<KeptFile>> readOwners(Set<FileOwner> owners) {
        return jdbc
                .sql(
                        """
                        select * from kept_file where owner_kind in (:kinds) and owner in (:keys) and unit_code in (:units)
                        order by uploaded_at, id""")
                .param("kinds", owners.stream().map(FileOwner::kind).collect(Collectors.toSet()))
                .param("keys", owners.stream().map(FileOwner::key).collect(Collectors.toSet()))
                .param("units", owners.stream().map(FileOwner::unit).collect(Collectors.toSet()))
                .query(this::file)
                .list()
                .stream()
                .collect(Collectors.groupingBy(KeptFile::owner));
    }

    private Map<String, KeptFile> read(Set<String> ids) {
        return jdbc
                .sql("select * from kept_file where id in (:ids)")
                .param("ids", ids)
                .query(this::file)
                .list()
                .stream()
                .collect(Collectors.toMap(KeptFile::id, Function.identity()));
    }

    /** Writes the file's bytes, never more than one piece in memory. */
    public void writeTo(KeptFile file, OutputStream out) throws IOException {
        chunks.writeTo(file, out);
    }

    FileChunks chunks() {
        return chunks;
    }

    /**
     * Says early what {@link #add} would say.
     *
     * @param size in bytes, negative when it is not known
     * @throws RuleViolation when the owner has too many files, or the unit no room
     */
    public void requireRoom(FileOwner owner, FileBounds bounds, long size) {
        requireFew(owner, bounds, 0);
        storage.requireRoom(owner.unit(), bounds.planYear(), size);
    }

    /** Keeps the file, in one transaction. */
    @Transactional
    KeptFile add(FileOwner owner, FileBounds bounds, AcceptedFile content, String user) {
        KeptFile file = insert(owner, content.name(), content.mediaType(), content.size(), content.sha256(), user);
        chunks.write(file.id(), content);
        count(file, bounds);
        return file;
    }

    /** Keeps the bytes once more for another owner, so that what rests on them stays when the first is struck. */
    @Transactional
    public KeptFile copy(KeptFile from, FileOwner owner, FileBounds bounds, String user) {
        KeptFile file = insert(owner, from.name(), from.mediaType(), from.size(), from.sha256(), user);
        chunks.copy(file.id(), from.id());
        count(file, bounds);
        return file;
    }

    private KeptFile insert(FileOwner owner, String name, String mediaType, long size, String sha256, String user) {
        KeptFile file = new KeptFile(
                UUID.randomUUID().toString(),
                owner,
                name,
                mediaType,
                size,
                sha256,
                user,
                OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MICROS),
                null);
        jdbc.sql(
                        """
                        insert into kept_file (id, owner_kind, owner, unit_code, name, media_type, size_bytes, sha256,
                            uploaded_by, uploaded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        file.id(),
                        owner.kind(),
                        owner.key(),
                        owner.unit(),
                        name,
                        mediaType,
                        size,
                        sha256,
                        user,
                        file.uploadedAt())
                .update();
        return file;
    }

    /** The last that is done in the transaction: others of the unit wait from then on. */
    private void count(KeptFile file, FileBounds bounds) {
        storage.take(file.owner().unit(), bounds.planYear(), file.size());
        requireFew(file.owner(), bounds, 1);
    }

    /** @param own how many of them are the one that is just added */
    private void requireFew(FileOwner owner, FileBounds bounds, int own) {
        long standing = jdbc.sql(
                        """
                        select count(*) from kept_file
                        where owner_kind = ? and owner = ? and unit_code = ? and struck_at is null""")
                .params(owner.kind(), owner.key(), owner.unit())
                .query(Long.class)
                .single();
        storage.requireFew(standing - own, bounds.place());
    }

    /** Holds a file as it is until the transaction ends; {@code false} when it is struck. */
    public boolean lock(String id) {
        return jdbc.sql("select id from kept_file where id = ? and struck_at is null for update")
                .param(id)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Marks the file as struck; {@code false} when it already was. Its bytes stay. */
    boolean strike(String id, String user, String reason) {
        return jdbc.sql(
                                """
                                update kept_file set struck_by = ?, struck_at = ?, struck_reason = ?
                                where id = ? and struck_at is null""")
                        .params(user, OffsetDateTime.now(clock), reason, id)
                        .update()
                == 1;
    }

    private KeptFile file(ResultSet row, int number) throws SQLException {
        OffsetDateTime struck = time(row, "struck_at");
        return new KeptFile(
                row.getString("id"),
                new FileOwner(row.getString("owner_kind"), row.getString("owner"), row.getString("unit_code")),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getString("uploaded_by"),
                Objects.requireNonNull(time(row, "uploaded_at")),
                struck == null ? null : new Strike(row.getString("struck_by"), struck, row.getString("struck_reason")));
    }

    /** In the clock's zone: PostgreSQL answers in UTC, H2 in the zone that was written. */
    private @Nullable OffsetDateTime time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.atZoneSameInstant(clock.getZone()).toOffsetDateTime();
    }
}
