package org.greenplan.submission;

import java.io.IOException;
import java.util.List;
import org.greenplan.spreadsheet.CsvTable;
import org.greenplan.spreadsheet.Entrance;
import org.greenplan.spreadsheet.UploadedTable;
import org.greenplan.task.RuleViolation;

/** The cells of a CSV file or of a workbook's first sheet, whatever they say. */
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

    private static List<List<String>> unescaped(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(CsvTable::unescaped).toList())
                .toList();
    }
}
