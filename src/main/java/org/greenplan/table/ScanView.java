package org.greenplan.table;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.greenplan.task.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * What clients and the page learn of a scan.
 *
 * @param details size, who attached it when, and the beginning of the hash, as people read it
 */
record ScanView(
        String id,
        int year,
        String unit,
        LocalDate due,
        String name,
        String mediaType,
        long size,
        String sha256,
        String uploadedBy,
        String uploadedByName,
        OffsetDateTime uploadedAt,
        String details,
        boolean struck,
        @Nullable String struckByName,
        @Nullable OffsetDateTime struckAt,
        @Nullable String struckReason) {

    static ScanView of(KeptFile scan, People people) {
        SheetKey sheet = ScanStore.sheet(scan);
        @Nullable Strike struck = scan.struck();
        String uploader = people.nameOf(scan.uploadedBy());
        return new ScanView(
                scan.id(),
                sheet.planYear(),
                sheet.unitCode(),
                sheet.due(),
                scan.name(),
                scan.mediaType(),
                scan.size(),
                scan.sha256(),
                scan.uploadedBy(),
                uploader,
                scan.uploadedAt(),
                "%s，%s %s上传，校验码%s"
                        .formatted(
                                KeptFile.sizeText(scan.size()),
                                uploader,
                                Times.minute(scan.uploadedAt()),
                                Hashes.shortened(scan.sha256())),
                struck != null,
                struck == null ? null : people.nameOf(struck.by()),
                struck == null ? null : struck.at(),
                struck == null ? null : struck.reason());
    }
}
