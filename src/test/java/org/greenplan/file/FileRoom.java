package org.greenplan.file;

import java.nio.file.Path;
import org.greenplan.database.TestDisk;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;

/** The room's beans, for tests of rooms above. */
@TestConfiguration(proxyBeanMethods = false)
@Import({UnitStorage.class, FileDetector.class, FileIntake.class})
public class FileRoom {

    /** An upload whose content is gone before it is kept. */
    public static AcceptedFile vanished(Path directory) {
        return new AcceptedFile(
                "a.pdf",
                "application/pdf",
                new FileSpool(directory.resolve("gone"), 10, "00"),
                TestDisk.space(TestDisk.settings()).claim(0));
    }
}
