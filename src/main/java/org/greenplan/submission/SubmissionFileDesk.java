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
import org.greenplan.file.FileChunks;
import org.greenplan.file.FileIntake;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.greenplan.report.Evidence;
import org.greenplan.report.EvidenceStore;
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
    SubmissionFile upload(
            String user, SubmissionFileStore.Place place, String givenName, long declaredSize, InputStream body)
            throws IOException {
        requireMayAdd(user, place);
        store.requireRoom(place, declaredSize);
        try (AcceptedFile file = place.item().equals(SubmissionFile.RECEIPT)
                ? intake.scan(givenName, declaredSize, body)
                : intake.evidence(givenName, declaredSize, body)) {
            SubmissionFile kept = store.add(place, file, user);
            worked(place, user);
            return kept;
        }
    }

    /** A receipt's is known once the receipt is recorded. */
    private void worked(SubmissionFileStore.Place place, String user) {
        if (!place.item().equals(SubmissionFile.RECEIPT)) {
            authors.add(FillIndicatorsForm.work(place.submissionId(), place.unit()), user);
        }
    }

    /** Who handed these files in; of a copy also who handed in what it is a copy of. */
    Set<String> uploaders(List<String> ids) {
        return ids.stream()
                .flatMap(id -> store.find(id).stream())
                .flatMap(file -> Stream.concat(Stream.of(file.uploadedBy()), authors.of(original(file)).stream()))
                .collect(Collectors.toSet());
    }

    /** Under which name it is known who handed in what a copy was made of, and what that was made of. */
    private static String original(SubmissionFile copy) {
        return "original/" + copy.id();
    }

    /** Takes over what the unit itself handed in for an earlier submission, or with a report on the plan. */
    SubmissionFile reuse(String user, SubmissionFileStore.Place place, String id) {
        requireMayAdd(user, place);
        Optional<SubmissionFile> earlier =
                store.find(id).filter(file -> file.unit().equals(place.unit()) && file.struck() == null);
        if (earlier.isPresent()) {
            return there(place, earlier.get())
                    .orElseGet(() -> copy(place, earlier.get(), store.chunks(), uploaders(List.of(id)), user));
        }
        Evidence reported = evidence.find(id)
                .filter(file -> file.unitCode().equals(place.unit()) && !file.isStruck())
                .orElseThrow(() -> RuleViolation.notFound("evidence-not-found", "没有这份材料，或它不是本单位上传的、已被划除；请重新上传。"));
        return there(place, reported)
                .orElseGet(() -> copy(place, reported, evidence.chunks(), Set.of(reported.uploadedBy()), user));
    }

    private SubmissionFile copy(
            SubmissionFileStore.Place place, KeptFile file, FileChunks from, Set<String> uploaders, String user) {
        store.requireRoom(place, file.size());
        try (DiskSpace.Claim room = space.claim(file.size())) {
            SubmissionFile kept = store.copy(place, file, from, user);
            uploaders.forEach(first -> authors.add(original(kept), first));
            uploaders(List.of(kept.id())).forEach(person -> worked(place, person));
            return kept;
        }
    }

    /** Clicked twice, it is still one file. */
    private Optional<SubmissionFile> there(SubmissionFileStore.Place place, KeptFile file) {
        return store.of(place).stream()
                .filter(one -> one.struck() == null)
                .filter(one -> one.sha256().equals(file.sha256()) && one.name().equals(file.name()))
                .findFirst();
    }

    private void requireMayAdd(String user, SubmissionFileStore.Place place) {
        Submission submission = submissions
                .find(place.submissionId())
                .orElseThrow(() -> RuleViolation.notFound("submission-not-found", "没有这次报送。"));
        if (place.item().equals(SubmissionFile.RECEIPT)) {
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
    List<SubmissionFile> list(String user, SubmissionFileStore.Place place) {
        rights.requireRead(user, place.submissionId());
        return store.of(place).stream()
                .filter(file -> rights.mayRead(user, file))
                .toList();
    }

    /** The file, when this person may have its bytes. */
    SubmissionFile open(String user, String id) {
        SubmissionFile file = visible(user, id);
        if (file.struck() != null && !people.seesAll(user)) {
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
    public SubmissionFile strike(String user, String id, @Nullable String reason) {
        SubmissionFile file = visible(user, id);
        if (!people.clerkOf(user).contains(file.unit())) {
            throw RuleViolation.forbidden("evidence-strike-forbidden", "只有上传单位的经办人可以划除这份材料。");
        }
        String given = Strike.requireReason(reason);
        boolean unstruck = store.lock(id);
        if (unstruck && rights.isAwaitingSignature(file)) {
            throw RuleViolation.conflict("evidence-awaits-signature", "这份材料所在的填报正在等待分管领导审签，不能划除；需要划除的，请先撤回，或请分管领导退回。");
        }
        if (!unstruck || !store.strike(id, user, given)) {
            throw RuleViolation.conflict("evidence-already-struck", "这份材料已经被划除，请刷新页面。");
        }
        worked(new SubmissionFileStore.Place(file.submissionId(), file.unit(), file.item()), user);
        audit.record(AuditEvent.STRIKE, user, file.name(), place(file) + "，原因：" + given);
        return store.find(id).orElseThrow();
    }

    private static String place(SubmissionFile file) {
        return "平台报送%d，指标%s（%s）".formatted(file.submissionId(), file.item(), file.unit());
    }

    /** Adds an error at the field for each file that cannot stand there. */
    void check(List<String> ids, SubmissionFileStore.Place place, String field, Violations violations) {
        for (String id : ids) {
            Optional<SubmissionFile> file = store.find(id)
                    .filter(one -> one.submissionId() == place.submissionId()
                            && one.unit().equals(place.unit())
                            && one.item().equals(place.item()));
            if (file.isEmpty()) {
                violations.add(field, "evidence-not-found", "有一份材料不存在，或不是本单位为这一项上传的，请移除后重新上传。");
            } else if (file.get().struck() != null) {
                violations.add(field, "evidence-struck", "材料“" + file.get().name() + "”已被划除，请移除或重新上传。");
            }
        }
    }

    private SubmissionFile visible(String user, String id) {
        return store.find(id)
                .filter(file -> rights.mayRead(user, file))
                .orElseThrow(() -> RuleViolation.notFound("evidence-not-found", "没有这份材料，或您没有查看的权限。"));
    }
}
