package org.greenplan.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Small real files, made on the spot. */
final class EvidenceFiles {

    static final byte[] PDF = ascii("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

    private EvidenceFiles() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Name, content, name, content… */
    static byte[] zip(String... entries) {
        return zip(StandardCharsets.UTF_8, entries);
    }

    static byte[] zip(Charset names, String... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
            for (int i = 0; i < entries.length; i += 2) {
                ZipEntry entry = new ZipEntry(entries[i]);
                // the same bytes whenever they are made
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(ascii(entries[i + 1]));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] office(String mainType, String... moreEntries) {
        String[] entries = {
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Override PartName=\"/main.xml\" ContentType=\"" + mainType + "\"/></Types>",
            "_rels/.rels",
            "<Relationships/>"
        };
        String[] all = Arrays.copyOf(entries, entries.length + moreEntries.length);
        System.arraycopy(moreEntries, 0, all, entries.length, moreEntries.length);
        return zip(all);
    }

    static byte[] docx(String... moreEntries) {
        return office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", moreEntries);
    }

    /** Streams at the root; a name that ends in a slash becomes a storage. */
    static byte[] ole(String... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            for (String entry : entries) {
                if (entry.endsWith("/")) {
                    container.createDirectory(entry.substring(0, entry.length() - 1));
                } else {
                    container.createDocument(InputStream.nullInputStream(), entry);
                }
            }
            container.writeFilesystem(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
