package org.greenplan.spreadsheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An .xlsx written part by part, as no spreadsheet program would write it. */
public final class SmallWorkbook {

    private static final String TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private String sheetData = "";
    private String merged = "";

    public SmallWorkbook() {
        with(
                "[Content_Types].xml",
                ("<Types xmlns=\"%s\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
                                + "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"%ssheet.main+xml\"/>"
                                + "<Override PartName=\"/xl/sheet1.xml\" ContentType=\"%2$sworksheet+xml\"/>"
                                + "<Override PartName=\"/xl/strings.xml\" ContentType=\"%2$ssharedStrings+xml\"/>"
                                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"%2$sstyles+xml\"/></Types>")
                        .formatted(TYPES, OFFICE));
        with("_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
        sheets("<sheet name=\"表\" sheetId=\"1\" r:id=\"r0\"/>");
        with(
                "xl/_rels/workbook.xml.rels",
                relations("worksheet", "sheet1.xml", "sharedStrings", "strings.xml", "styles", "styles.xml"));
        strings();
        styles("");
        cells("");
    }

    private static String relations(String... typesAndTargets) {
        StringBuilder relations = new StringBuilder("<Relationships xmlns=\"" + PACKAGE + "\">");
        for (int i = 0; i < typesAndTargets.length; i += 2) {
            relations.append("<Relationship Id=\"r%d\" Type=\"%s/%s\" Target=\"%s\"/>"
                    .formatted(i / 2, DOCUMENT, typesAndTargets[i], typesAndTargets[i + 1]));
        }
        return relations + "</Relationships>";
    }

    public SmallWorkbook with(String part, String content) {
        parts.put(part, content);
        return this;
    }

    /** @param xml what stands in {@code sheets} */
    public SmallWorkbook sheets(String xml) {
        return with(
                "xl/workbook.xml",
                "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>%s</sheets></workbook>".formatted(MAIN, DOCUMENT, xml));
    }

    /** @param xml what stands in {@code sheetData} */
    public SmallWorkbook cells(String xml) {
        sheetData = xml;
        return sheet();
    }

    /** Rows of cells: words, or what {@link #number}, {@link #formula} and {@link #error} make; "" is blank. */
    @SafeVarargs
    public final SmallWorkbook rows(List<String>... rows) {
        StringBuilder cells = new StringBuilder();
        for (List<String> row : rows) {
            cells.append("<row>");
            for (String cell : row) {
                cells.append(cell.startsWith("<c") ? cell : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>");
            }
            cells.append("</row>");
        }
        return cells(cells.toString());
    }

    /** @param style number of the style, see {@link #styles} */
    public static String number(double number, int style) {
        return "<c s=\"%d\"><v>%s</v></c>".formatted(style, number);
    }

    public static String formula(String formula, String value) {
        return "<c t=\"str\"><f>%s</f><v>%s</v></c>".formatted(formula, value);
    }

    public static String error(String error) {
        return "<c t=\"e\"><v>%s</v></c>".formatted(error);
    }

    /** @param ranges e.g. B2:B9 */
    public SmallWorkbook merged(String... ranges) {
        merged = Stream.of(ranges)
                .map("<mergeCell ref=\"%s\"/>"::formatted)
                .collect(Collectors.joining("", "<mergeCells>", "</mergeCells>"));
        return sheet();
    }

    private SmallWorkbook sheet() {
        return with(
                "xl/sheet1.xml",
                "<worksheet xmlns=\"%s\"><sheetData>%s</sheetData>%s</worksheet>".formatted(MAIN, sheetData, merged));
    }

    public SmallWorkbook strings(String... texts) {
        StringBuilder items = new StringBuilder();
        for (String text : texts) {
            items.append("<si><t>").append(text).append("</t></si>");
        }
        return with("xl/strings.xml", "<sst xmlns=\"%s\">%s</sst>".formatted(MAIN, items));
    }

    /** @param formats ids of the number formats of the styles, as they are numbered */
    public SmallWorkbook styles(String custom, int... formats) {
        StringBuilder styles = new StringBuilder();
        for (int format : formats) {
            styles.append("<xf numFmtId=\"%d\"/>".formatted(format));
        }
        return with(
                "xl/styles.xml",
                ("<styleSheet xmlns=\"%s\"><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
                                + "<cellXfs>%s</cellXfs></styleSheet>")
                        .formatted(MAIN, custom, styles));
    }

    /** A row of cells that all name the first shared text. */
    public static String namingTheFirst(int cells) {
        return "<row>" + "<c t=\"s\"><v>0</v></c>".repeat(cells) + "</row>";
    }

    /** One text of 15 million characters that sixty cells name, in 25 kB. */
    public static byte[] longTextNamedOften() {
        return new SmallWorkbook()
                .strings("水".repeat(15_000_000))
                .cells(namingTheFirst(60))
                .bytes();
    }

    public byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
