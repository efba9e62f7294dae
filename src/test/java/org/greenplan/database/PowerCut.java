package org.greenplan.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk below H2 that keeps nothing for certain until it is told to: what is written is read again at once, but only
 * {@code force} brings it to the platter. {@code powercut:} before a path puts a file on it, one at a time.
 */
public final class PowerCut extends FilePathWrapper {

    private static final String SCHEME = "powercut";
    private static final int SECTOR = 512;

    private static Disk disk = new Disk();

    /** An empty disk, for the next database. */
    static void insertDisk() {
        disk = new Disk();
        FilePath.register(new PowerCut());
    }

    /**
     * What the power cut leaves at this moment: all that was forced, and of the rest each write wholly, torn at a sector,
     * or not at all, in any order.
     */
    static void cut(Random random, Path remains) throws IOException {
        Files.write(remains, disk.afterCut(random));
    }

    /** The worst case: nothing is left but what was forced. */
    static void cut(Path remains) throws IOException {
        Files.write(remains, disk.forced());
    }

    /** From now on there is no space left. */
    static void fill() {
        disk.full = true;
    }

    /** How often the disk was told to keep what it has. */
    static long forces() {
        return disk.forces.get();
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel real = super.open(mode);
        return name.endsWith(".mv.db") ? new Cached(real, disk) : real;
    }

    /** One write, or a truncation to {@code at} when there are no bytes. */
    private record Write(long at, byte[] bytes) {}

    private static final class Disk {

        private byte[] platter = new byte[0];
        private int length;
        private volatile boolean full;
        private final List<Write> cached = new ArrayList<>();
        private final AtomicLong forces = new AtomicLong();

        synchronized void add(Write write) {
            cached.add(write);
        }

        /** Everything written before this moment. */
        synchronized void force() {
            cached.forEach(this::apply);
            cached.clear();
            forces.incrementAndGet();
        }

        synchronized byte[] forced() {
            return Arrays.copyOf(platter, length);
        }

        synchronized byte[] afterCut(Random random) {
            Disk left = new Disk();
            left.platter = forced();
            left.length = length;
            List<Write> some = new ArrayList<>(cached);
            Collections.shuffle(some, random);
            for (Write write : some) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> left.apply(write);
                    case 2 -> {
                        int sectors = random.nextInt(write.bytes.length / SECTOR + 1);
                        if (sectors > 0) {
                            left.apply(new Write(write.at, Arrays.copyOf(write.bytes, sectors * SECTOR)));
                        }
                    }
                    default -> {}
                }
            }
            return Arrays.copyOf(left.platter, left.length);
        }

        private void apply(Write write) {
            int end = Math.toIntExact(write.at + write.bytes.length);
            if (end > platter.length) {
                platter = Arrays.copyOf(platter, Math.max(end, platter.length * 2));
            }
            System.arraycopy(write.bytes, 0, platter, Math.toIntExact(write.at), write.bytes.length);
            if (write.bytes.length == 0) {
                Arrays.fill(platter, Math.min(end, length), length, (byte) 0);
                length = end;
            } else {
                length = Math.max(length, end);
            }
        }
    }

    private static final class Cached extends FileBaseDefault {

        private final FileChannel real;
        private final Disk disk;

        Cached(FileChannel real, Disk disk) {
            this.real = real;
            this.disk = disk;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return real.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (disk.full) {
                throw new IOException("No space left on device");
            }
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            int written = real.write(source, position);
            disk.add(new Write(position, Arrays.copyOf(bytes, written)));
            return written;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            if (size < real.size()) {
                real.truncate(size);
                disk.add(new Write(size, new byte[0]));
            }
        }

        @Override
        public void force(boolean metaData) {
            disk.force();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
