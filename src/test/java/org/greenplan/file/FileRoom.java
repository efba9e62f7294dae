package org.greenplan.file;

import java.nio.file.Path;
import java.time.Clock;
import org.greenplan.database.TestDisk;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The room's beans, for tests of rooms above. */
@TestConfiguration(proxyBeanMethods = false)
@Import({FileApi.class, FileService.class, FileStore.class, UnitStorage.class, FileDetector.class, FileIntake.class})
public class FileRoom {

    /** What answers over HTTP. */
    public static Object api(ApplicationContext context) {
        return context.getBean(FileApi.class);
    }

    public static FileStore files(JdbcClient jdbc, Clock clock) {
        return new FileStore(jdbc, new UnitStorage(jdbc, TestDisk.settings()), clock);
    }

    /** Keeps an upload whose content is gone before it is kept. */
    public static void keepVanished(FileStore files, FileOwner owner, FileBounds bounds, Path directory) {
        AcceptedFile vanished = new AcceptedFile(
                "a.pdf",
                "application/pdf",
                new FileSpool(directory.resolve("gone"), 10, "00"),
                TestDisk.space(TestDisk.settings()).claim(0));
        files.add(owner, bounds, vanished, "water1");
    }
}
