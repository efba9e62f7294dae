package org.greenplan.table;

import java.util.Collection;
import java.util.Map;
import org.greenplan.directory.People;
import org.greenplan.file.FileBounds;
import org.greenplan.file.FileKind;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileUse;
import org.greenplan.file.FileWords;
import org.greenplan.file.KeptFile;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Component;

/** Stamped scans of sheets. Their key is the plan's year, {@code /} and the reporting day. No report rests on them. */
@Component
class ScanKind implements FileKind {

    private static final FileWords WORDS = new FileWords("scan", "扫描件", "报送单位");

    private final Sheets sheets;
    private final People people;

    ScanKind(Sheets sheets, People people) {
        this.sheets = sheets;
        this.people = people;
    }

    @Override
    public String name() {
        return Scans.KIND;
    }

    @Override
    public FileWords words() {
        return WORDS;
    }

    @Override
    public boolean takesScansOnly(FileOwner owner) {
        return true;
    }

    @Override
    public FileBounds bounds(FileOwner owner) {
        return new FileBounds(Integer.parseInt(part(owner, 0)), "这张报送单");
    }

    @Override
    public void requireMayAdd(String user, FileOwner owner) {
        requireMayList(user, owner);
        if (!people.clerkOf(user).contains(owner.unit())) {
            throw RuleViolation.forbidden("scan-upload-forbidden", "只有报送单位的经办人可以附上盖章扫描件。");
        }
    }

    @Override
    public void requireMayList(String user, FileOwner owner) {
        SheetKey sheet = sheets.require(user, owner.unit(), part(owner, 1));
        if (!Scans.owner(sheet).equals(owner)) {
            throw Sheets.notFound();
        }
    }

    @Override
    public Readable readable(String user, FileOwner owner) {
        return sheets.mayRead(user, owner.unit()) ? Readable.ALL : Readable.NOTHING;
    }

    @Override
    public void requireMayStrike(KeptFile file) {
        // no signature rests on it
    }

    @Override
    public Map<String, FileUse> uses(Collection<KeptFile> files) {
        return Map.of();
    }

    @Override
    public String place(FileOwner owner) {
        return "%s报送单（%s）盖章扫描件".formatted(part(owner, 1), owner.unit());
    }

    @Override
    public void added(KeptFile file, String user) {
        // nobody is its author
    }

    @Override
    public void struck(KeptFile file, FileUse use, String user, String reason) {
        // the audit is enough
    }

    /** Empty when the key has none. */
    private static String part(FileOwner owner, int number) {
        String[] parts = owner.key().split("/", -1);
        return parts.length == 2 ? parts[number] : "";
    }
}
