package org.greenplan.trouble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk of few megabytes, mounted for one test, on which something else takes the room. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 4096;

    private final Path folder;
    private final Path other;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.other = folder.resolve("other");
    }

    /** In place of a folder; empty where the tests may not mount. */
    static Optional<SmallDisk> at(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
            boolean mounted =
                    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "greenplan-test", folder.toString());
            return mounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Something else grows until so much is left. */
    void fill(long left) throws IOException {
        try (FileChannel file = FileChannel.open(
                other, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (free() > left) {
                file.write(ByteBuffer.allocate(BLOCK));
            }
        }
    }

    /** Something else grows for as long as it can. */
    void fill() {
        try {
            fill(0);
        } catch (IOException full) {
            // somebody else took the last block in between
        }
    }

    /** The other goes. */
    void clear() throws IOException {
        Files.delete(other);
    }

    @Override
    public void close() {
        run("umount", folder.toString());
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            // no such program
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
