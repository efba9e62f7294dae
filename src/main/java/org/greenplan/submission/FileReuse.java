package org.greenplan.submission;

import java.util.Optional;
import org.greenplan.database.DiskSpace;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.greenplan.report.EvidenceStore;
import org.greenplan.submission.SubmissionFileStore.Place;
import org.greenplan.task.Authors;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Service;

/** Takes over what a unit itself handed in for an earlier submission, or with a report on the plan. */
@Service
class FileReuse {

    private final SubmissionFileStore store;
    private final SubmissionFileKind kind;
    private final EvidenceStore evidence;
    private final FileStore files;
    private final DiskSpace space;
    private final Authors authors;

    FileReuse(
            SubmissionFileStore store,
            SubmissionFileKind kind,
            EvidenceStore evidence,
            FileStore files,
            DiskSpace space,
            Authors authors) {
        this.store = store;
        this.kind = kind;
        this.evidence = evidence;
        this.files = files;
        this.space = space;
        this.authors = authors;
    }

    /** @param id of a file of an earlier submission, or of evidence */
    KeptFile reuse(String user, Place place, String id) {
        kind.requireMayAdd(user, place.owner());
        KeptFile earlier = store.find(id)
                .or(() -> evidence.find(id))
                .filter(file -> file.owner().unit().equals(place.unit()) && !file.isStruck())
                .orElseThrow(() -> RuleViolation.notFound("evidence-not-found", "没有这份材料，或它不是本单位上传的、已被划除；请重新上传。"));
        return there(place, earlier).orElseGet(() -> copy(place, earlier, user));
    }

    /** Clicked twice, it is still one file. */
    private Optional<KeptFile> there(Place place, KeptFile file) {
        return store.of(place).stream()
                .filter(one -> !one.isStruck())
                .filter(one -> one.sha256().equals(file.sha256()) && one.name().equals(file.name()))
                .findFirst();
    }

    private KeptFile copy(Place place, KeptFile file, String user) {
        FileBounds bounds = store.bounds(place);
        files.requireRoom(place.owner(), bounds, file.size());
        try (DiskSpace.Claim room = space.claim(file.size())) {
            KeptFile kept = files.copy(file, place.owner(), bounds, user);
            store.uploaders(file).forEach(first -> authors.add(SubmissionFileStore.original(kept), first));
            store.uploaders(kept).forEach(person -> kind.added(kept, person));
            return kept;
        }
    }
}
