package org.greenplan.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.People;
import org.greenplan.file.AcceptedFile;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileIntake;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Authors;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with evidence, and who may: hand in, read, strike. */
@Service
class EvidenceDesk {

    private final EvidenceStore store;
    private final FileStore files;
    private final FileIntake intake;
    private final ReportRounds rounds;
    private final MeasureRights rights;
    private final People people;
    private final Timeline timeline;
    private final Authors authors;
    private final Audit audit;

    EvidenceDesk(
            EvidenceStore store,
            FileStore files,
            FileIntake intake,
            ReportRounds rounds,
            MeasureRights rights,
            People people,
            Timeline timeline,
            Authors authors,
            Audit audit) {
        this.store = store;
        this.files = files;
        this.intake = intake;
        this.rounds = rounds;
        this.rights = rights;
        this.people = people;
        this.timeline = timeline;
        this.authors = authors;
        this.audit = audit;
    }

    /**
     * Takes a file in. What is wrong without reading the body is said before the body is read.
     *
     * @param declaredSize in bytes, negative when the client did not say
     */
    public KeptFile upload(
            String user,
            String measureKey,
            String unitCode,
            @Nullable Long roundId,
            String givenName,
            long declaredSize,
            InputStream body)
            throws IOException {
        requireMayUpload(user, measureKey, unitCode, roundId);
        FileOwner owner = EvidenceStore.owner(measureKey, unitCode, roundId);
        FileBounds bounds = store.bounds(measureKey);
        files.requireRoom(owner, bounds, declaredSize);
        try (AcceptedFile file = intake.evidence(givenName, declaredSize, body)) {
            KeptFile kept = files.add(owner, bounds, file, user);
            worked(kept, user);
            return kept;
        }
    }

    /** A file belongs to its round's report; one without a round, to the report that it is put in, by {@link FillReportForm}. */
    private void worked(KeptFile file, String user) {
        Long roundId = EvidenceStore.roundId(file);
        if (roundId != null) {
            authors.add(FillReportForm.work(roundId, file.owner().unit()), user);
        }
    }

    private void requireMayUpload(String user, String measureKey, String unitCode, @Nullable Long roundId) {
        rights.requireRead(user, measureKey);
        if (roundId != null && !rounds.isOf(measureKey, roundId)) {
            throw RuleViolation.notFound("round-not-found", "这项措施没有这个报送期次，请刷新页面后重试。");
        }
        if (!people.clerkOf(user).contains(unitCode) || !store.reports(measureKey, unitCode)) {
            throw RuleViolation.forbidden("evidence-upload-forbidden", "只有填报单位的经办人可以为本单位上传佐证材料。");
        }
        if (store.isWithdrawn(measureKey)) {
            throw RuleViolation.conflict("measure-withdrawn", "这项措施已经终止，不能再上传佐证材料。");
        }
    }

    /**
     * The unit's files for one round, struck ones included. Others than the unit itself, and those who see all, get only
     * what a signed report rests on: nothing leaves a unit unsigned.
     */
    public List<KeptFile> list(String user, String measureKey, String unitCode, long roundId) {
        rights.requireRead(user, measureKey);
        boolean all = people.seesAll(user) || people.unitsOf(user).contains(unitCode);
        List<KeptFile> kept = store.of(measureKey, unitCode, roundId);
        Map<String, EvidenceStore.Use> uses = store.uses(kept);
        return kept.stream()
                .filter(file -> all || uses.get(file.id()) == EvidenceStore.Use.SIGNED)
                .toList();
    }

    /** The file, when this person may have its bytes; asked for to get them. */
    public KeptFile open(String user, String id) {
        KeptFile file = visible(user, id);
        if (file.isStruck() && !people.seesAll(user)) {
            throw RuleViolation.forbidden("evidence-struck", "这份佐证材料已被划除，只有计划办等可以查看全部事项的人员能够下载。");
        }
        audit.recordByItself(AuditEvent.DOWNLOAD, user, file.name(), "措施" + EvidenceStore.measureKey(file));
        return file;
    }

    /**
     * Strikes the file: it stays listed, marked, and nothing rests on it any more. Not while a supervisor is asked to sign
     * what rests on it.
     */
    @Transactional
    public void strike(String user, String id, @Nullable String givenReason) {
        KeptFile file = visible(user, id);
        if (!people.clerkOf(user).contains(file.owner().unit())) {
            throw RuleViolation.forbidden("evidence-strike-forbidden", "只有上传单位的经办人可以划除这份佐证材料。");
        }
        String reason = Strike.requireReason(givenReason);
        boolean unstruck = files.lock(id);
        if (unstruck && store.isAwaitingSignature(id)) {
            throw RuleViolation.conflict(
                    "evidence-awaits-signature", "这份佐证材料所在的报告正在等待分管领导审签，不能划除；需要划除的，请先撤回报告，或请分管领导退回。");
        }
        if (!unstruck || !files.strike(id, user, reason)) {
            throw RuleViolation.conflict("evidence-already-struck", "这份佐证材料已经被划除，请刷新页面。");
        }
        worked(file, user);
        audit.record(
                AuditEvent.STRIKE, user, file.name(), "措施%s，原因：%s".formatted(EvidenceStore.measureKey(file), reason));
        EvidenceStore.Use use = store.useOf(file);
        if (use != EvidenceStore.Use.NONE) {
            timeline.add(
                    EvidenceStore.measureKey(file),
                    user,
                    file.owner().unit(),
                    use == EvidenceStore.Use.SIGNED
                            ? TimelineEvent.EVIDENCE_STRUCK
                            : TimelineEvent.UNSIGNED_EVIDENCE_STRUCK,
                    "划除佐证材料“" + file.name() + "”，原因：" + reason);
        }
    }

    /** As in the list: others than the unit and those who see all get only what a signed report rests on. */
    private KeptFile visible(String user, String id) {
        Optional<KeptFile> file = store.find(id);
        if (file.isEmpty()
                || !rights.mayRead(user, EvidenceStore.measureKey(file.get()))
                || !people.seesAll(user)
                        && !people.unitsOf(user).contains(file.get().owner().unit())
                        && store.useOf(file.get()) != EvidenceStore.Use.SIGNED) {
            throw RuleViolation.notFound("evidence-not-found", "没有这份佐证材料，或您所在单位不参与这项措施。");
        }
        return file.get();
    }
}
