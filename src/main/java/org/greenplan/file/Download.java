package org.greenplan.file;

/** A file whose bytes lie in the database, as far as it takes to hand it out. */
public interface Download {

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
}
