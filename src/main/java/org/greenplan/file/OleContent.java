package org.greenplan.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.greenplan.file.FileDetector.Content;
import org.greenplan.task.RuleViolation;

/**
 * Looks into an OLE2 container ([MS-CFB]): old Office formats, and those of WPS, by the stream at its root. The file
 * stays on disk.
 */
final class OleContent {

    /** Stream at the root, and what it makes the file; in this order. */
    private static final List<Map.Entry<String, FileFormat>> MAIN_STREAMS = List.of(
            Map.entry("WordDocument", FileFormat.WORD_97),
            Map.entry("Workbook", FileFormat.EXCEL_97),
            Map.entry("Book", FileFormat.EXCEL_97),
            Map.entry("PowerPoint Document", FileFormat.POWERPOINT_97));

    /** Storages in which Word and Excel keep macros. */
    private static final List<String> MACROS = List.of("Macros", "_VBA_PROJECT_CUR");

    private static final List<String> WORKBOOKS = List.of("Workbook", "Book");
    private static final String SLIDES = "PowerPoint Document";
    private static final String PACKAGE = "\u0001Ole10Native";

    /** Of an embedded file: its name, and where it begins. */
    private static final int START = 16 * 1024;

    private static final int DEEPEST = 20;

    private final Inspection inspection;

    private OleContent(Inspection inspection) {
        this.inspection = inspection;
    }

    /** @throws RuleViolation when it is damaged, locked by a password, or carries macros or programs */
    static Content detect(Path file, Inspection inspection) {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = container.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                throw FileDetector.locked();
            }
            new OleContent(inspection).look(root, 0);
            return MAIN_STREAMS.stream()
                    .filter(stream -> root.hasEntryCaseInsensitive(stream.getKey()))
                    .findFirst()
                    .map(stream -> Content.of(stream.getValue()))
                    .orElse(new Content(null, "其他程序的OLE文件"));
        } catch (RuleViolation refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) {
            // POI answers a broken container with many kinds of runtime exceptions.
            throw FileDetector.damaged();
        }
    }

    /** @return whether a project of macros was seen; one with code is refused */
    private boolean look(DirectoryNode storage, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("deeper than any document");
        }
        boolean project = VbaProject.isIn(storage);
        if (project) {
            refuseCode(storage);
        }
        for (Iterator<Entry> entries = storage.getEntries(); entries.hasNext(); ) {
            Entry entry = entries.next();
            if (entry instanceof DirectoryNode inner) {
                boolean inside = look(inner, depth + 1);
                if (!inside && MACROS.stream().anyMatch(inner.getName()::equalsIgnoreCase)) {
                    throw unseen();
                }
                project |= inside;
            } else if (entry.getName().equals(PACKAGE)) {
                lookAtEmbedded((DocumentEntry) entry);
            } else if (entry.getName().equalsIgnoreCase(SLIDES)) {
                lookAtSlides((DocumentEntry) entry);
            } else if (WORKBOOKS.stream().anyMatch(entry.getName()::equalsIgnoreCase)) {
                lookAtWorkbook((DocumentEntry) entry);
            }
        }
        return project;
    }

    private static void refuseCode(DirectoryNode storage) {
        boolean code;
        try {
            code = VbaProject.hasCode(storage);
        } catch (IOException unreadable) {
            throw unseen();
        }
        if (code) {
            throw FileDetector.macros();
        }
    }

    private void lookAtWorkbook(DocumentEntry workbook) throws IOException {
        try (InputStream in = new DocumentInputStream(workbook)) {
            if (inspection.unpacked(in, MacroSheets::haveFormulas)) {
                throw FileDetector.macros();
            }
        }
    }

    private void lookAtSlides(DocumentEntry slides) throws IOException {
        try (InputStream in = new DocumentInputStream(slides)) {
            inspection.unpacked(in, file -> {
                PowerPointObjects.visit(file, this::lookAtObject);
                return file;
            });
        }
    }

    private void lookAtObject(InputStream container) throws IOException {
        try {
            inspection.detect(container);
        } catch (RuleViolation refused) {
            throw refused.code().equals(FileDetector.damaged().code())
                    ? FileDetector.refused("evidence-object-unreadable", "文件里有一个嵌入的对象读不出来，无法检查；请删去它，或另存为.pptx后再上传。")
                    : refused;
        }
    }

    /** A file that was dragged into a document ([MS-OLEDS] 2.3.6): its names, then its bytes. */
    private void lookAtEmbedded(DocumentEntry entry) throws IOException {
        byte[] start;
        try (InputStream in = new DocumentInputStream(entry)) {
            start = in.readNBytes(START);
        }
        ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < 6 || bytes.getShort(4) != 2) {
            // the bytes of a program of its own, such as a picture
            return;
        }
        bytes.position(6);
        text(bytes);
        String path = text(bytes);
        if (bytes.remaining() < 8) {
            return;
        }
        NamesInside.requireListed(path);
        bytes.getInt();
        int original = bytes.getInt();
        if (original >= 0 && original <= bytes.remaining() - 4) {
            bytes.position(bytes.position() + original + 4);
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            if (inspection.isProgram(content)) {
                throw NamesInside.program(path);
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        int from = bytes.position();
        while (bytes.hasRemaining() && bytes.get() != 0) {
            // up to the end
        }
        int end = Math.max(from, bytes.position() - 1);
        return new String(bytes.array(), from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static RuleViolation unseen() {
        return FileDetector.refused("evidence-macros", "文件带有宏的部分，而其中有没有宏无法查看；请另存为不含宏的文件（如.docx、.xlsx、.pptx）后再上传。");
    }
}
