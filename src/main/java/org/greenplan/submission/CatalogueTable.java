package org.greenplan.submission;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.greenplan.task.RuleViolation;

/** The cells of a CSV file or of a workbook's first sheet, whatever they say; and cells as a CSV file. */
final class CatalogueTable {

    static final int MOST_BYTES = 1024 * 1024;

    private static final Charset GBK = Charset.forName("GB18030");
    private static final int MOST_ROWS = 2000;
    private static final int MOST_COLUMNS = 50;

    private CatalogueTable() {}

    /** @throws RuleViolation when it is neither */
    static List<List<String>> read(byte[] file) {
        if (file.length == 0) {
            throw refused("no-file", "请先选择一个CSV或Excel文件；所选的文件是空的或没有选择文件。");
        }
        if (file.length > MOST_BYTES) {
            throw refused("too-large", "文件超过1MB，不像是指标目录，请检查是否选错了文件。");
        }
        return switch (FileMagic.valueOf(file)) {
            case OOXML -> workbook(file);
            case OLE2, BIFF2, BIFF3, BIFF4 ->
                throw refused("old-excel", "这是旧版Excel文件或带密码的文件，请在Excel中“另存为”“Excel工作簿（*.xlsx）”后再选择。");
            case PDF, PNG, JPEG, GIF, RTF -> throw refused("no-table", "这不是表格文件，请选择CSV或Excel（*.xlsx）文件。");
            default -> csv(text(file));
        };
    }

    private static String text(byte[] file) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, GBK)) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            } catch (CharacterCodingException other) {
                // the next one
            }
        }
        throw refused("unknown-encoding", "文件的编码无法识别，请在Excel中“另存为”，类型选“CSV UTF-8（逗号分隔）”。");
    }

    static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser =
                CSVFormat.DEFAULT.parse(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
            parser.forEach(
                    row -> rows.add(row.stream().map(CatalogueTable::unescaped).toList()));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw refused("not-csv", "文件无法按CSV读取，可能有引号不成对。请用Excel打开检查后另存为CSV。");
        }
        return rows;
    }

    private static List<List<String>> workbook(byte[] file) {
        DataFormatter formatter = new DataFormatter();
        List<List<String>> rows = new ArrayList<>();
        try (Workbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            Sheet sheet = workbook.getSheetAt(0);
            for (int i = 0; i <= Math.min(sheet.getLastRowNum(), MOST_ROWS); i++) {
                Row row = sheet.getRow(i);
                List<String> cells = new ArrayList<>();
                for (int column = 0; row != null && column < Math.min(row.getLastCellNum(), MOST_COLUMNS); column++) {
                    cells.add(unescaped(formatter.formatCellValue(row.getCell(column))));
                }
                rows.add(cells);
            }
        } catch (IOException | RuntimeException unreadable) {
            throw refused("not-a-workbook", "文件已损坏或不是标准的Excel工作簿，请用Excel或WPS打开，另存为“Excel工作簿（*.xlsx）”后再选择。");
        }
        return rows;
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

    private static String unescaped(String cell) {
        String stripped = cell.strip();
        return stripped.startsWith("'") && looksLikeAFormula(stripped.substring(1)) ? stripped.substring(1) : stripped;
    }

    private static RuleViolation refused(String code, String message) {
        return RuleViolation.of("file", code, message);
    }
}
