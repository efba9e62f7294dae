package org.greenplan.submission;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.greenplan.spreadsheet.Entrance;
import org.greenplan.spreadsheet.UploadedTable;
import org.greenplan.task.RuleViolation;

/** The cells of a CSV file or of a workbook's first sheet, whatever they say; and cells as a CSV file. */
final class CatalogueTable {

    static final Entrance ENTRANCE = new Entrance("file", 1, 2000, 50, "不像是指标目录，请检查是否选错了文件，或从“下载现有目录”得到的文件改起。");

    private CatalogueTable() {}

    /** @throws RuleViolation when it is neither, or more than a catalogue can be */
    static List<List<String>> read(byte[] file) throws IOException {
        return unescaped(UploadedTable.read(file, ENTRANCE));
    }

    /** @throws RuleViolation when quotes are left open, or it is more than a catalogue can be */
    static List<List<String>> csv(String text) {
        return unescaped(UploadedTable.csv(text, ENTRANCE));
    }

    /** A cell that a spreadsheet would take for a formula is written as text. */
    static String write(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.DEFAULT)) {
            for (List<String> row : rows) {
                printer.printRecord(row.stream().map(CatalogueTable::escaped).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static boolean looksLikeAFormula(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
    }

    private static String escaped(String cell) {
        return looksLikeAFormula(cell) ? "'" + cell : cell;
    }

    private static List<List<String>> unescaped(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(CatalogueTable::unescaped).toList())
                .toList();
    }

    private static String unescaped(String cell) {
        String stripped = cell.strip();
        return stripped.startsWith("'") && looksLikeAFormula(stripped.substring(1)) ? stripped.substring(1) : stripped;
    }
}
