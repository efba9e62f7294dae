package org.greenplan.file;

import java.io.IOException;
import org.greenplan.database.DiskSpace;

/** An upload that passed all checks and waits on disk to be kept. Gone when closed. */
final class AcceptedFile implements AutoCloseable {

    private final String name;
    private final String mediaType;
    private final FileSpool content;
    private final DiskSpace.Claim room;

    AcceptedFile(String name, String mediaType, FileSpool content, DiskSpace.Claim room) {
        this.name = name;
        this.mediaType = mediaType;
        this.content = content;
        this.room = room;
    }

    /** As the person's computer had it, cleaned. */
    public String name() {
        return name;
    }

    /** Detected from the content. */
    public String mediaType() {
        return mediaType;
    }

    /** In bytes, at least 1. */
    public long size() {
        return content.size();
    }

    /** Of the content, lower-case hex. */
    public String sha256() {
        return content.sha256();
    }

    FileSpool content() {
        return content;
    }

    @Override
    public void close() throws IOException {
        try (room) {
            content.close();
        }
    }
}
