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
import org.greenplan.file.Strike;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do with stamped scans, and who may: attach, read, strike. */
@Service
class ScanDesk {

    private final ScanStore store;
    private final Sheets sheets;
    private final FileIntake intake;
    private final People people;
    private final Audit audit;

    ScanDesk(ScanStore store, Sheets sheets, FileIntake intake, People people, Audit audit) {
        this.store = store;
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
    Scan attach(String user, String unitCode, String due, String givenName, long declaredSize, InputStream body)
            throws IOException {
        SheetKey sheet = sheets.require(user, unitCode, due);
        if (!people.clerkOf(user).contains(unitCode)) {
            throw RuleViolation.forbidden("scan-upload-forbidden", "只有报送单位的经办人可以附上盖章扫描件。");
        }
        store.requireRoom(sheet, declaredSize);
        try (AcceptedFile file = intake.scan(givenName, declaredSize, body)) {
            return store.add(sheet, file, user);
        }
    }

    /** Struck ones included. */
    List<Scan> list(String user, String unitCode, String due) {
        return store.of(sheets.require(user, unitCode, due));
    }

    /** The scan, when this person may have its bytes; asked for to get them. */
    Scan open(String user, String id) {
        Scan scan = visible(user, id);
        if (scan.struck() != null && !people.seesAll(user)) {
            throw RuleViolation.forbidden("scan-struck", "这份扫描件已被划除，只有计划办等可以查看全部事项的人员能够下载。");
        }
        audit.recordByItself(AuditEvent.DOWNLOAD, user, scan.name(), place(scan));
        return scan;
    }

    /** Strikes the scan: it stays listed, marked, and counts no more. */
    @Transactional
    public Scan strike(String user, String id, @Nullable String givenReason) {
        Scan scan = visible(user, id);
        if (!people.clerkOf(user).contains(scan.sheet().unitCode())) {
            throw RuleViolation.forbidden("scan-strike-forbidden", "只有报送单位的经办人可以划除这份扫描件。");
        }
        String reason = Strike.requireReason(givenReason);
        if (!store.strike(id, user, reason)) {
            throw RuleViolation.conflict("scan-already-struck", "这份扫描件已经被划除，请刷新页面。");
        }
        audit.record(AuditEvent.STRIKE, user, scan.name(), place(scan) + "，原因：" + reason);
        return store.find(id).orElseThrow();
    }

    private static String place(Scan scan) {
        return "%s报送单（%s）盖章扫描件".formatted(scan.sheet().due(), scan.sheet().unitCode());
    }

    private Scan visible(String user, String id) {
        Optional<Scan> scan = store.find(id);
        if (scan.isEmpty() || !sheets.mayRead(user, scan.get().sheet().unitCode())) {
            throw RuleViolation.notFound("scan-not-found", "没有这份扫描件，或它不属于您所在的单位。");
        }
        return scan.get();
    }
}
