package org.greenplan.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.directory.People;
import org.greenplan.file.AcceptedFile;
import org.greenplan.file.FileIntake;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with stamped scans, and who may: attach, read, strike. */
@Service
class ScanDesk {

    private final ScanStore store;
    private final FileStore files;
    private final Sheets sheets;
    private final FileIntake intake;
    private final People people;
    private final Audit audit;

    ScanDesk(ScanStore store, FileStore files, Sheets sheets, FileIntake intake, People people, Audit audit) {
        this.store = store;
        this.files = files;
        this.sheets = sheets;
        this.intake = intake;
        this.people = people;
        this.audit = audit;
    }

    /**
     * Attaches a scan beside those that are there. What is wrong without reading the body is said before it is read.
     *
     * @param declaredSize in bytes, negative when the client did not say
     */
    KeptFile attach(String user, String unitCode, String due, String givenName, long declaredSize, InputStream body)
            throws IOException {
        SheetKey sheet = sheets.require(user, unitCode, due);
        if (!people.clerkOf(user).contains(unitCode)) {
            throw RuleViolation.forbidden("scan-upload-forbidden", "只有报送单位的经办人可以附上盖章扫描件。");
        }
        files.requireRoom(ScanStore.owner(sheet), ScanStore.bounds(sheet), declaredSize);
        try (AcceptedFile file = intake.scan(givenName, declaredSize, body)) {
            return files.add(ScanStore.owner(sheet), ScanStore.bounds(sheet), file, user);
        }
    }

    /** Struck ones included. */
    List<KeptFile> list(String user, String unitCode, String due) {
        return store.of(sheets.require(user, unitCode, due));
    }

    /** The scan, when this person may have its bytes; asked for to get them. */
    KeptFile open(String user, String id) {
        KeptFile scan = visible(user, id);
        if (scan.struck() != null && !people.seesAll(user)) {
            throw RuleViolation.forbidden("scan-struck", "这份扫描件已被划除，只有计划办等可以查看全部事项的人员能够下载。");
        }
        audit.recordByItself(AuditEvent.DOWNLOAD, user, scan.name(), place(scan));
        return scan;
    }

    /** Strikes the scan: it stays listed, marked, and counts no more. */
    @Transactional
    public KeptFile strike(String user, String id, @Nullable String givenReason) {
        KeptFile scan = visible(user, id);
        if (!people.clerkOf(user).contains(scan.owner().unit())) {
            throw RuleViolation.forbidden("scan-strike-forbidden", "只有报送单位的经办人可以划除这份扫描件。");
        }
        String reason = Strike.requireReason(givenReason);
        if (!files.strike(id, user, reason)) {
            throw RuleViolation.conflict("scan-already-struck", "这份扫描件已经被划除，请刷新页面。");
        }
        audit.record(AuditEvent.STRIKE, user, scan.name(), place(scan) + "，原因：" + reason);
        return store.find(id).orElseThrow();
    }

    private static String place(KeptFile scan) {
        return "%s报送单（%s）盖章扫描件"
                .formatted(ScanStore.sheet(scan).due(), scan.owner().unit());
    }

    private KeptFile visible(String user, String id) {
        Optional<KeptFile> scan = store.find(id);
        if (scan.isEmpty() || !sheets.mayRead(user, scan.get().owner().unit())) {
            throw RuleViolation.notFound("scan-not-found", "没有这份扫描件，或它不属于您所在的单位。");
        }
        return scan.get();
    }
}
