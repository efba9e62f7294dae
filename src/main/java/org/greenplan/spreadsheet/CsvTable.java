package org.greenplan.spreadsheet;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Cells as a CSV file that goes out. A cell that a spreadsheet would take for a formula is written as text. */
public final class CsvTable {

    private CsvTable() {}

    public static String write(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.DEFAULT)) {
            for (List<String> row : rows) {
                printer.printRecord(row.stream().map(CsvTable::escaped).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A cell that came back, as it was before it was written. */
    public static String unescaped(String cell) {
        String stripped = cell.strip();
        return stripped.startsWith("'") && CellText.looksLikeAFormula(stripped.substring(1))
                ? stripped.substring(1)
                : stripped;
    }

    private static String escaped(String cell) {
        return CellText.looksLikeAFormula(cell) ? "'" + cell : cell;
    }
}
