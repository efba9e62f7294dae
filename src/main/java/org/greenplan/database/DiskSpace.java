package org.greenplan.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.greenplan.task.RuleViolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.stereotype.Component;

/**
 * The room that is left where this node writes: the folder of H2's file, and that of temporary files. A full disk closes
 * H2 until a restart, so files are refused while less than the reserve would stay; what people type goes on. The disk of
 * a PostgreSQL cannot be seen from here.
 */
@Component
public class DiskSpace {

    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final String H2 = "jdbc:h2:";

    /**
     * A place where this node writes.
     *
     * @param name what people call it
     */
    record Place(String name, Path folder) {}

    /** Measures what is free on the disk of a folder, in bytes. */
    @FunctionalInterface
    interface Meter {
        long free(Path folder) throws IOException;
    }

    /**
     * A place that is running out.
     *
     * @param place what people call it
     * @param free in bytes, without what is promised to uploads under way
     */
    public record Scarce(String place, Path folder, long free) {}

    /** Room that is promised to one upload until it is closed. */
    public final class Claim implements AutoCloseable {

        private final AtomicLong bytes;

        private Claim(long bytes) {
            this.bytes = new AtomicLong(bytes);
        }

        @Override
        public void close() {
            promised.addAndGet(-bytes.getAndSet(0));
        }
    }

    private final List<Place> places;
    private final long reserve;
    private final Meter meter;
    private final AtomicLong promised = new AtomicLong();

    @Autowired
    DiskSpace(DataSourceProperties database, StorageSettings settings) {
        this(places(database.determineUrl()), settings, DiskSpace::usable);
    }

    DiskSpace(List<Place> places, StorageSettings settings, Meter meter) {
        this.places = List.copyOf(places);
        this.reserve = settings.reserve().toBytes();
        this.meter = meter;
    }

    /**
     * Promises room to an upload, before it is read.
     *
     * @param bytes at most so many will be written
     * @throws RuleViolation when less than the reserve would stay free
     */
    public Claim claim(long bytes) {
        long all = promised.addAndGet(bytes);
        for (Place place : places) {
            long free = free(place);
            if (free - all < reserve) {
                promised.addAndGet(-bytes);
                LOG.warn("a file of up to {} bytes is refused: {} bytes are free in {}", bytes, free, place.folder());
                throw RuleViolation.noSpace("disk-reserve", "服务器的磁盘快满了，暂时不接收文件；填写的文字照常可以保存和提交。请告知系统管理员，腾出空间后再上传。");
            }
        }
        return new Claim(bytes);
    }

    /** In bytes, what may still be claimed. */
    public long claimable() {
        return places.stream().mapToLong(this::free).min().orElse(Long.MAX_VALUE) - promised.get() - reserve;
    }

    /** Below it files are refused, in bytes. */
    public long reserve() {
        return reserve;
    }

    /** Where less than twice the reserve is left: time to act before files are refused. */
    public List<Scarce> scarce() {
        List<Scarce> scarce = new ArrayList<>();
        for (Place place : places) {
            long free = free(place) - promised.get();
            if (free < 2 * reserve) {
                scarce.add(new Scarce(place.name(), place.folder(), Math.max(0, free)));
            }
        }
        return scarce;
    }

    private long free(Place place) {
        try {
            return meter.free(place.folder());
        } catch (IOException e) {
            // What cannot be measured is no reason to refuse anybody; a full disk is then found by the write itself.
            LOG.warn("the free space of {} cannot be measured", place.folder(), e);
            return Long.MAX_VALUE / 2;
        }
    }

    private static List<Place> places(String url) {
        List<Place> places = new ArrayList<>();
        folder(url).ifPresent(folder -> places.add(new Place("数据库", folder)));
        places.add(
                new Place("临时文件", Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath()));
        return places;
    }

    /** Of the file of an H2 that runs inside this process; empty for every other database. */
    static Optional<Path> folder(String url) {
        if (!url.startsWith(H2)) {
            return Optional.empty();
        }
        String name = url.substring(H2.length()).split(";", 2)[0];
        if (name.startsWith("file:")) {
            name = name.substring("file:".length());
        } else if (name.matches("(mem|tcp|ssl|zip|nio|nioMapped|async|split|memFS|memLZ|nioMemFS|nioMemLZ):.*")) {
            return Optional.empty();
        }
        if (name.startsWith("~")) {
            name = System.getProperty("user.home") + name.substring(1);
        }
        return Optional.ofNullable(Path.of(name).toAbsolutePath().normalize().getParent());
    }

    /** The folder itself is made by the first write. */
    private static long usable(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }
}
