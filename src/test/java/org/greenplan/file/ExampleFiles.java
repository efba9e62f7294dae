package org.greenplan.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Small real files, made on the spot. */
public final class ExampleFiles {

    public static final byte[] PDF = ascii("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

    private ExampleFiles() {}

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

    public static byte[] docx(String... moreEntries) {
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

    /** A document with a project of macros; module, source, module, source… */
    static byte[] macros(String mainStream, String storage, String... modules) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            container.createDocument(InputStream.nullInputStream(), mainStream);
            project(container.getRoot().createDirectory(storage), new byte[16], modules);
            container.writeFilesystem(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** As {@link #macros}, compiled as well: what stands before the source. */
    static byte[] compiled(byte[] compiled, String... modules) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            container.createDocument(InputStream.nullInputStream(), "Workbook");
            project(container.getRoot().createDirectory("_VBA_PROJECT_CUR"), compiled, modules);
            container.writeFilesystem(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void project(DirectoryEntry storage, byte[] compiled, String... modules) throws IOException {
        DirectoryEntry vba = storage.createDirectory("VBA");
        vba.createDocument("_VBA_PROJECT", new ByteArrayInputStream(new byte[] {(byte) 0xcc, 0x61}));
        ByteArrayOutputStream dir = new ByteArrayOutputStream();
        record(dir, 0x0001, new byte[4]);
        dir.write(new byte[] {9, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2, 0});
        for (int i = 0; i < modules.length; i += 2) {
            record(dir, 0x0019, ascii("?"));
            record(dir, 0x001A, ascii("?"));
            record(dir, 0x0032, modules[i].getBytes(StandardCharsets.UTF_16LE));
            record(dir, 0x0031, new byte[] {(byte) compiled.length, (byte) (compiled.length >> 8), 0, 0});
            ByteArrayOutputStream module = new ByteArrayOutputStream();
            module.write(compiled);
            module.write(packed(modules[i + 1].getBytes(Charset.forName("GBK"))));
            vba.createDocument(modules[i], new ByteArrayInputStream(module.toByteArray()));
        }
        vba.createDocument("dir", new ByteArrayInputStream(packed(dir.toByteArray())));
    }

    private static void record(ByteArrayOutputStream out, int id, byte[] data) throws IOException {
        out.write(new byte[] {(byte) id, 0, (byte) data.length, (byte) (data.length >> 8), 0, 0});
        out.write(data);
    }

    /** As [MS-OVBA] 2.4.1 packs, and nothing of it saved. */
    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        for (int from = 0; from < content.length; from += 3600) {
            int to = Math.min(content.length, from + 3600);
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            for (int at = from; at < to; at++) {
                if ((at - from) % 8 == 0) {
                    chunk.write(0);
                }
                chunk.write(content[at]);
            }
            int header = chunk.size() + 2 - 3 | 0xB000;
            out.write(header);
            out.write(header >> 8);
            out.writeBytes(chunk.toByteArray());
        }
        return out.toByteArray();
    }

    /** Slides with an embedded container, packed as PowerPoint does. */
    static byte[] slides(byte[] container) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            try (OutputStream zlib = new DeflaterOutputStream(packed)) {
                zlib.write(container);
            }
            ByteBuffer stream = ByteBuffer.allocate(packed.size() + 100).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            // a record that claims to reach over all that follows
            stream.put(new byte[] {0, 0, 1, 2, -1, -1, -1, 0x7f, 3, 3, 3});
            stream.put(new byte[] {0x10, 0, 0x11, 0x10});
            stream.putInt(packed.size() + 4).putInt(container.length).put(packed.toByteArray());
            file.createDocument(new ByteArrayInputStream(stream.array()), "PowerPoint Document");
            file.writeFilesystem(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** A letter into which somebody dragged a file. */
    static byte[] embedding(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            ByteBuffer object = ByteBuffer.allocate(content.length + 200).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            object.putInt(content.length).putShort((short) 2);
            object.put(ascii(name)).put((byte) 0).put(ascii("C:\\" + name)).put((byte) 0);
            object.putInt(0x30000).putInt(4).put(ascii("C:\\\0"));
            object.putInt(content.length).put(content);
            file.createDocument(InputStream.nullInputStream(), "WordDocument");
            file.getRoot()
                    .createDirectory("ObjectPool")
                    .createDirectory("_1")
                    .createDocument("\u0001Ole10Native", new ByteArrayInputStream(object.array()));
            file.writeFilesystem(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** A letter with one relationship that leads outside. */
    static byte[] pointing(String type, String target) {
        return docx(
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id=\"r1\" TargetMode=\"External\" Type=\"http://schemas.openxmlformats.org/"
                        + "officeDocument/2006/relationships/" + type + "\" Target=\"" + target
                        + "\"/></Relationships>");
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** An old workbook with one sheet of macros of Excel 4.0. */
    static byte[] macroSheet(boolean withFormula) {
        ByteBuffer stream = ByteBuffer.allocate(200).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        stream.putShort((short) 0x0809)
                .putShort((short) 4)
                .putShort((short) 0x0600)
                .putShort((short) 5);
        stream.putShort((short) 0x0085).putShort((short) 8).putInt(100).put(new byte[] {2, 1, 0, 0});
        stream.putShort((short) 0x000A).putShort((short) 0);
        stream.position(100);
        stream.putShort((short) 0x0809)
                .putShort((short) 4)
                .putShort((short) 0x0600)
                .putShort((short) 0x40);
        stream.putShort((short) (withFormula ? 0x0006 : 0x0201))
                .putShort((short) 6)
                .put(new byte[6]);
        stream.putShort((short) 0x000A).putShort((short) 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            file.createDocument(new ByteArrayInputStream(stream.array()), "Workbook");
            file.writeFilesystem(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
