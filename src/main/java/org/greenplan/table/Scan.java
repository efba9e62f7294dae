package org.greenplan.table;

import java.time.OffsetDateTime;
import org.greenplan.file.KeptFile;
import org.greenplan.file.Strike;
import org.jspecify.annotations.Nullable;

/**
 * A signed and stamped sheet as it came back from the paper (盖章扫描件), without its bytes.
 *
 * @param uploadedBy login name
 * @param struck set when it was struck (划除); the file itself stays
 */
record Scan(
        String id,
        SheetKey sheet,
        String name,
        String mediaType,
        long size,
        String sha256,
        String uploadedBy,
        OffsetDateTime uploadedAt,
        @Nullable Strike struck)
        implements KeptFile {}
