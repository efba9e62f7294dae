package org.greenplan.report;

import java.util.Collection;
import java.util.Map;
import org.greenplan.directory.People;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileKind;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileUse;
import org.greenplan.file.FileWords;
import org.greenplan.file.KeptFile;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Authors;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Evidence (佐证材料) of reports. Its key is that of the measure, with {@code /} and the id of the round that it was uploaded for. */
@Component
class EvidenceKind implements FileKind {

    private static final FileWords WORDS = new FileWords("evidence", "佐证材料", "上传单位");

    private final EvidenceStore store;
    private final ReportRounds rounds;
    private final MeasureRights rights;
    private final People people;
    private final Timeline timeline;
    private final Authors authors;

    EvidenceKind(
            EvidenceStore store,
            ReportRounds rounds,
            MeasureRights rights,
            People people,
            Timeline timeline,
            Authors authors) {
        this.store = store;
        this.rounds = rounds;
        this.rights = rights;
        this.people = people;
        this.timeline = timeline;
        this.authors = authors;
    }

    @Override
    public String name() {
        return EvidenceStore.KIND;
    }

    @Override
    public FileWords words() {
        return WORDS;
    }

    @Override
    public boolean takesScansOnly(FileOwner owner) {
        return false;
    }

    @Override
    public FileBounds bounds(FileOwner owner) {
        return store.bounds(EvidenceStore.measureKey(owner));
    }

    @Override
    public void requireMayAdd(String user, FileOwner owner) {
        String measureKey = EvidenceStore.measureKey(owner);
        rights.requireRead(user, measureKey);
        requireRound(owner);
        if (!people.clerkOf(user).contains(owner.unit()) || !store.reports(measureKey, owner.unit())) {
            throw RuleViolation.forbidden("evidence-upload-forbidden", "只有填报单位的经办人可以为本单位上传佐证材料。");
        }
        if (store.isWithdrawn(measureKey)) {
            throw RuleViolation.conflict("measure-withdrawn", "这项措施已经终止，不能再上传佐证材料。");
        }
    }

    private void requireRound(FileOwner owner) {
        @Nullable Long roundId;
        try {
            roundId = EvidenceStore.roundId(owner);
        } catch (NumberFormatException notANumber) {
            throw noSuchRound();
        }
        String measureKey = EvidenceStore.measureKey(owner);
        if (!owner.key()
                        .equals(EvidenceStore.owner(measureKey, owner.unit(), roundId)
                                .key())
                || roundId != null && !rounds.isOf(measureKey, roundId)) {
            throw noSuchRound();
        }
    }

    private static RuleViolation noSuchRound() {
        return RuleViolation.notFound("round-not-found", "这项措施没有这个报送期次，请刷新页面后重试。");
    }

    @Override
    public void requireMayList(String user, FileOwner owner) {
        rights.requireRead(user, EvidenceStore.measureKey(owner));
    }

    /** Others than the unit itself, and those who see all, get only what a signed report rests on. */
    @Override
    public Readable readable(String user, FileOwner owner) {
        if (!rights.mayRead(user, EvidenceStore.measureKey(owner))) {
            return Readable.NOTHING;
        }
        return people.seesAll(user) || people.unitsOf(user).contains(owner.unit())
                ? Readable.ALL
                : Readable.WHAT_WAS_SIGNED;
    }

    @Override
    public void requireMayStrike(KeptFile file) {
        if (store.isAwaitingSignature(file.id())) {
            throw RuleViolation.conflict(
                    "evidence-awaits-signature", "这份佐证材料所在的报告正在等待分管领导审签，不能划除；需要划除的，请先撤回报告，或请分管领导退回。");
        }
    }

    @Override
    public Map<String, FileUse> uses(Collection<KeptFile> files) {
        return store.uses(files);
    }

    @Override
    public String place(FileOwner owner) {
        return "措施" + EvidenceStore.measureKey(owner);
    }

    /** A file belongs to its round's report; one without a round, to the report that it is put in, by {@link FillReportForm}. */
    @Override
    public void added(KeptFile file, String user) {
        @Nullable Long roundId = EvidenceStore.roundId(file.owner());
        if (roundId != null) {
            authors.add(FillReportForm.work(roundId, file.owner().unit()), user);
        }
    }

    @Override
    public void struck(KeptFile file, FileUse use, String user, String reason) {
        added(file, user);
        if (use != FileUse.NONE) {
            timeline.add(
                    EvidenceStore.measureKey(file.owner()),
                    user,
                    file.owner().unit(),
                    use == FileUse.SIGNED ? TimelineEvent.EVIDENCE_STRUCK : TimelineEvent.UNSIGNED_EVIDENCE_STRUCK,
                    "划除佐证材料“" + file.name() + "”，原因：" + reason);
        }
    }
}
