package org.greenplan.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.file.AcceptedFile;
import org.greenplan.file.FileChunks;
import org.greenplan.file.Strike;
import org.greenplan.file.UnitStorage;
import org.greenplan.task.ReadOnce;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Evidence in the database. A file is there whole or not at all. Knows nothing of rights. */
@Component
public class EvidenceStore {

    private static final String SELECT =
            """
            select e.*, exists (select 1 from report_evidence r where r.evidence_id = e.id) as reported,
                   exists (select 1 from report_evidence r join report_version v on v.id = r.report_version_id
                           where r.evidence_id = e.id and v.status = 'signed') as signed
            from evidence e """;

    private final JdbcClient jdbc;
    private final FileChunks chunks;
    private final TransactionTemplate transaction;
    private final UnitStorage storage;
    private final Clock clock;

    EvidenceStore(JdbcClient jdbc, PlatformTransactionManager transactions, UnitStorage storage, Clock clock) {
        this.jdbc = jdbc;
        this.chunks = new FileChunks(jdbc, "evidence");
        this.transaction = new TransactionTemplate(transactions);
        this.storage = storage;
        this.clock = clock;
    }

    /** The unit's files for one round, struck ones included, in the order of their upload. */
    public List<Evidence> of(String measureKey, String unitCode, long roundId) {
        return ReadOnce.find("files", new Place(measureKey, unitCode, roundId), this::readPlaces)
                .orElse(List.of());
    }

    public Optional<Evidence> find(String id) {
        return ReadOnce.find("file", id, this::read);
    }

    /** Reads at once what a page will ask of these reports, and of these files. */
    void readAhead(Collection<ReportRounds.Request> requests, Collection<String> ids) {
        ReadOnce.each(
                "files",
                requests.stream()
                        .map(request -> new Place(request.measureKey(), request.unitCode(), request.roundId()))
                        .toList(),
                this::readPlaces);
        ReadOnce.each("file", ids, this::read);
    }

    private record Place(String measureKey, String unitCode, Long roundId) {}

