package org.greenplan.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.greenplan.file.FileDetector.Content;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a zip container: new Office formats by the main part that {@code [Content_Types].xml} declares (ECMA-376
 * part 2), OFD by {@code OFD.xml} at the root (GB/T 33190), else a plain archive. Of most entries only the first bytes
 * are read; documents inside are looked at as if they were handed in by themselves.
 */
final class ZipContent {

    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_CONTENT_TYPES = 1024 * 1024;
    private static final int START = 4096;

    private static final Map<String, FileFormat> MAIN_PARTS = Map.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileFormat.WORD,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileFormat.EXCEL,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
                    FileFormat.POWERPOINT);

    /** No honest file of some size is packed closer; a page of blank picture may be, but is small. */
    private static final int MOST_RATIO = 100;

    private static final long RATIO_COUNTS_FROM = 10L * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final long size;
    private long unfolded;
    private final ZipFile zip;
    private final Inspection inspection;

    private ZipContent(ZipFile zip, long size, Inspection inspection) {
        this.size = size;
        this.zip = zip;
        this.inspection = inspection;
    }

    /** @throws RuleViolation when it is damaged, empty, or carries what is not accepted */
    static Content detect(Path file, Inspection inspection) throws IOException {
        // Names of other encodings (GBK from Chinese Windows) must not stop us; what we look for is ASCII.
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            if (zip.size() == 0) {
                throw FileDetector.refused("evidence-empty", "压缩包是空的，请放入文件后再上传。");
            }
            if (zip.size() > MAX_ENTRIES) {
                throw FileDetector.refused("evidence-too-many-entries", "压缩包内的文件超过10000个，请分开打包上传。");
            }
            return new ZipContent(zip, Files.size(file), inspection).detect();
        } catch (ZipException e) {
            throw FileDetector.damaged();
        }
    }

    private Content detect() throws IOException {
        Content content = content();
        boolean archive = content.format() == FileFormat.ZIP;
        for (Iterator<? extends ZipEntry> entries = zip.stream().iterator(); entries.hasNext(); ) {
            ZipEntry entry = entries.next();
            boolean folder = entry.isDirectory()
                    || entry.getSize() == 0 && entry.getName().endsWith("\\");
            if (!folder) {
                lookAt(entry, archive);
            }
        }
        return content;
    }

    private Content content() throws IOException {
        @Nullable ZipEntry contentTypes = zip.getEntry("[Content_Types].xml");
        if (contentTypes != null) {
            return office(contentTypes);
        }
        if (zip.getEntry("OFD.xml") != null) {
            return Content.of(FileFormat.OFD);
        }
        @Nullable ZipEntry mimetype = zip.getEntry("mimetype");
        if (mimetype != null
                && new String(start(mimetype), StandardCharsets.ISO_8859_1)
                        .startsWith("application/vnd.oasis.opendocument.")) {
            return new Content(null, "OpenDocument文档");
        }
        return Content.of(FileFormat.ZIP);
    }

    private Content office(ZipEntry contentTypes) throws IOException {
        Set<String> types;
        try (InputStream in = zip.getInputStream(contentTypes)) {
            types = contentTypes(in.readNBytes(MAX_CONTENT_TYPES));
        } catch (XMLStreamException e) {
            throw FileDetector.damaged();
        }
        if (types.stream()
                        .anyMatch(type -> type.contains("macroEnabled")
                                || type.contains("macrosheet")
                                || type.endsWith(".vbaProject"))
                || zip.stream().anyMatch(entry -> lower(entry).endsWith("vbaproject.bin"))) {
            throw FileDetector.macros();
        }
        for (Map.Entry<String, FileFormat> mainPart : MAIN_PARTS.entrySet()) {
            if (types.contains(mainPart.getKey())) {
                return Content.of(mainPart.getValue());
            }
        }
        return new Content(null, "其他Office格式的文件（如模板、放映、图表）");
    }

    private static Set<String> contentTypes(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Set<String> types = new HashSet<>();
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    @Nullable String type = reader.getAttributeValue(null, "ContentType");
                    if (type != null) {
                        types.add(type);
                    }
                }
            }
        } finally {
            reader.close();
        }
        return types;
    }

    private void lookAt(ZipEntry entry, boolean archive) throws IOException {
        String name = entry.getName();
        if (archive) {
            NamesInside.requireListed(name);
        } else if (NamesInside.isProgram(name)) {
            throw NamesInside.program(name);
        }
        unfold(entry);
        byte[] start = start(entry);
        if (inspection.isProgram(start)) {
            throw NamesInside.program(name);
        }
        if (!archive && lower(entry).endsWith(".rels")) {
            try (InputStream in = zip.getInputStream(entry)) {
                OfficeRelations.check(in);
            }
        } else if (!archive && (isXml(entry) || isMarkup(start))) {
            try (InputStream in = zip.getInputStream(entry)) {
                OfficeContent.check(in, isXml(entry));
            }
        } else if (archive ? NamesInside.isOffice(name) : isEmbedded(entry, start)) {
            lookInside(entry);
        } else if (archive && inspection.isArchive(start)) {
            throw NamesInside.archive(name);
        }
    }

    /** Counted while it is read: what an entry says of its own size need not be true. */
    private void unfold(ZipEntry entry) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                unfolded += read;
                inspection.unfolds(read);
                if (unfolded > RATIO_COUNTS_FROM && unfolded / MOST_RATIO > size) {
                    throw FileDetector.refused("evidence-unpacks-too-large", "文件解开后是原来的100倍以上，无法检查；请拆分成几个文件，不压缩直接上传。");
                }
            }
        } catch (IOException unreadable) {
            // Locked by a password, or packed in a way that the JDK does not know.
        }
    }

    private static boolean isXml(ZipEntry entry) {
        return lower(entry).endsWith(".xml");
    }

    /** Whatever its name, in whichever encoding: a part may be called anything. */
    private static boolean isMarkup(byte[] start) {
        String begin = new String(start, 0, Math.min(start.length, 64), StandardCharsets.ISO_8859_1);
        return begin.replaceAll("^(\u00ef\u00bb\u00bf|\u00fe\u00ff|\u00ff\u00fe)|[\\s\\x00]+", "")
                .startsWith("<");
    }

    /** A document in a document: another container of either kind. */
    private boolean isEmbedded(ZipEntry entry, byte[] start) {
        return start.length > 4
                && (start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4
                        || (start[0] & 0xff) == 0xd0 && (start[1] & 0xff) == 0xcf && start[2] == 0x11);
    }

    private void lookInside(ZipEntry entry) throws IOException {
        Content inside;
        try (InputStream in = zip.getInputStream(entry)) {
            inside = inspection.detect(in);
        } catch (ZipException locked) {
            // Locked by a password: its name was all there is to see.
            return;
        } catch (RuleViolation refused) {
            throw FileDetector.refused(
                    refused.code(), "里面的“%s”：%s".formatted(NamesInside.shown(entry.getName()), refused.getMessage()));
        }
        if (inside.format() == FileFormat.ZIP || inside.format() == FileFormat.RAR) {
            throw NamesInside.archive(entry.getName());
        }
    }

    /** Nothing of what is locked by a password or packed in a way that the JDK does not know. */
    private byte[] start(ZipEntry entry) {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(START);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    private static String lower(ZipEntry entry) {
        return entry.getName().toLowerCase(Locale.ROOT);
    }
}
