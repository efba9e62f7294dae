package org.greenplan.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.greenplan.file.FileChunks;
import org.greenplan.task.Hashes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Packs in the database. A version has one at most. */
@Repository
class PackStore {

    /** Writes a pack's bytes. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final JdbcClient jdbc;
    private final FileChunks chunks;
    private final Clock clock;

    PackStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.chunks = new FileChunks(jdbc, "submission_pack");
        this.clock = clock;
    }

    /** The bytes of packs. */
    FileChunks chunks() {
        return chunks;
    }

    Optional<Pack> find(String id) {
        return find("id = ?", id);
    }

    Optional<Pack> ofVersion(long versionId) {
        return find("version_id = ?", versionId);
    }

    private Optional<Pack> find(String condition, Object parameter) {
        return jdbc.sql("select * from submission_pack where " + condition)
                .param(parameter)
                .query(PackStore::pack)
                .optional();
    }

    /**
     * Keeps a version's pack; within the caller's transaction. It is written to a file first, since the database wants its
     * size and hash before its bytes.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the version has one already
     */
    void add(long versionId, String name, Content content) {
        try {
            Path file = Files.createTempFile("greenplan-pack-", ".zip");
            try {
                add(versionId, name, file, write(content, file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the pack cannot be written", e);
        }
    }

    private static String write(Content content, Path file) throws IOException {
        MessageDigest digest = Hashes.digest();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            content.writeTo(out);
        }
        return Hashes.of(digest);
    }

    private void add(long versionId, String name, Path file, String sha256) throws IOException {
        String id = UUID.randomUUID().toString();
        jdbc.sql(
                        """
                        insert into submission_pack (id, version_id, name, size_bytes, sha256, built_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(id, versionId, name, Files.size(file), sha256, OffsetDateTime.now(clock))
                .update();
        chunks.write(id, file, Files.size(file));
    }

    private static Pack pack(ResultSet row, int number) throws SQLException {
        return new Pack(
                row.getString("id"),
                row.getLong("version_id"),
                row.getString("name"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getObject("built_at", OffsetDateTime.class));
    }
}
