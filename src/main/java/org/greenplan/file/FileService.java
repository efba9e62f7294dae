package org.greenplan.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.People;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with files: hand in, read, strike. Who may, says the {@link FileKind}; a kind that nobody knows is refused. */
@Service
public class FileService {

    private final FileStore store;
    private final FileIntake intake;
    private final Map<String, FileKind> kinds;
    private final People people;
    private final Audit audit;

    FileService(FileStore store, FileIntake intake, List<FileKind> kinds, People people, Audit audit) {
        this.store = store;
        this.intake = intake;
        this.kinds = kinds.stream().collect(Collectors.toMap(FileKind::name, Function.identity()));
        this.people = people;
        this.audit = audit;
    }

    /**
     * Takes a file in. What is wrong without reading the body is said before the body is read.
     *
     * @param declaredSize in bytes, negative when the client did not say
     */
    public KeptFile upload(String user, FileOwner owner, String givenName, long declaredSize, InputStream body)
            throws IOException {
        FileKind kind = kind(owner);
        kind.requireMayAdd(user, owner);
        FileBounds bounds = kind.bounds(owner);
        store.requireRoom(owner, bounds, declaredSize);
        try (AcceptedFile file = kind.takesScansOnly(owner)
                ? intake.scan(givenName, declaredSize, body)
                : intake.evidence(givenName, declaredSize, body)) {
            KeptFile kept = store.add(owner, bounds, file, user);
            kind.added(kept, user);
            return kept;
        }
    }

    /** What this person may read of the owner's files, in the order of their upload, struck ones included; with what rests on them. */
    public Map<KeptFile, FileUse> list(String user, FileOwner owner) {
        FileKind kind = kind(owner);
        kind.requireMayList(user, owner);
        FileKind.Readable readable = kind.readable(user, owner);
        List<KeptFile> files = store.of(owner);
        Map<String, FileUse> uses = kind.uses(files);
        Map<KeptFile, FileUse> list = new LinkedHashMap<>();
        for (KeptFile file : files) {
            FileUse use = uses.getOrDefault(file.id(), FileUse.NONE);
            if (mayRead(readable, use)) {
                list.put(file, use);
            }
        }
        return list;
    }

    /** The file, when this person may have its bytes; asked for to get them. */
    public KeptFile open(String user, String id) {
        KeptFile file = visible(user, id);
        FileKind kind = kind(file.owner());
        FileWords words = kind.words();
        if (file.isStruck() && !people.seesAll(user)) {
            throw RuleViolation.forbidden(
                    words.code() + "-struck", "这份" + words.name() + "已被划除，只有计划办等可以查看全部事项的人员能够下载。");
        }
        audit.recordByItself(AuditEvent.DOWNLOAD, user, file.name(), kind.place(file.owner()));
        return file;
    }

    /**
     * Strikes the file: it stays listed, marked, and nothing rests on it any more. Not while a supervisor is asked to sign
     * what rests on it.
     */
    @Transactional
    public KeptFile strike(String user, String id, @Nullable String givenReason) {
        KeptFile file = visible(user, id);
        FileKind kind = kind(file.owner());
        FileWords words = kind.words();
        if (!people.clerkOf(user).contains(file.owner().unit())) {
            throw RuleViolation.forbidden(
                    words.code() + "-strike-forbidden", "只有" + words.unit() + "的经办人可以划除这份" + words.name() + "。");
        }
        String reason = Strike.requireReason(givenReason);
        boolean unstruck = store.lock(id);
        if (unstruck) {
            kind.requireMayStrike(file);
        }
        if (!unstruck || !store.strike(id, user, reason)) {
            throw RuleViolation.conflict(words.code() + "-already-struck", "这份" + words.name() + "已经被划除，请刷新页面。");
        }
        audit.record(AuditEvent.STRIKE, user, file.name(), kind.place(file.owner()) + "，原因：" + reason);
        kind.struck(file, use(kind, file), user, reason);
        return store.find(id).orElseThrow();
    }

    /** For whoever may read the file. */
    public FileUse use(KeptFile file) {
        return use(kind(file.owner()), file);
    }

    private static FileUse use(FileKind kind, KeptFile file) {
        return kind.uses(List.of(file)).getOrDefault(file.id(), FileUse.NONE);
    }

    /** The same sentence for all kinds, so that nobody learns of what is not theirs. */
    private KeptFile visible(String user, String id) {
        return store.find(id)
                .filter(file -> {
                    FileKind kind = kind(file.owner());
                    return mayRead(kind.readable(user, file.owner()), use(kind, file));
                })
                .orElseThrow(() -> RuleViolation.notFound("file-not-found", "没有这份材料，或您没有查看的权限。"));
    }

    private static boolean mayRead(FileKind.Readable readable, FileUse use) {
        return switch (readable) {
            case NOTHING -> false;
            case WHAT_WAS_SIGNED -> use == FileUse.SIGNED;
            case ALL -> true;
        };
    }

    private FileKind kind(FileOwner owner) {
        return Optional.ofNullable(kinds.get(owner.kind()))
                .orElseThrow(() -> RuleViolation.notFound("file-kind-unknown", "没有这一类材料，请刷新页面后重试。"));
    }
}
