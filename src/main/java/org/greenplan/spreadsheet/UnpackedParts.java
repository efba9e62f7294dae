package org.greenplan.spreadsheet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.io.output.UnsynchronizedByteArrayOutputStream;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an .xlsx, unpacked within limits: a small file can neither grow into a big one nor, by many tiny or
 * deep elements, into a huge tree of objects. Of pictures and the like nothing is kept.
 */
final class UnpackedParts implements ZipEntrySource {

    static final int MOST_PARTS = 1_000;
    static final int MOST_BYTES = 32 * 1024 * 1024;

    /** Elements and attributes, counted by the characters that begin them. */
    static final int MOST_MARKS = 600_000;

    /** Of those, in the lists of parts and of what they point to, which are read as trees. */
    static final int MOST_MARKS_IN_LISTS = 20_000;

    /** Elements in each other; a cell's text lies 7 deep, Excel's extensions some more. */
    static final int MOST_DEPTH = 100;

    /** Bytes from one element's beginning to the next: no parser is handed a longer attribute or text. */
    private static final int LONGEST_RUN = 1024 * 1024;

    /**
     * Control characters and marks that nobody sees, a root, a step up, a backslash: no part is called so (ECMA-376
     * part 2, 6.2.2), and POI writes what it does not understand into the log.
     */
    private static final Pattern ODD_NAME = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029\\\\]|^/|(^|/)\\.{1,2}(/|$)");

    private static final int BUFFER = 64 * 1024;

    private final Entrance entrance;
    private final Map<String, UnsynchronizedByteArrayOutputStream> parts = new LinkedHashMap<>();
    private final Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
    private int bytes;
    private int marks;
    private int marksInLists;
    private int run;
    private boolean closed;

    private UnpackedParts(Entrance entrance) {
        this.entrance = entrance;
    }

    /** @throws RuleViolation when it grows beyond the limits */
    static UnpackedParts of(InputStream file, Entrance entrance) throws IOException {
        UnpackedParts unpacked = new UnpackedParts(entrance);
        try (ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    unpacked.add(entry.getName(), zip);
                }
            }
        }
        return unpacked;
    }

    private void add(String name, InputStream content) throws IOException {
        if (ODD_NAME.matcher(name).find()) {
            throw new IOException("a part with an odd name");
        }
        if (parts.containsKey(name)) {
            throw new IOException("two parts with the same name");
        }
        boolean kept = isXml(name);
        UnsynchronizedByteArrayOutputStream part =
                UnsynchronizedByteArrayOutputStream.builder().get();
        byte[] buffer = new byte[BUFFER];
        run = 0;
        int before = marks;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            bytes += read;
            if (kept) {
                count(buffer, read);
                part.write(buffer, 0, read);
            }
            requireWithinLimits();
        }
        if (isList(name)) {
            marksInLists += marks - before;
        }
        if (kept && Xml.isDeeperThan(MOST_DEPTH, part.toInputStream())) {
            throw tooLarge();
        }
        parts.put(name, part);
        entries.put(name, new ZipArchiveEntry(name));
        requireWithinLimits();
    }

    private static boolean isXml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xml") || lower.endsWith(".rels");
    }

    private static boolean isList(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".rels") || name.equals("[Content_Types].xml");
    }

    private void count(byte[] buffer, int read) {
        for (int i = 0; i < read; i++) {
            run++;
            if (buffer[i] == '<') {
                marks++;
                run = 0;
            } else if (buffer[i] == '=') {
                marks++;
            } else if (run > LONGEST_RUN) {
                // Longer than a cell holds, whatever it is: even as references a character takes ten bytes.
                new TextCount(entrance).add(TextCount.MOST_IN_A_CELL + 1);
            }
        }
    }

    private void requireWithinLimits() {
        if (bytes > MOST_BYTES
                || marks > MOST_MARKS
                || marksInLists > MOST_MARKS_IN_LISTS
                || parts.size() > MOST_PARTS) {
            throw tooLarge();
        }
    }

    private RuleViolation tooLarge() {
        return entrance.tooLarge("文件解开后过大，或结构过于复杂");
    }

    @Override
    public Enumeration<? extends ZipArchiveEntry> getEntries() {
        return Collections.enumeration(entries.values());
    }

    @Override
    public @Nullable ZipArchiveEntry getEntry(String path) {
        return entries.get(path);
    }

    @Override
    public InputStream getInputStream(ZipArchiveEntry entry) throws IOException {
        UnsynchronizedByteArrayOutputStream part = parts.get(entry.getName());
        if (part == null) {
            throw new FileNotFoundException(entry.getName());
        }
        return part.toInputStream();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
