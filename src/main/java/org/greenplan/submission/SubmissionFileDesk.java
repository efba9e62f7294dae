package org.greenplan.submission;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.database.DiskSpace;
import org.greenplan.directory.People;
import org.greenplan.file.AcceptedFile;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileIntake;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.greenplan.report.EvidenceStore;
import org.greenplan.submission.SubmissionFileStore.Place;
import org.greenplan.task.Authors;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with files of a submission, and who may: hand in, take over, read, strike. */
@Service
class SubmissionFileDesk {

    private final SubmissionFileStore store;
    private final FileStore files;
    private final SubmissionStore submissions;
    private final SubmissionRights rights;
    private final AskStore asks;
    private final EvidenceStore evidence;
    private final FileIntake intake;
    private final DiskSpace space;
    private final Bureau bureau;
    private final People people;
    private final Authors authors;
    private final Audit audit;

    SubmissionFileDesk(
            SubmissionFileStore store,
            FileStore files,
            SubmissionStore submissions,
            SubmissionRights rights,
            AskStore asks,
            EvidenceStore evidence,
            FileIntake intake,
            DiskSpace space,
            Bureau bureau,
            People people,
            Authors authors,
            Audit audit) {
        this.store = store;
        this.files = files;
        this.submissions = submissions;
        this.rights = rights;
        this.asks = asks;
        this.evidence = evidence;
        this.intake = intake;
        this.space = space;
        this.bureau = bureau;
        this.people = people;
        this.authors = authors;
        this.audit = audit;
    }

    /**
     * Takes a file in. What is wrong without reading the body is said before the body is read.
     *
     * @param declaredSize in bytes, negative when the client did not say
     */
    KeptFile upload(String user, Place place, String givenName, long declaredSize, InputStream body)
            throws IOException {
        requireMayAdd(user, place);
        FileBounds bounds = store.bounds(place);
        files.requireRoom(place.owner(), bounds, declaredSize);
        try (AcceptedFile file = place.isReceipt()
                ? intake.scan(givenName, declaredSize, body)
                : intake.evidence(givenName, declaredSize, body)) {
            KeptFile kept = files.add(place.owner(), bounds, file, user);
            worked(place, user);
            return kept;
        }
    }

    /** A receipt's is known once the receipt is recorded. */
    private void worked(Place place, String user) {
        if (!place.isReceipt()) {
            authors.add(FillIndicatorsForm.work(place.submissionId(), place.unit()), user);
        }
    }

    /** Who handed these files in; of a copy also who handed in what it is a copy of. */
    Set<String> uploaders(List<String> ids) {
        return ids.stream()
                .flatMap(id -> store.find(id).stream())
                .flatMap(this::uploaders)
                .collect(Collectors.toSet());
    }

    private Stream<String> uploaders(KeptFile file) {
        return Stream.concat(Stream.of(file.uploadedBy()), authors.of(original(file)).stream());
    }

    /** Under which name it is known who handed in what a copy was made of, and what that was made of. */
    private static String original(KeptFile copy) {
        return "original/" + copy.id();
    }

    /** Takes over what the unit itself handed in for an earlier submission, or with a report on the plan. */
    KeptFile reuse(String user, Place place, String id) {
        requireMayAdd(user, place);
        KeptFile earlier = store.find(id)
                .or(() -> evidence.find(id))
                .filter(file -> file.owner().unit().equals(place.unit()) && !file.isStruck())
                .orElseThrow(() -> RuleViolation.notFound("evidence-not-found", "没有这份材料，或它不是本单位上传的、已被划除；请重新上传。"));
        return there(place, earlier).orElseGet(() -> copy(place, earlier, user));
    }

    private KeptFile copy(Place place, KeptFile file, String user) {
        FileBounds bounds = store.bounds(place);
        files.requireRoom(place.owner(), bounds, file.size());
        try (DiskSpace.Claim room = space.claim(file.size())) {
            KeptFile kept = files.copy(file, place.owner(), bounds, user);
            uploaders(file).forEach(first -> authors.add(original(kept), first));
            uploaders(kept).forEach(person -> worked(place, person));
            return kept;
        }
    }

    /** Clicked twice, it is still one file. */
    private Optional<KeptFile> there(Place place, KeptFile file) {
        return store.of(place).stream()
                .filter(one -> !one.isStruck())
                .filter(one -> one.sha256().equals(file.sha256()) && one.name().equals(file.name()))
                .findFirst();
    }

    private void requireMayAdd(String user, Place place) {
        Submission submission = submissions
                .find(place.submissionId())
                .orElseThrow(() -> RuleViolation.notFound("submission-not-found", "没有这次报送。"));
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

    /** Struck ones included; for others than the unit only what was signed. */
    List<KeptFile> list(String user, Place place) {
        rights.requireRead(user, place.submissionId());
        return store.of(place).stream()
                .filter(file -> rights.mayRead(user, file))
                .toList();
    }

    /** The file, when this person may have its bytes. */
    KeptFile open(String user, String id) {
        KeptFile file = visible(user, id);
        if (file.isStruck() && !people.seesAll(user)) {
            throw RuleViolation.forbidden("evidence-struck", "这份材料已被划除，只有计划办等可以查看全部事项的人员能够下载。");
        }
        audit.recordByItself(AuditEvent.DOWNLOAD, user, file.name(), place(file));
        return file;
    }

    /**
     * Strikes the file: it stays listed, marked, and nothing rests on it any more. Not while a supervisor is asked to sign
     * what rests on it.
     */
    @Transactional
    public KeptFile strike(String user, String id, @Nullable String reason) {
        KeptFile file = visible(user, id);
        if (!people.clerkOf(user).contains(file.owner().unit())) {
            throw RuleViolation.forbidden("evidence-strike-forbidden", "只有上传单位的经办人可以划除这份材料。");
        }
        String given = Strike.requireReason(reason);
        boolean unstruck = files.lock(id);
        if (unstruck && rights.isAwaitingSignature(file)) {
            throw RuleViolation.conflict("evidence-awaits-signature", "这份材料所在的填报正在等待分管领导审签，不能划除；需要划除的，请先撤回，或请分管领导退回。");
        }
        if (!unstruck || !files.strike(id, user, given)) {
            throw RuleViolation.conflict("evidence-already-struck", "这份材料已经被划除，请刷新页面。");
        }
        worked(Place.of(file), user);
        audit.record(AuditEvent.STRIKE, user, file.name(), place(file) + "，原因：" + given);
        return store.find(id).orElseThrow();
    }

    private static String place(KeptFile file) {
        Place place = Place.of(file);
        return "平台报送%d，指标%s（%s）".formatted(place.submissionId(), place.item(), place.unit());
    }

    /** Adds an error at the field for each file that cannot stand there. */
    void check(List<String> ids, Place place, String field, Violations violations) {
        for (String id : ids) {
            Optional<KeptFile> file = store.find(id).filter(one -> one.owner().equals(place.owner()));
            if (file.isEmpty()) {
                violations.add(field, "evidence-not-found", "有一份材料不存在，或不是本单位为这一项上传的，请移除后重新上传。");
            } else if (file.get().isStruck()) {
                violations.add(field, "evidence-struck", "材料“" + file.get().name() + "”已被划除，请移除或重新上传。");
            }
        }
    }

    private KeptFile visible(String user, String id) {
        return store.find(id)
                .filter(file -> rights.mayRead(user, file))
                .orElseThrow(() -> RuleViolation.notFound("evidence-not-found", "没有这份材料，或您没有查看的权限。"));
    }
}
