package org.greenplan.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.greenplan.task.RuleViolation;

/**
 * The parts of an .xlsx, unpacked within limits: a small file can neither grow into a big one nor, by many tiny
 * elements, into a huge tree of objects.
 */
final class UnpackedParts implements ZipEntrySource {

    private static final int MOST_PARTS = 1_000;
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    /** Elements and attributes, counted by the characters that begin them. */
    private static final int MOST_MARKS = 600_000;

    private static final int BUFFER = 64 * 1024;

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
    private int bytes;
    private int marks;
    private boolean closed;

    private UnpackedParts() {}

    /** @throws RuleViolation when it grows beyond the limits */
    static UnpackedParts of(byte[] file) throws IOException {
        UnpackedParts unpacked = new UnpackedParts();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    unpacked.add(entry.getName(), zip);
                }
            }
        }
        return unpacked;
    }

    private void add(String name, InputStream content) throws IOException {
        if (parts.containsKey(name)) {
            throw new IOException("two parts with the same name");
        }
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            count(buffer, read);
            part.write(buffer, 0, read);
        }
        parts.put(name, part.toByteArray());
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setSize(part.size());
        entries.put(name, entry);
    }

    private void count(byte[] buffer, int read) {
        bytes += read;
        for (int i = 0; i < read; i++) {
            if (buffer[i] == '<' || buffer[i] == '=') {
                marks++;
            }
        }
        if (bytes > MOST_BYTES || marks > MOST_MARKS || parts.size() >= MOST_PARTS) {
            throw RuleViolation.of(null, "workbook-too-large", "文件解开后过大，不是本系统导出的表格；请重新导出表格，只在白色单元格填写文字和数字后上传。");
        }
    }

    @Override
    public Enumeration<? extends ZipArchiveEntry> getEntries() {
        return Collections.enumeration(entries.values());
    }

    @Override
    public ZipArchiveEntry getEntry(String path) {
        return entries.get(path);
    }

    @Override
    public InputStream getInputStream(ZipArchiveEntry entry) {
        return new ByteArrayInputStream(parts.get(entry.getName()));
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
