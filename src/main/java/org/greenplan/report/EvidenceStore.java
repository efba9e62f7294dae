package org.greenplan.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileStore;
import org.greenplan.file.FileUse;
import org.greenplan.file.KeptFile;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Evidence (佐证材料): which measure and round a file belongs to, and which reports rest on it. Knows nothing of rights. */
@Component
public class EvidenceStore {

    /** The input's name in forms that carry evidence, and the field at which refusals are shown. */
    static final String FIELD = "evidence";

    static final String KIND = "evidence";

    private final JdbcClient jdbc;
    private final FileStore files;

    EvidenceStore(JdbcClient jdbc, FileStore files) {
        this.jdbc = jdbc;
        this.files = files;
    }

    /** @param roundId the measure's round that the file was uploaded for; {@code null} when for none */
    static FileOwner owner(String measureKey, String unitCode, @Nullable Long roundId) {
        return new FileOwner(KIND, roundId == null ? measureKey : measureKey + "/" + roundId, unitCode);
    }

    static String measureKey(FileOwner owner) {
        return owner.key().split("/", 2)[0];
    }

    /** {@code null} when the file was uploaded for no round. */
    static @Nullable Long roundId(FileOwner owner) {
        String key = owner.key();
        return key.contains("/") ? Long.valueOf(key.substring(key.indexOf('/') + 1)) : null;
    }

    FileBounds bounds(String measureKey) {
        int planYear = jdbc.sql("select plan_year from measure where measure_key = ?")
                .param(measureKey)
                .query(Integer.class)
                .single();
        return new FileBounds(planYear, "这份报告");
    }

    /** The unit's files for one round, struck ones included, in the order of their upload. */
    List<KeptFile> of(String measureKey, String unitCode, long roundId) {
        return files.of(owner(measureKey, unitCode, roundId));
    }

    public Optional<KeptFile> find(String id) {
        return files.find(id).filter(file -> file.owner().kind().equals(KIND));
    }

    /** Reads at once what a page will ask of these reports, and of these files. */
    void readAhead(Collection<ReportRounds.Request> requests, Collection<String> ids) {
        files.readAhead(
                requests.stream()
                        .map(request -> owner(request.measureKey(), request.unitCode(), request.roundId()))
                        .toList(),
                ids);
    }

    /** Adds an error at {@link #FIELD} for each file that a report of this unit cannot rest on. */
    void check(Collection<String> ids, String measureKey, String unitCode, Violations violations) {
        for (String id : new LinkedHashSet<>(ids)) {
            Optional<KeptFile> found = find(id).filter(
                            file -> measureKey(file.owner()).equals(measureKey)
                                    && file.owner().unit().equals(unitCode));
            if (found.isEmpty()) {
                violations.add(FIELD, "evidence-not-found", "有一份佐证材料不存在，或不是本单位为这项措施上传的，请移除后重新上传。");
            } else if (found.get().isStruck()) {
                violations.add(FIELD, "evidence-struck", "佐证材料“" + found.get().name() + "”已被划除，请移除或重新上传。");
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
            if (!files.lock(id)) {
                throw RuleViolation.of(FIELD, "evidence-struck", "有一份佐证材料刚刚被划除，请移除或重新上传。");
            }
        }
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
        return exists(
                """
                select count(*) from report_evidence e join report_version v on v.id = e.report_version_id
                where e.evidence_id = ? and v.status = 'waiting'""",
                id);
    }

    /** By id; files on which nothing rests are left out. */
    Map<String, FileUse> uses(Collection<KeptFile> of) {
        Map<String, FileUse> uses = new HashMap<>();
        if (!of.isEmpty()) {
            jdbc.sql(
                            """
                            select e.evidence_id, max(case when v.status = 'signed' then 1 else 0 end) as signed
                            from report_evidence e join report_version v on v.id = e.report_version_id
                            where e.evidence_id in (:ids) group by e.evidence_id""")
                    .param("ids", of.stream().map(KeptFile::id).toList())
                    .query(row -> {
                        uses.put(
                                row.getString("evidence_id"),
                                row.getInt("signed") == 1 ? FileUse.SIGNED : FileUse.REPORTED);
                    });
        }
        return uses;
    }

    private boolean exists(String count, Object... params) {
        return jdbc.sql(count).params(params).query(Integer.class).single() > 0;
    }
}
