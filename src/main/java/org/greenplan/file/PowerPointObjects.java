package org.greenplan.file;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.InflaterInputStream;

/**
 * What PowerPoint 97 keeps inside the stream of its slides: macros and embedded objects, each an OLE2 container of its
 * own, mostly packed ([MS-PPT] 2.10.34, ExOleObjStg). They are looked for at every place, since PowerPoint finds them by
 * their place and not by walking from one record to the next.
 */
final class PowerPointObjects {

    private static final int TYPE = 0x1011;
    private static final int HEADER = 8;
    private static final long OLE2 = 0xE11AB1A1E011CFD0L;

    private PowerPointObjects() {}

    /** What is done with a container. */
    @FunctionalInterface
    interface Visitor {
        void visit(InputStream container) throws IOException;
    }

    /** @param slides the stream, on disk */
    static void visit(Path slides, Visitor visitor) throws IOException {
        try (FileChannel channel = FileChannel.open(slides, StandardOpenOption.READ)) {
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at + HEADER + 6 <= bytes.limit(); at++) {
                if (bytes.get(at + 2) == (TYPE & 0xff)
                        && bytes.get(at + 3) == TYPE >> 8
                        && (bytes.get(at) & 0x0f) == 0) {
                    visit(channel, bytes, at, visitor);
                }
            }
        }
    }

    private static void visit(FileChannel channel, ByteBuffer bytes, int at, Visitor visitor) throws IOException {
        long length = Math.min(Integer.toUnsignedLong(bytes.getInt(at + 4)), bytes.limit() - at - HEADER);
        boolean packed = bytes.get(at) != 0;
        int from = packed ? at + HEADER + 4 : at + HEADER;
        // The record's length is believed by nobody: what is packed ends by itself.
        if (packed ? startsPacked(channel, bytes, from) : length >= 8 && bytes.getLong(from) == OLE2) {
            try (InputStream in = from(channel, from)) {
                visitor.visit(packed ? new AsFarAsItGoes(new InflaterInputStream(in)) : in);
            }
        }
    }

    /** Cheap first: two bytes that begin what zlib packs, then the eight that begin a container. */
    private static boolean startsPacked(FileChannel channel, ByteBuffer bytes, int from) throws IOException {
        int first = bytes.get(from) & 0xff;
        if ((first & 0x0f) != 8 || (first << 8 | bytes.get(from + 1) & 0xff) % 31 != 0) {
            return false;
        }
        byte[] some = new byte[Math.min(4096, bytes.limit() - from)];
        bytes.get(from, some);
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(some))) {
            byte[] start = in.readNBytes(8);
            return start.length == 8
                    && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong() == OLE2;
        } catch (IOException notPacked) {
            return false;
        }
    }

    private static InputStream from(FileChannel channel, long position) throws IOException {
        channel.position(position);
        InputStream in = Channels.newInputStream(channel);
        return new FilterInputStream(in) {
            @Override
            public void close() {
                // the channel is still needed
            }
        };
    }

    /** PowerPoint itself does not mind a packed object that breaks off at its end. */
    private static final class AsFarAsItGoes extends FilterInputStream {

        AsFarAsItGoes(InputStream packed) {
            super(packed);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException brokenOff) {
                return -1;
            }
        }
    }
}
