package org.greenplan.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.greenplan.report.EvidenceDetector.Content;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a zip container: new Office formats by the main part that {@code [Content_Types].xml} declares (ECMA-376
 * part 2), OFD by {@code OFD.xml} at the root (GB/T 33190), else a plain archive. Nothing is unpacked: of each entry
 * only the first bytes are read.
 */
final class EvidenceZip {

    /** Tells programs by their first bytes. */
    @FunctionalInterface
    interface Programs {
        boolean test(InputStream start) throws IOException;
    }

    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_CONTENT_TYPES = 1024 * 1024;
    private static final int START = 4096;

    private static final Pattern PROGRAM_NAME =
            Pattern.compile(".*\\.(exe|com|bat|cmd|scr|pif|msi|dll|vbs|vbe|js|jse|wsf|ps1|hta|lnk|jar|sh|apk)");

    private static final Map<String, EvidenceFormat> MAIN_PARTS = Map.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", EvidenceFormat.WORD,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", EvidenceFormat.EXCEL,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
                    EvidenceFormat.POWERPOINT);

    private EvidenceZip() {}

    /** @throws RuleViolation when it is damaged, empty, or carries macros or programs */
    static Content detect(Path file, Programs programs) throws IOException {
        // Names of other encodings (GBK from Chinese Windows) must not stop us; what we look for is ASCII.
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            if (zip.size() == 0) {
                throw EvidenceDetector.refused("evidence-empty", "压缩包是空的，请放入文件后再上传。");
            }
            if (zip.size() > MAX_ENTRIES) {
                throw EvidenceDetector.refused("evidence-too-many-entries", "压缩包内的文件超过10000个，请分开打包上传。");
            }
            Content content = contentOf(zip);
            refusePrograms(zip, programs);
            return content;
        } catch (ZipException e) {
            throw EvidenceDetector.damaged();
        }
    }

    private static Content contentOf(ZipFile zip) throws IOException {
        ZipEntry contentTypes = zip.getEntry("[Content_Types].xml");
        if (contentTypes != null) {
            return office(zip, contentTypes);
        }
        if (zip.getEntry("OFD.xml") != null) {
            return Content.of(EvidenceFormat.OFD);
        }
        ZipEntry mimetype = zip.getEntry("mimetype");
        if (mimetype != null && start(zip, mimetype).startsWith("application/vnd.oasis.opendocument.")) {
            return new Content(null, "OpenDocument文档");
        }
        return Content.of(EvidenceFormat.ZIP);
    }

    private static Content office(ZipFile zip, ZipEntry contentTypes) throws IOException {
        Set<String> types;
        try (InputStream in = zip.getInputStream(contentTypes)) {
            types = contentTypes(in.readNBytes(MAX_CONTENT_TYPES));
        } catch (XMLStreamException e) {
            throw EvidenceDetector.damaged();
        }
        if (types.stream().anyMatch(type -> type.contains("macroEnabled") || type.endsWith(".vbaProject"))
                || zip.stream().anyMatch(entry -> lower(entry).endsWith("vbaproject.bin"))) {
            throw EvidenceDetector.macros();
        }
        for (Map.Entry<String, EvidenceFormat> mainPart : MAIN_PARTS.entrySet()) {
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

    private static void refusePrograms(ZipFile zip, Programs programs) throws IOException {
        for (Iterator<? extends ZipEntry> entries = zip.stream().iterator(); entries.hasNext(); ) {
            ZipEntry entry = entries.next();
            if (entry.isDirectory()) {
                continue;
            }
            if (PROGRAM_NAME.matcher(lower(entry)).matches() || startsLikeProgram(zip, entry, programs)) {
                throw EvidenceDetector.refused("evidence-program-inside", "文件里面夹带了程序或脚本，请删去后再上传。");
            }
        }
    }

    private static boolean startsLikeProgram(ZipFile zip, ZipEntry entry, Programs programs) throws IOException {
        byte[] start;
        try (InputStream in = zip.getInputStream(entry)) {
            start = in.readNBytes(START);
        } catch (IOException unreadable) {
            // Locked by a password or packed in a way that the JDK does not know: its name was all there is to see.
            return false;
        }
        return programs.test(new BufferedInputStream(new ByteArrayInputStream(start)));
    }

    private static String start(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
        }
    }

    private static String lower(ZipEntry entry) {
        return entry.getName().toLowerCase(Locale.ROOT);
    }
}
