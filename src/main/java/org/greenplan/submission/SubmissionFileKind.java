package org.greenplan.submission;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.greenplan.directory.People;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileKind;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileUse;
import org.greenplan.file.FileWords;
import org.greenplan.file.KeptFile;
import org.greenplan.submission.SubmissionFileStore.Place;
import org.greenplan.task.Authors;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Component;

/** Files of submissions. Their key is the submission's id, {@code /} and the item. */
@Component
class SubmissionFileKind implements FileKind {

    private static final FileWords WORDS = new FileWords("evidence", "材料", "上传单位");

    private final SubmissionFileStore store;
    private final SubmissionStore submissions;
    private final SubmissionRights rights;
    private final IndicatorReportStore reports;
    private final AskStore asks;
    private final Bureau bureau;
    private final People people;
    private final Authors authors;

    SubmissionFileKind(
            SubmissionFileStore store,
            SubmissionStore submissions,
            SubmissionRights rights,
            IndicatorReportStore reports,
            AskStore asks,
            Bureau bureau,
            People people,
            Authors authors) {
        this.store = store;
        this.submissions = submissions;
        this.rights = rights;
        this.reports = reports;
        this.asks = asks;
        this.bureau = bureau;
        this.people = people;
        this.authors = authors;
    }

    @Override
    public String name() {
        return SubmissionFileStore.KIND;
    }

    @Override
    public FileWords words() {
        return WORDS;
    }

    @Override
    public boolean takesScansOnly(FileOwner owner) {
        return Place.ofKept(owner).isReceipt();
    }

    @Override
    public FileBounds bounds(FileOwner owner) {
        return store.bounds(Place.ofKept(owner));
    }

    @Override
    public void requireMayAdd(String user, FileOwner owner) {
        Place place = named(owner);
        Submission submission = submissions.find(place.submissionId()).orElseThrow(SubmissionFileKind::notFound);
        if (place.isReceipt()) {
            bureau.requireClerk(user);
            if (!place.unit().equals(bureau.unit())) {
                throw RuleViolation.forbidden("evidence-upload-forbidden", "回执由区生态环境局上传。");
            }
        } else if (!people.clerkOf(user).contains(place.unit())
                || asks.of(place.submissionId(), place.unit()).stream()
                        .noneMatch(ask -> ask.item().equals(place.item()))) {
            throw RuleViolation.forbidden("evidence-upload-forbidden", "只有提供这项指标的单位的经办人可以上传材料。");
        }
        if (submission.submitted()) {
            throw RuleViolation.conflict("submission-over", "这次报送已经完成，不能再上传材料。");
        }
    }

    private static Place named(FileOwner owner) {
        return Place.of(owner).orElseThrow(SubmissionFileKind::notFound);
    }

    private static RuleViolation notFound() {
        return RuleViolation.notFound("submission-not-found", "没有这次报送。");
    }

    @Override
    public void requireMayList(String user, FileOwner owner) {
        rights.requireRead(user, named(owner).submissionId());
    }

    /** The unit itself; others only what its supervisor has signed, and receipts. */
    @Override
    public Readable readable(String user, FileOwner owner) {
        if (people.unitsOf(user).contains(owner.unit())) {
            return Readable.ALL;
        }
        if (!rights.mayReadAll(user)) {
            return Readable.NOTHING;
        }
        return Place.ofKept(owner).isReceipt() ? Readable.ALL : Readable.WHAT_WAS_SIGNED;
    }

    @Override
    public void requireMayStrike(KeptFile file) {
        Place place = Place.ofKept(file.owner());
        boolean awaited = reports.waiting(place.submissionId(), place.unit()).stream()
                .flatMap(version -> version.content().answers().stream())
                .anyMatch(answer -> answer.evidence().contains(file.id()));
        if (awaited) {
            throw RuleViolation.conflict("evidence-awaits-signature", "这份材料所在的填报正在等待分管领导审签，不能划除；需要划除的，请先撤回，或请分管领导退回。");
        }
    }

    /** Of what was not signed it is not told whether it was handed in. */
    @Override
    public Map<String, FileUse> uses(Collection<KeptFile> files) {
        Set<Long> submissionIds = new HashSet<>();
        files.forEach(file -> submissionIds.add(Place.ofKept(file.owner()).submissionId()));
        Map<String, FileUse> uses = new HashMap<>();
        submissionIds.stream()
                .flatMap(id -> reports.allSigned(id).stream())
                .flatMap(version -> version.content().answers().stream())
                .flatMap(answer -> answer.evidence().stream())
                .forEach(id -> uses.put(id, FileUse.SIGNED));
        return uses;
    }

    @Override
    public String place(FileOwner owner) {
        Place place = Place.ofKept(owner);
        return "平台报送%d，指标%s（%s）".formatted(place.submissionId(), place.item(), place.unit());
    }

    /** A receipt's is known once the receipt is recorded. */
    @Override
    public void added(KeptFile file, String user) {
        Place place = Place.ofKept(file.owner());
        if (!place.isReceipt()) {
            authors.add(FillIndicatorsForm.work(place.submissionId(), place.unit()), user);
        }
    }

    @Override
    public void struck(KeptFile file, FileUse use, String user, String reason) {
        added(file, user);
    }
}
