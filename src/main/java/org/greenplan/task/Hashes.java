package org.greenplan.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256: binds a signature to what was signed, a file's row to its bytes. As text: 64 lower-case hex digits. */
public final class Hashes {

    private static final int SHORT = 12;

    private Hashes() {}

    /** The beginning of a hash, enough to compare by eye. */
    public static String shortened(String sha256) {
        return sha256.substring(0, Math.min(SHORT, sha256.length()));
    }

    /** Of the text's UTF-8 bytes. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String sha256(byte[] bytes) {
        return hex(digest().digest(bytes));
    }

    /** A digest to be fed piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** What a digest was fed with, as text. */
    public static String of(MessageDigest digest) {
        return hex(digest.digest());
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
