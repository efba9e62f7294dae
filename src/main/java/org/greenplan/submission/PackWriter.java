package org.greenplan.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.greenplan.task.Hashes;

/**
 * Writes the pack: a table, a document, the evidence in folders by number, and last a list of SHA-256 that
 * {@code sha256sum -c} reads. No file of evidence is ever whole in memory.
 */
final class PackWriter {

    static final String TABLE = "指标达标情况表.xlsx";
    static final String DOCUMENT = "总结材料.docx";
    static final String MANIFEST = "校验清单.txt";

    /**
     * @param made when the version was put together
     * @param signatures who signed it and when, a line each
     */
    record Meta(int version, OffsetDateTime made, List<String> signatures) {}

    /** Hands out the bytes of evidence. */
    @FunctionalInterface
    interface Files {
        void writeTo(String id, OutputStream out) throws IOException;
    }

    /** What is written as one entry. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final ZipOutputStream zip;
    private final Meta meta;
    private final List<String> manifest = new ArrayList<>();

    private PackWriter(ZipOutputStream zip, Meta meta) {
        this.zip = zip;
        this.meta = meta;
    }

    /** E.g. 生态文明建设示范区2027年报送（2026年度数据）第1版.zip */
    static String fileName(SubmissionContent content, int version) {
        return PackNames.cleaned("%s%d年报送（%d年度数据）第%d版"
                        .formatted(content.trackOf().label(), content.submissionYear(), content.dataYear(), version))
                + ".zip";
    }

    /** @throws IllegalStateException when a file's bytes are not those that were signed */
    static void write(SubmissionContent content, Meta meta, Files files, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        PackWriter writer = new PackWriter(zip, meta);
        writer.add(TABLE, to -> PackTable.write(content, meta, to));
        writer.add(DOCUMENT, to -> PackDocument.write(content, meta, to));
        for (PackNames.Entry entry : PackNames.of(content)) {
            writer.addEvidence(entry, files);
        }
        String list = String.join("", writer.manifest);
        writer.add(MANIFEST, to -> to.write(list.getBytes(StandardCharsets.UTF_8)));
        zip.finish();
    }

    private void addEvidence(PackNames.Entry entry, Files files) throws IOException {
        String sha256 = add(entry.path(), to -> files.writeTo(entry.file().id(), to));
        if (!sha256.equals(entry.file().sha256())) {
            throw new IllegalStateException("the bytes of evidence %s (%s) are not those that were signed"
                    .formatted(entry.file().id(), entry.path()));
        }
    }

    private String add(String path, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(meta.made().toLocalDateTime());
        zip.putNextEntry(entry);
        MessageDigest digest = Hashes.digest();
        content.writeTo(new DigestOutputStream(new Unclosed(zip), digest));
        zip.closeEntry();
        String hash = Hashes.of(digest);
        manifest.add(hash + "  " + path + "\n");
        return hash;
    }

    /** What writes an entry may close what it writes to; the pack goes on. */
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
