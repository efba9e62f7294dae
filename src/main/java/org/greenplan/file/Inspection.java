package org.greenplan.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.greenplan.file.FileDetector.Content;
import org.greenplan.task.RuleViolation;

/**
 * One look into one upload: how deep it goes, and how much is unpacked for it. What lies inside is looked at as the
 * upload itself is, one after the other, on disk.
 */
final class Inspection {

    /** A workbook in a letter in an archive, and one more. */
    private static final int DEEPEST = 3;

    private static final long MOST_UNPACKED = 4 * KeptFile.MAX_BYTES;
    private static final int BUFFER = 64 * 1024;

    /** In all archives and documents of one upload, looked at or not: what the reader's computer writes to disk. */
    private static final long MOST_IN_ARCHIVES = 10 * KeptFile.MAX_BYTES;

    private final FileDetector detector;
    private int depth;
    private long unpacked;
    private long inArchives;

    Inspection(FileDetector detector) {
        this.detector = detector;
    }

    /** Something that is done with what was unpacked. */
    @FunctionalInterface
    interface Look<T> {
        T at(Path file) throws IOException;
    }

    /** @throws RuleViolation as for an upload */
    Content detect(InputStream inside) throws IOException {
        if (depth >= DEEPEST) {
            throw FileDetector.refused("evidence-too-deep", "文件里嵌入的文件又嵌入了文件，层数过多，无法检查；请把嵌入的文件取出来单独上传。");
        }
        depth++;
        try {
            return unpacked(inside, file -> detector.detect(file, this));
        } finally {
            depth--;
        }
    }

    /** Lets something be done with a stream's content, on disk. */
    <T> T unpacked(InputStream inside, Look<T> look) throws IOException {
        Path file = Files.createTempFile(FileSpool.PREFIX, ".part");
        try {
            copy(inside, file);
            return look.at(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void copy(InputStream inside, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = inside.read(buffer); read >= 0; read = inside.read(buffer)) {
                unpacked += read;
                if (unpacked > MOST_UNPACKED) {
                    throw FileDetector.refused(
                            "evidence-unpacks-too-large", "文件里的内容解开后超过200MB，无法检查；请拆分成几个文件，或把嵌入的文件取出来单独上传。");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** Counts what an archive or document unfolds to. */
    void unfolds(long bytes) {
        inArchives += bytes;
        if (inArchives > MOST_IN_ARCHIVES) {
            throw FileDetector.refused("evidence-unpacks-too-large", "文件解开后超过500MB，无法检查；请拆分成几个文件后再上传。");
        }
    }

    boolean isProgram(byte[] start) throws IOException {
        return detector.isProgram(start);
    }

    boolean isArchive(byte[] start) throws IOException {
        return detector.isArchive(start);
    }
}
