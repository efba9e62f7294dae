package org.greenplan.file;

import java.util.Locale;

/** A file that was taken in, as far as it takes to hand it out again. */
public interface KeptFile {

    /** Greatest size of one file, in bytes: 50 MB. */
    long MAX_BYTES = 50L * 1024 * 1024;

    /** Random, not guessable. */
    String id();

    /** As the person's computer had it, cleaned. */
    String name();

    /** Detected from the content. */
    String mediaType();

    /** In bytes. */
    long size();

    /** Of the content, lower-case hex. */
    String sha256();

    /** Whether a browser may show it in its window: what cannot carry a program of its own. */
    default boolean mayShowInline() {
        return mediaType().equals("application/pdf") || mediaType().startsWith("image/");
    }

    /** A size as people read it. */
    static String sizeText(long bytes) {
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
