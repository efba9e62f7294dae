package org.greenplan.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.greenplan.file.AcceptedFile;
import org.greenplan.file.FileChunks;
import org.greenplan.file.Strike;
import org.greenplan.file.UnitStorage;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Stamped scans in the database. A file is there whole or not at all. Knows nothing of rights. */
@Repository
class ScanStore {

    private final JdbcClient jdbc;
    private final FileChunks chunks;
    private final UnitStorage storage;
    private final Clock clock;

    ScanStore(JdbcClient jdbc, UnitStorage storage, Clock clock) {
        this.jdbc = jdbc;
        this.chunks = new FileChunks(jdbc, "stamped_scan");
        this.storage = storage;
        this.clock = clock;
    }

    /** The bytes of scans. */
    FileChunks chunks() {
        return chunks;
    }

    /** The sheet's scans, struck ones included, in the order of their upload. */
    List<Scan> of(SheetKey sheet) {
        return jdbc.sql(
                        """
                        select * from stamped_scan where plan_year = ? and unit_code = ? and due = ?
                        order by uploaded_at, id""")
                .params(sheet.planYear(), sheet.unitCode(), sheet.due())
                .query(this::scan)
                .list();
    }

    Optional<Scan> find(String id) {
        return jdbc.sql("select * from stamped_scan where id = ?")
                .param(id)
                .query(this::scan)
                .optional();
    }

    @Transactional
    public Scan add(SheetKey sheet, AcceptedFile file, String user) {
        Scan scan = new Scan(
                UUID.randomUUID().toString(),
                sheet,
                file.name(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                user,
                OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MICROS),
                null);
        jdbc.sql(
                        """
                        insert into stamped_scan (id, plan_year, unit_code, due, name, media_type, size_bytes, sha256,
                            uploaded_by, uploaded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        scan.id(),
                        sheet.planYear(),
                        sheet.unitCode(),
                        sheet.due(),
                        scan.name(),
                        scan.mediaType(),
                        scan.size(),
                        scan.sha256(),
                        user,
                        scan.uploadedAt())
                .update();
        chunks.write(scan.id(), file);
        storage.take(sheet.unitCode(), sheet.planYear(), file.size());
        requireFew(sheet, 1);
        return scan;
    }

    /**
     * Says early what {@link #add} would say.
     *
     * @param size in bytes, negative when it is not known
     * @throws RuleViolation when the sheet has too many scans, or the unit no room
     */
    void requireRoom(SheetKey sheet, long size) {
        requireFew(sheet, 0);
        storage.requireRoom(sheet.unitCode(), sheet.planYear(), size);
    }

    /** @param own how many of them are the one that is just added */
    private void requireFew(SheetKey sheet, int own) {
        storage.requireFew(
                of(sheet).stream().filter(scan -> scan.struck() == null).count() - own, "这张报送单");
    }

    /** Marks the scan as struck; {@code false} when it already was. Its bytes stay. */
    boolean strike(String id, String user, String reason) {
        return jdbc.sql(
                                """
                                update stamped_scan set struck_by = ?, struck_at = ?, struck_reason = ?
                                where id = ? and struck_at is null""")
                        .params(user, OffsetDateTime.now(clock), reason, id)
                        .update()
                == 1;
    }

    private Scan scan(ResultSet row, int number) throws SQLException {
        return new Scan(
                row.getString("id"),
                sheet(row),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getString("uploaded_by"),
                inZone(row.getObject("uploaded_at", OffsetDateTime.class)),
                strike(row));
    }

    private @Nullable Strike strike(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject("struck_at", OffsetDateTime.class);
        return at == null ? null : new Strike(row.getString("struck_by"), inZone(at), row.getString("struck_reason"));
    }

    /** PostgreSQL answers in UTC, H2 in the zone that was written. */
    private OffsetDateTime inZone(OffsetDateTime time) {
        return time.atZoneSameInstant(clock.getZone()).toOffsetDateTime();
    }

    private static SheetKey sheet(ResultSet row) throws SQLException {
        return new SheetKey(row.getInt("plan_year"), row.getString("unit_code"), row.getObject("due", LocalDate.class));
    }
}
