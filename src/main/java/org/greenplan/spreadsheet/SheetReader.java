package org.greenplan.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/** Reads one sheet (ECMA-376 part 1, 18.3), cell by cell; what it shows beside cells is passed over. */
final class SheetReader {

    /** More than any table of ours has rows. */
    private static final int MOST_MERGED = 5_000;

    private final String name;
    private final SharedStrings strings;
    private final CellFormats formats;
    private final TextCount count;
    private final Entrance entrance;
    private final SortedMap<CellAddress, UploadedCell> cells = new TreeMap<>();
    private final List<CellRangeAddress> merged = new ArrayList<>();
    private int row = -1;
    private int column = -1;

    SheetReader(String name, SharedStrings strings, CellFormats formats, TextCount count, Entrance entrance) {
        this.name = name;
        this.strings = strings;
        this.formats = formats;
        this.count = count;
        this.entrance = entrance;
    }

    /** @throws org.greenplan.task.RuleViolation when it holds too much, or reaches too far */
    void read(InputStream part) throws IOException {
        try (Xml xml = new Xml(part)) {
            while (xml.nextTag()) {
                if (xml.begins("row")) {
                    @Nullable String number = xml.attribute("r");
                    row = number == null ? row + 1 : Integer.parseInt(number) - 1;
                    column = -1;
                } else if (xml.begins("c")) {
                    cell(xml);
                } else if (xml.begins("mergeCell")) {
                    merged.add(CellRangeAddress.valueOf(String.valueOf(xml.attribute("ref"))));
                    if (merged.size() > MOST_MERGED) {
                        throw entrance.tooLarge("工作表“%s”的合并单元格超过%d处".formatted(name, MOST_MERGED));
                    }
                }
            }
        }
    }

    SortedMap<CellAddress, UploadedCell> cells() {
        return cells;
    }

    List<CellRangeAddress> merged() {
        return merged;
    }

    private void cell(Xml xml) throws IOException {
        @Nullable String reference = xml.attribute("r");
        CellAddress at = reference == null ? new CellAddress(row, column + 1) : new CellAddress(reference);
        column = at.getColumn();
        @Nullable String given = xml.attribute("t");
        String type = given == null ? "n" : given;
        @Nullable String style = xml.attribute("s");
        boolean formula = false;
        @Nullable String value = null;
        TextCount ofCell = new TextCount(entrance);
        while (!xml.ends("c")) {
            if (!xml.nextTag()) {
                throw new IOException("a cell that does not end");
            }
            if (xml.begins("f")) {
                formula = true;
                xml.text(ofCell);
            } else if (xml.begins("v")) {
                value = xml.text(ofCell);
            } else if (xml.begins("is")) {
                value = SharedStrings.text(xml, "is", ofCell);
            }
        }
        keep(at, formula ? new UploadedCell("", UploadedCell.Kind.FORMULA) : content(type, value, style));
    }

    private UploadedCell content(String type, @Nullable String value, @Nullable String style) throws IOException {
        if (value == null || value.isEmpty()) {
            return UploadedCell.BLANK;
        }
        return switch (type) {
            case "s" -> UploadedCell.words(strings.get(value));
            case "str" -> UploadedCell.words(CellText.unescaped(value));
            case "inlineStr" -> UploadedCell.words(value);
            case "e" -> new UploadedCell(value, UploadedCell.Kind.ERROR);
            case "b" ->
                UploadedCell.words(value.strip().equals("1") || value.strip().equals("true") ? "TRUE" : "FALSE");
            case "d" -> new UploadedCell(value.replaceFirst("T00:00(:00(\\.0+)?)?Z?$", ""), UploadedCell.Kind.DATE);
            case "n" -> formats.cell(value, style);
            default -> throw new IOException("a cell of the unknown type " + type);
        };
    }

    private void keep(CellAddress at, UploadedCell raw) {
        count.add(raw.text().length());
        String text = CellText.clean(raw.text());
        if (text.isEmpty() && !raw.is(UploadedCell.Kind.FORMULA)) {
            return;
        }
        if (at.getRow() >= entrance.rows() || at.getColumn() >= entrance.columns()) {
            throw entrance.tooLarge(
                    "单元格%s!%s有内容，最多读%d行、%d列".formatted(name, at.formatAsString(), entrance.rows(), entrance.columns()));
        }
        cells.put(at, new UploadedCell(text, raw.kind()));
    }
}
