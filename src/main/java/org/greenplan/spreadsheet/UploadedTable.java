package org.greenplan.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.ss.util.CellAddress;
import org.greenplan.task.RuleViolation;

/** The cells of a CSV file, or of a workbook's first sheet, as rows of texts. */
public final class UploadedTable {

    private static final Charset GBK = Charset.forName("GB18030");
    private static final int MOST_NAMED = 5;

    private UploadedTable() {}

    /**
     * The rows, blank ones included, so that a row's place is its number.
     *
     * @throws RuleViolation when it is neither, or too much
     */
    public static List<List<String>> read(byte[] file, Entrance entrance) throws IOException {
        if (file.length == 0) {
            throw entrance.refused("no-file", "请先选择一个CSV或Excel文件；所选的文件是空的或没有选择文件。");
        }
        if (file.length > entrance.bytes()) {
            throw entrance.tooManyBytes();
        }
        return switch (FileMagic.valueOf(file)) {
            case OOXML, OLE2 -> firstSheet(UploadedWorkbook.read(new ByteArrayInputStream(file), entrance), entrance);
            case BIFF2, BIFF3, BIFF4 ->
                throw entrance.refused("workbook-not-xlsx", "这是旧版Excel文件，请在Excel中“另存为”“Excel工作簿（*.xlsx）”后再上传。");
            case PDF, PNG, JPEG, GIF, RTF -> throw entrance.refused("no-table", "这不是表格文件，请选择CSV或Excel（*.xlsx）文件。");
            default -> csv(text(file, entrance), entrance);
        };
    }

    /**
     * The text of a CSV file: UTF-8, else GBK, which is what Excel in China saves; without a byte order mark.
     *
     * @throws RuleViolation when it is neither, or too much
     */
    public static String text(byte[] file, Entrance entrance) {
        if (file.length > entrance.bytes()) {
            throw entrance.tooManyBytes();
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, GBK)) {
            try {
                String text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (CharacterCodingException other) {
                // the next one
            }
        }
        throw entrance.refused("unknown-encoding", "文件的编码无法识别，请在Excel中“另存为”，类型选“CSV UTF-8（逗号分隔）”。");
    }

    /**
     * The rows of a CSV text, blank ones included.
     *
     * @throws RuleViolation when quotes are left open, or it is too much
     */
    public static List<List<String>> csv(String text, Entrance entrance) {
        TextCount count = new TextCount(entrance);
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setIgnoreEmptyLines(false)
                .get()
                .parse(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
            for (CSVRecord record : parser) {
                rows.add(row(record, rows.size(), count, entrance));
            }
        } catch (IOException | UncheckedIOException e) {
            throw entrance.refused("not-csv", "文件无法按CSV读取，可能有引号不成对。请用Excel打开检查后另存为CSV。");
        }
        return rows;
    }

    private static List<String> row(CSVRecord record, int row, TextCount count, Entrance entrance) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < record.size(); column++) {
            String cell = record.get(column);
            count.add(cell.length());
            if (!cell.isBlank()) {
                if (row >= entrance.rows() || column >= entrance.columns()) {
                    throw entrance.tooLarge("第%d行第%d列有内容，最多读%d行、%d列"
                            .formatted(row + 1, column + 1, entrance.rows(), entrance.columns()));
                }
                while (cells.size() <= column) {
                    cells.add("");
                }
                cells.set(column, CellText.clean(cell));
            }
        }
        return cells;
    }

    private static List<List<String>> firstSheet(UploadedWorkbook workbook, Entrance entrance) {
        if (workbook.sheets().isEmpty()) {
            return List.of();
        }
        UploadedSheet sheet = workbook.sheets().get(0);
        SortedMap<CellAddress, UploadedCell> cells = sheet.cells();
        refuseFormulas(sheet, entrance);
        int rows = cells.isEmpty() ? 0 : cells.lastKey().getRow() + 1;
        List<List<String>> table = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            table.add(new ArrayList<>());
        }
        for (Map.Entry<CellAddress, UploadedCell> cell : cells.entrySet()) {
            List<String> row = table.get(cell.getKey().getRow());
            row.addAll(Collections.nCopies(cell.getKey().getColumn() - row.size(), ""));
            row.add(cell.getValue().text());
        }
        return table;
    }

    private static void refuseFormulas(UploadedSheet sheet, Entrance entrance) {
        List<String> formulas = sheet.cells().entrySet().stream()
                .filter(cell -> cell.getValue().formula())
                .map(cell -> sheet.name() + "!" + cell.getKey().formatAsString())
                .limit(MOST_NAMED)
                .toList();
        if (!formulas.isEmpty()) {
            throw entrance.refused(
                    "workbook-formula",
                    "单元格%s是公式，本系统不接受公式；请复制后“选择性粘贴”为数值，或直接填写结果，再上传。".formatted(String.join("、", formulas)));
        }
    }
}
