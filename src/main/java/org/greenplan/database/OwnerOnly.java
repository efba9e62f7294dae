package org.greenplan.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.h2.store.fs.FilePath;

/** Makes H2's folder and file readable for their owner only, before H2 makes them readable for all. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private OwnerOnly() {}

    /** @param name what H2 is to open, as its address names it */
    static void prepare(String name) {
        FilePath named = FilePath.get(name + ".mv.db");
        if (!named.getScheme().equals("file")
                || !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            Path file = Path.of(named.toString()).toAbsolutePath();
            Files.createDirectories(file.getParent(), FOLDER);
            if (!Files.exists(file)) {
                // H2 takes an empty file for a new database
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            }
            Files.setPosixFilePermissions(file, FILE);
        } catch (IOException e) {
            throw new UncheckedIOException("the database's file cannot be made: " + name, e);
        }
    }
}
