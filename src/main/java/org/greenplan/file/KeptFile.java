package org.greenplan.file;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file that a unit handed in, without its bytes. It is never changed and never deleted.
 *
 * @param owner what it belongs to
 * @param uploadedBy login name
 * @param struck set when it was struck (划除); the file itself stays
 */
public record KeptFile(
        String id,
        FileOwner owner,
        String name,
        String mediaType,
        long size,
        String sha256,
        String uploadedBy,
        OffsetDateTime uploadedAt,
        @Nullable Strike struck)
        implements Download {

    /** Greatest size of one file, in bytes: 50 MB. */
    public static final long MAX_BYTES = 50L * 1024 * 1024;

    public boolean isStruck() {
        return struck != null;
    }

    /** A size as people read it. */
    public static String sizeText(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        if (bytes < 1024 * 1024) {
            return (bytes + 512) / 1024 + " KB";
        }
        return bytes < 1024 * 1024 * 1024
                ? String.format(Locale.ROOT, "%.1f MB", bytes / (1024.0 * 1024))
                : String.format(Locale.ROOT, "%.2f GB", bytes / (1024.0 * 1024 * 1024));
    }
}
