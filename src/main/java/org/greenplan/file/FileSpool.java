package org.greenplan.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import org.greenplan.task.Hashes;
import org.greenplan.task.RuleViolation;
import org.slf4j.LoggerFactory;

/**
 * An upload on its way into the database: on disk, counted and hashed. So no connection to the database waits for a
 * slow line, and a look into containers needs no memory. Gone when closed.
 *
 * @param size in bytes, at least 1
 * @param sha256 lower-case hex
 */
record FileSpool(Path file, long size, String sha256) implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    static final String PREFIX = "greenplan-evidence-";

    /**
     * Reads all of it; leaves no file behind when it fails.
     *
     * @throws RuleViolation when it is empty, greater than {@link KeptFile#MAX_BYTES}, or broken off
     */
    static FileSpool read(InputStream in) throws IOException {
        Path file = Files.createTempFile(PREFIX, ".part");
        boolean done = false;
        try {
            FileSpool spool = read(in, file);
            done = true;
            return spool;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes what a killed process left behind, of workbooks too: parts last written to before the given moment. */
    static void sweep(Path directory, Instant before) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "greenplan-*.part")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LoggerFactory.getLogger(FileSpool.class).warn("parts of broken uploads could not be removed", e);
        }
    }

    private static FileSpool read(InputStream in, Path file) throws IOException {
        MessageDigest digest = Hashes.digest();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = next(in, buffer); read >= 0; read = next(in, buffer)) {
                size += read;
                if (size > KeptFile.MAX_BYTES) {
                    throw tooLarge();
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        if (size == 0) {
            throw FileDetector.refused("evidence-empty", "文件是空的（0字节），请确认内容已保存后再上传。");
        }
        return new FileSpool(file, size, Hashes.of(digest));
    }

    private static int next(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException brokenOff) {
            throw FileDetector.refused("evidence-broken-off", "上传中断，文件没有收全，请重新上传。");
        }
    }

    static RuleViolation tooLarge() {
        return FileDetector.refused("evidence-too-large", "文件超过50MB，请压缩或拆分后再上传。");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
