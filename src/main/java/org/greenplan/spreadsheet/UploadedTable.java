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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.ss.util.CellAddress;
import org.greenplan.task.FieldError;
import org.greenplan.task.RuleViolation;

/**
 * The one table of an upload: a CSV file, or the first sheet that a workbook shows. Whatever may come as the one may
 * come as the other.
 *
 * @param notices what of the file is not in the table, in Chinese sentences
 */
public record UploadedTable(UploadedSheet sheet, List<String> notices) {

    private static final Charset GBK = Charset.forName("GB18030");

    /** So many cells are named; who has more of them has one cause. */
    private static final int MOST_NAMED = 20;

    private static final int MOST_SHEETS_NAMED = 5;

    public UploadedTable {
        notices = List.copyOf(notices);
    }

    /**
     * Reads a file.
     *
     * @throws RuleViolation when it is neither, or too much; with an error for each cell that shows no content of its own
     */
    public static UploadedTable read(byte[] file, Entrance entrance) throws IOException {
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
     * Reads the text of a CSV file.
     *
     * @throws RuleViolation when quotes are left open, or it is too much
     */
    public static UploadedTable csv(String text, Entrance entrance) {
        TextCount count = new TextCount(entrance);
        SortedMap<CellAddress, UploadedCell> cells = new TreeMap<>();
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setIgnoreEmptyLines(false)
                .get()
                .parse(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text))) {
            for (CSVRecord record : parser) {
                row(record, cells, count, entrance);
            }
        } catch (IOException | UncheckedIOException e) {
            throw entrance.refused("not-csv", "文件无法按CSV读取，可能有引号不成对。请用Excel打开检查后另存为CSV。");
        }
        return new UploadedTable(new UploadedSheet("", true, cells, List.of()), List.of());
    }

    /** UTF-8, else GBK, which is what Excel in China saves. */
    private static String text(byte[] file, Entrance entrance) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, GBK)) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            } catch (CharacterCodingException other) {
                // the next one
            }
        }
        throw entrance.refused("unknown-encoding", "文件的编码无法识别，请在Excel中“另存为”，类型选“CSV UTF-8（逗号分隔）”。");
    }

    private static void row(
            CSVRecord record, SortedMap<CellAddress, UploadedCell> cells, TextCount count, Entrance entrance) {
        int row = (int) record.getRecordNumber() - 1;
        for (int column = 0; column < record.size(); column++) {
            String cell = record.get(column);
            count.add(cell.length());
            String clean = CsvTable.unescaped(CellText.clean(cell));
            if (!clean.isEmpty()) {
                if (row >= entrance.rows() || column >= entrance.columns()) {
                    throw entrance.tooLarge("第%d行第%d列有内容，最多读%d行、%d列"
                            .formatted(row + 1, column + 1, entrance.rows(), entrance.columns()));
                }
                cells.put(new CellAddress(row, column), UploadedCell.words(clean));
            }
        }
    }

    private static UploadedTable firstSheet(UploadedWorkbook workbook, Entrance entrance) {
        List<UploadedSheet> shown =
                workbook.sheets().stream().filter(UploadedSheet::visible).toList();
        if (shown.isEmpty()) {
            throw entrance.refused("no-table", "文件里没有可见的工作表，请取消隐藏后再上传。");
        }
        UploadedSheet sheet = shown.get(0);
        refuseCellsWithoutContent(sheet, entrance);
        SortedMap<CellAddress, UploadedCell> cells = new TreeMap<>();
        sheet.cells()
                .forEach((at, cell) -> cells.put(at, new UploadedCell(CsvTable.unescaped(cell.text()), cell.kind())));
        return new UploadedTable(
                new UploadedSheet(sheet.name(), true, cells, sheet.merged()),
                notRead(sheet, shown.subList(1, shown.size())));
    }

    private static void refuseCellsWithoutContent(UploadedSheet sheet, Entrance entrance) {
        List<FieldError> refused = new ArrayList<>();
        Stream.of(UploadedCell.Kind.FORMULA, UploadedCell.Kind.ERROR)
                .flatMap(sheet::whereAre)
                .limit(MOST_NAMED)
                .forEach(at -> refused.add(refusal(sheet, at, entrance)));
        if (!refused.isEmpty()) {
            throw RuleViolation.of(refused);
        }
    }

    private static FieldError refusal(UploadedSheet sheet, CellAddress at, Entrance entrance) {
        UploadedCell cell = sheet.cell(at.getRow(), at.getColumn());
        return cell.is(UploadedCell.Kind.FORMULA)
                ? new FieldError(entrance.field(), "workbook-formula", CellRefusal.formula(at.formatAsString()))
                : new FieldError(entrance.field(), "cell-error", CellRefusal.error(at.formatAsString(), cell.text()));
    }

    private static List<String> notRead(UploadedSheet read, List<UploadedSheet> others) {
        String names = others.stream()
                .filter(sheet -> !sheet.cells().isEmpty())
                .limit(MOST_SHEETS_NAMED)
                .map(sheet -> "“" + sheet.name() + "”")
                .collect(Collectors.joining());
        return names.isEmpty() ? List.of() : List.of("只读第一张工作表“%s”，%s没有读入。".formatted(read.name(), names));
    }
}
