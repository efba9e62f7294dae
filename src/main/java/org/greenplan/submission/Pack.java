package org.greenplan.submission;

import java.time.OffsetDateTime;
import org.greenplan.file.Download;

/** The zip that is uploaded to the platform (报送包), without its bytes. One for each version, kept byte for byte. */
record Pack(String id, long versionId, String name, long size, String sha256, OffsetDateTime builtAt)
        implements Download {

    @Override
    public String mediaType() {
        return "application/zip";
    }
}
