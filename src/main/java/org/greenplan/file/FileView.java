package org.greenplan.file;

import java.time.OffsetDateTime;
import org.greenplan.calendar.Times;
import org.greenplan.directory.People;
import org.greenplan.task.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * What clients and pages learn of a file.
 *
 * @param kind of what it belongs to, with owner as in {@link FileOwner}
 * @param details size, who uploaded it when, and the beginning of the hash, as people read it
 * @param reported whether something that was handed in to the own supervisor rests on it
 * @param signed whether something that the own supervisor has signed rests on it
 */
public record FileView(
        String id,
        String kind,
        String owner,
        String unit,
        String name,
        String mediaType,
        long size,
        String sha256,
        String uploadedBy,
        String uploadedByName,
        OffsetDateTime uploadedAt,
        String details,
        boolean reported,
        boolean signed,
        boolean struck,
        @Nullable String struckBy,
        @Nullable String struckByName,
        @Nullable OffsetDateTime struckAt,
        @Nullable String struckReason) {

    public static FileView of(KeptFile file, FileUse use, People people) {
        @Nullable Strike struck = file.struck();
        String uploader = people.nameOf(file.uploadedBy());
        return new FileView(
                file.id(),
                file.owner().kind(),
                file.owner().key(),
                file.owner().unit(),
                file.name(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                file.uploadedBy(),
                uploader,
                file.uploadedAt(),
                "%s，%s %s上传，校验码%s"
                        .formatted(
                                KeptFile.sizeText(file.size()),
                                uploader,
                                Times.minute(file.uploadedAt()),
                                Hashes.shortened(file.sha256())),
                use != FileUse.NONE,
                use == FileUse.SIGNED,
                struck != null,
                struck == null ? null : struck.by(),
                struck == null ? null : people.nameOf(struck.by()),
                struck == null ? null : struck.at(),
                struck == null ? null : struck.reason());
    }
}
