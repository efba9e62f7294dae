package org.greenplan.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.util.RLEDecompressingInputStream;

/**
 * A project of macros ([MS-OVBA]). Excel and Word make one for every workbook that has seen a control or a template; it
 * holds macros only when one of its modules holds a line of code.
 */
final class VbaProject {

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int MODULE_STREAM = 0x001A;
    private static final int MODULE_STREAM_UNICODE = 0x0032;
    private static final int MODULE_OFFSET = 0x0031;
    private static final int PROJECT_VERSION = 0x0009;

    /** A module by its stream, and where in it the source begins. */
    private record Module(String stream, int offset) {}

    private VbaProject() {}

    static boolean isIn(DirectoryNode storage) {
        return storage.hasEntryCaseInsensitive("dir") && storage.hasEntryCaseInsensitive("_VBA_PROJECT");
    }

    /**
     * Whether one of its modules holds code, as source or compiled.
     *
     * @throws IOException when that cannot be seen
     */
    static boolean hasCode(DirectoryNode storage) throws IOException {
        try {
            List<Module> modules = modules(unpacked(stream(storage, "dir"), 0));
            if (modules.isEmpty()) {
                throw new IOException("no modules");
            }
            for (Module module : modules) {
                byte[] stream = stream(storage, module.stream());
                if (hasCode(stream, module.offset())) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException unreadable) {
            throw new IOException(unreadable);
        }
    }

    private static List<Module> modules(byte[] dir) {
        List<Module> modules = new ArrayList<>();
        ByteBuffer records = ByteBuffer.wrap(dir).order(ByteOrder.LITTLE_ENDIAN);
        String stream = "";
        try {
            while (records.remaining() >= 6) {
                int id = Short.toUnsignedInt(records.getShort());
                int size = records.getInt();
                byte[] data = new byte[id == PROJECT_VERSION ? 6 : Math.min(size, records.remaining())];
                records.get(data);
                switch (id) {
                    case MODULE_STREAM -> stream = new String(data, StandardCharsets.ISO_8859_1);
                    case MODULE_STREAM_UNICODE -> stream = new String(data, StandardCharsets.UTF_16LE);
                    case MODULE_OFFSET ->
                        modules.add(new Module(
                                stream,
                                ByteBuffer.wrap(data)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .getInt()));
                    default -> {}
                }
            }
        } catch (BufferUnderflowException cutOff) {
            return List.of();
        }
        return modules;
    }

    private static boolean hasCode(byte[] stream, int offset) throws IOException {
        String source = new String(unpacked(stream, offset), StandardCharsets.ISO_8859_1);
        int code = 0;
        int remarks = 0;
        for (String line : source.split("\r\n|[\r\n]")) {
            String words = line.strip().toLowerCase(Locale.ROOT);
            if (words.startsWith("'") || words.startsWith("rem ") || words.startsWith("option ")) {
                remarks++;
            } else if (!words.isEmpty() && !words.startsWith("attribute ")) {
                code++;
            }
        }
        return code > 0 || compiledLines(stream, offset) > remarks;
    }

    /** Lines of the compiled module that say something; the source beside it can be taken away, and it still runs. */
    private static int compiledLines(byte[] stream, int end) {
        int most = 0;
        for (int at = 0; at + 6 <= end; at++) {
            if ((stream[at] & 0xff) == 0xfe && (stream[at + 1] & 0xff) == 0xca && number(stream, at + 2) == 1) {
                int said = 0;
                int lines = number(stream, at + 4);
                for (int line = 0; line < lines && at + 6 + 12 * line + 6 <= end; line++) {
                    said += number(stream, at + 6 + 12 * line + 4) > 0 ? 1 : 0;
                }
                most = Math.max(most, said);
            }
        }
        return most;
    }

    private static int number(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }

    private static byte[] stream(DirectoryNode storage, String name) throws IOException {
        try (InputStream in = new DocumentInputStream((DocumentEntry) storage.getEntryCaseInsensitive(name))) {
            return limited(in);
        }
    }

    private static byte[] unpacked(byte[] stream, int offset) throws IOException {
        if (offset < 0 || offset >= stream.length) {
            throw new IOException("no source");
        }
        try (InputStream in = new RLEDecompressingInputStream(
                new ByteArrayInputStream(Arrays.copyOfRange(stream, offset, stream.length)))) {
            return limited(in);
        }
    }

    private static byte[] limited(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("more than a project holds");
        }
        return bytes;
    }
}