    private Map<Place, List<Evidence>> readPlaces(Set<Place> places) {
        return jdbc
                .sql(SELECT
                        + " where e.measure_key in (:measures) and e.unit_code in (:units) and e.round_id in (:rounds)"
                        + " order by e.uploaded_at, e.id")
                .param("measures", places.stream().map(Place::measureKey).collect(Collectors.toSet()))
                .param("units", places.stream().map(Place::unitCode).collect(Collectors.toSet()))
                .param("rounds", places.stream().map(Place::roundId).collect(Collectors.toSet()))
                .query(this::row)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        file -> new Place(file.measureKey(), file.unitCode(), Objects.requireNonNull(file.roundId()))));
    }

    private Map<String, Evidence> read(Set<String> ids) {
        return jdbc.sql(SELECT + " where id in (:ids)").param("ids", ids).query(this::row).list().stream()
                .collect(Collectors.toMap(Evidence::id, Function.identity()));
    }

    /** Adds an error at {@link Evidence#FIELD} for each file that a report of this unit cannot rest on. */
    public void check(Collection<String> ids, String measureKey, String unitCode, Violations violations) {
        for (String id : new LinkedHashSet<>(ids)) {
            Optional<Evidence> found = find(id).filter(file ->
                    file.measureKey().equals(measureKey) && file.unitCode().equals(unitCode));
            if (found.isEmpty()) {
                violations.add(Evidence.FIELD, "evidence-not-found", "有一份佐证材料不存在，或不是本单位为这项措施上传的，请移除后重新上传。");
            } else if (found.get().isStruck()) {
                violations.add(
                        Evidence.FIELD, "evidence-struck", "佐证材料“" + found.get().name() + "”已被划除，请移除或重新上传。");
            }
        }
    }

    /** @throws RuleViolation when a report of this unit on this measure cannot rest on one of the files */
    public void requireUsable(Collection<String> ids, String measureKey, String unitCode) {
        Violations violations = new Violations();
        check(ids, measureKey, unitCode, violations);
        violations.throwIfAny();
    }

    /**
     * Holds the files as they are until the transaction ends, so that none is struck under a report that is handed in.
     *
     * @throws RuleViolation when one is struck by now
     */
    void hold(Collection<String> ids) {
        for (String id : new TreeSet<>(ids)) {
            if (!lock(id)) {
                throw RuleViolation.of(Evidence.FIELD, "evidence-struck", "有一份佐证材料刚刚被划除，请移除或重新上传。");
            }
        }
    }

    /** Holds a file until the transaction ends; {@code false} when it is struck. */
    boolean lock(String id) {
        return jdbc.sql("select id from evidence where id = ? and struck_at is null for update")
                .param(id)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** The bytes of evidence. */
    public FileChunks chunks() {
        return chunks;
    }

    /**
     * Says early what {@link #add} would say.
     *
     * @param size in bytes, negative when it is not known
     * @throws RuleViolation when the report has too many files, or the unit no room
     */
    void requireRoom(String measureKey, String unitCode, @Nullable Long roundId, long size) {
        requireFew(measureKey, unitCode, roundId, 0);
        storage.requireRoom(unitCode, planYear(measureKey), size);
    }

    /** Keeps the file, in one transaction. */
    Evidence add(String measureKey, String unitCode, @Nullable Long roundId, AcceptedFile content, String user) {
        Evidence file = new Evidence(
                UUID.randomUUID().toString(),
                measureKey,
                unitCode,
                roundId,
                content.name(),
                content.mediaType(),
                content.size(),
                content.sha256(),
                user,
                OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MICROS),
                null,
                false,
                false);
        transaction.executeWithoutResult(status -> insert(file, content));
        return file;
    }

    private void insert(Evidence file, AcceptedFile content) {
        jdbc.sql(
                        """
                        insert into evidence (id, measure_key, unit_code, round_id, name, media_type, size_bytes, sha256,
                            uploaded_by, uploaded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        file.id(),
                        file.measureKey(),
                        file.unitCode(),
                        file.roundId(),
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        file.sha256(),
                        file.uploadedBy(),
                        file.uploadedAt())
                .update();
        chunks.write(file.id(), content);
        storage.take(file.unitCode(), planYear(file.measureKey()), file.size());
        requireFew(file.measureKey(), file.unitCode(), file.roundId(), 1);
    }

    /** @param own how many of them are the one that is just added */
    private void requireFew(String measureKey, String unitCode, @Nullable Long roundId, int own) {
        long standing = jdbc.sql(
                        """
                        select count(*) from evidence where measure_key = ? and unit_code = ? and struck_at is null
                        and coalesce(round_id, -1) = ?""")
                .params(measureKey, unitCode, roundId == null ? -1 : roundId)
                .query(Long.class)
                .single();
        storage.requireFew(standing - own, "这份报告");
    }

    private int planYear(String measureKey) {
        return jdbc.sql("select plan_year from measure where measure_key = ?")
                .param(measureKey)
                .query(Integer.class)
                .single();
    }

    /** Marks the file as struck; {@code false} when it already was. Its bytes stay. */
    boolean strike(String id, String user, String reason) {
        return jdbc.sql(
                                """
                                update evidence set struck_by = ?, struck_at = ?, struck_reason = ?
                                where id = ? and struck_at is null""")
                        .params(user, OffsetDateTime.now(clock), reason, id)
                        .update()
                == 1;
    }

    /** Whether this unit hands in reports on the measure. */
    boolean reports(String measureKey, String unitCode) {
        return exists(
                """
                select count(*) from measure_unit
                where measure_key = ? and unit_code = ? and participation in ('report', 'coordinate')""",
                measureKey,
                unitCode);
    }

    boolean isWithdrawn(String measureKey) {
        return exists("select count(*) from measure where measure_key = ? and status = 'withdrawn'", measureKey);
    }

    /** Whether a report that waits for its supervisor rests on the file. */
    boolean isAwaitingSignature(String id) {
        return rests(id, "waiting");
    }

    /** Whether a signed report rests on the file, so that it has left the unit. */
    public boolean isSigned(String id) {
        return rests(id, "signed");
    }

    private boolean rests(String id, String status) {
        return exists(
                """
                select count(*) from report_evidence e join report_version v on v.id = e.report_version_id
                where e.evidence_id = ? and v.status = ?""",
                id,
                status);
    }

    private boolean exists(String count, Object... params) {
        return jdbc.sql(count).params(params).query(Integer.class).single() > 0;
    }

    private Evidence row(ResultSet row, int index) throws SQLException {
        OffsetDateTime struckAt = time(row, "struck_at");
        return new Evidence(
                row.getString("id"),
                row.getString("measure_key"),
                row.getString("unit_code"),
                row.getObject("round_id", Long.class),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getString("uploaded_by"),
                Objects.requireNonNull(time(row, "uploaded_at")),
                struckAt == null
                        ? null
                        : new Strike(row.getString("struck_by"), struckAt, row.getString("struck_reason")),
                row.getBoolean("reported"),
                row.getBoolean("signed"));
    }

    /** In the clock's zone: PostgreSQL answers in UTC, H2 in the zone that was written. */
    private @Nullable OffsetDateTime time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.atZoneSameInstant(clock.getZone()).toOffsetDateTime();
    }
}
