package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OwnerOnlyTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("data/greenplan.mv.db");
    }

    @Test
    void aNewDatabase_isReadableForItsOwnerOnly() throws Exception {
        OwnerOnly.prepare("file:" + directory.resolve("data/greenplan"));
        open();

        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void anOldDatabase_isClosedToOthers() throws Exception {
        Files.createDirectories(file.getParent());
        open();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        OwnerOnly.prepare(directory.resolve("data/greenplan").toString());
        open();

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private void open() throws Exception {
        String url = H2Url.withSettings("jdbc:h2:file:" + directory.resolve("data/greenplan"));
        try (Connection connection = DriverManager.getConnection(url, "greenplan", "");
                Statement sql = connection.createStatement()) {
            sql.execute("create table if not exists letter (id int)");
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
