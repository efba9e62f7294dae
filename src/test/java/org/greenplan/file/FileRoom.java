package org.greenplan.file;

import java.nio.file.Path;
import java.time.Clock;
import org.greenplan.database.TestDisk;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The room's beans, for tests of rooms above. */
@TestConfiguration(proxyBeanMethods = false)
@Import({FileStore.class, UnitStorage.class, FileDetector.class, FileIntake.class})
public class FileRoom {

    public static FileStore files(JdbcClient jdbc, Clock clock) {
        return new FileStore(jdbc, new UnitStorage(jdbc, TestDisk.settings()), clock);
    }

    /** An upload whose content is gone before it is kept. */
    public static AcceptedFile vanished(Path directory) {
        return new AcceptedFile(
                "a.pdf",
                "application/pdf",
                new FileSpool(directory.resolve("gone"), 10, "00"),
                TestDisk.space(TestDisk.settings()).claim(0));
    }
}
