package org.greenplan.database;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.unit.DataSize;

/** A disk on which as much is free as a test says. */
public final class TestDisk implements AutoCloseable {

    private final DiskSpace space;
    private final Object before;
    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE / 2);

    private TestDisk(DiskSpace space) {
        this.space = space;
        this.before = ReflectionTestUtils.getField(space, "meter");
        ReflectionTestUtils.setField(space, "meter", (DiskSpace.Meter) folder -> free.get());
    }

    /** Stands in for the real one until it is closed. */
    public static TestDisk of(DiskSpace space) {
        return new TestDisk(space);
    }

    /** Space for tests that have no application. */
    public static DiskSpace space(StorageSettings settings) {
        return new DiskSpace(
                List.of(new DiskSpace.Place("数据库", Path.of("/data"))), settings, folder -> Long.MAX_VALUE / 2);
    }

    public static StorageSettings settings() {
        return new StorageSettings(DataSize.ofMegabytes(512), 30, DataSize.ofGigabytes(2));
    }

    public TestDisk free(long bytes) {
        free.set(bytes);
        return this;
    }

    @Override
    public void close() {
        ReflectionTestUtils.setField(space, "meter", before);
    }
}
