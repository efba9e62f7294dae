package org.greenplan.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.greenplan.report.EvidenceDetector.Content;
import org.greenplan.task.RuleViolation;

/**
 * Looks into an OLE2 container ([MS-CFB]): old Office formats, and those of WPS, by the stream at its root. The file
 * stays on disk.
 */
final class EvidenceOle {

    /** Stream at the root, and what it makes the file; in this order. */
    private static final List<Map.Entry<String, EvidenceFormat>> MAIN_STREAMS = List.of(
            Map.entry("WordDocument", EvidenceFormat.WORD_97),
            Map.entry("Workbook", EvidenceFormat.EXCEL_97),
            Map.entry("Book", EvidenceFormat.EXCEL_97),
            Map.entry("PowerPoint Document", EvidenceFormat.POWERPOINT_97));

    /** Storages in which Word and Excel keep macros. */
    private static final List<String> MACROS = List.of("Macros", "_VBA_PROJECT_CUR");

    private EvidenceOle() {}

    /** @throws RuleViolation when it is damaged, locked by a password, or carries macros */
    static Content detect(Path file) {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = container.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                throw EvidenceDetector.locked();
            }
            if (MACROS.stream().anyMatch(root::hasEntryCaseInsensitive)) {
                throw EvidenceDetector.macros();
            }
            return MAIN_STREAMS.stream()
                    .filter(stream -> root.hasEntryCaseInsensitive(stream.getKey()))
                    .findFirst()
                    .map(stream -> Content.of(stream.getValue()))
                    .orElse(new Content(null, "其他程序的OLE文件"));
        } catch (RuleViolation refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) {
            // POI answers a broken container with many kinds of runtime exceptions.
            throw EvidenceDetector.damaged();
        }
    }
}
