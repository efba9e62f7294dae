package org.greenplan.file;

import java.util.Collection;
import java.util.Map;
import org.greenplan.task.RuleViolation;

/**
 * What a room above knows of the files of one kind: what they belong to, who may add, read and strike them, what rests on
 * them. Keys come from outside: a key that names nothing is refused like one that is not the person's.
 */
public interface FileKind {

    /** As in {@link FileOwner#kind}. */
    String name();

    /** What these files are called in refusals. */
    FileWords words();

    /** Whether the owner takes pages and pictures only. */
    boolean takesScansOnly(FileOwner owner);

    /** Asked for an owner to which the person may add. */
    FileBounds bounds(FileOwner owner);

    /** @throws RuleViolation when the person may not, or nobody any more */
    void requireMayAdd(String user, FileOwner owner);

    /** @throws RuleViolation when the person may not know what the owner is */
    void requireMayList(String user, FileOwner owner);

    /** What the person may read of the owner's files. */
    Readable readable(String user, FileOwner owner);

    /** @throws RuleViolation while somebody is asked to sign what rests on the file; the file is held meanwhile */
    void requireMayStrike(KeptFile file);

    /** What rests on files, by id; those on which nothing rests are left out. */
    Map<String, FileUse> uses(Collection<KeptFile> files);

    /** The owner in the words of the audit. */
    String place(FileOwner owner);

    /** A file was added; not in the transaction that added it. */
    void added(KeptFile file, String user);

    /** A file was struck; in the transaction that struck it. */
    void struck(KeptFile file, FileUse use, String user, String reason);

    /** What one person may read of one owner's files. */
    enum Readable {
        NOTHING,
        /** Nothing leaves a unit unsigned. */
        WHAT_WAS_SIGNED,
        ALL
    }
}
