package org.greenplan.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipCollection;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a workbook (ECMA-376 part 1, 12.3) and reads its sheets one after the other. */
final class WorkbookParts {

    private static final int MOST_SHEETS = 50;
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships/";

    /** @param id of the relationship that leads to the sheet's part */
    private record Listed(String name, boolean visible, String id) {}

    private final Entrance entrance;
    private final TextCount count;
    private final PackagePart workbook;

    /** @throws RuleViolation when it carries macros */
    WorkbookParts(OPCPackage parts, Entrance entrance) throws IOException, InvalidFormatException {
        this.entrance = entrance;
        this.count = new TextCount(entrance);
        PackageRelationshipCollection main = parts.getRelationshipsByType(PackageRelationshipTypes.CORE_DOCUMENT);
        if (main.isEmpty()) {
            main = parts.getRelationshipsByType(PackageRelationshipTypes.STRICT_CORE_DOCUMENT);
        }
        @Nullable PackagePart found = main.isEmpty() ? null : parts.getPart(main.getRelationship(0));
        if (found == null || !found.getContentType().contains("sheet")) {
            throw new IOException("no workbook");
        }
        if (found.getContentType().contains("macroEnabled")) {
            throw entrance.refused("workbook-with-macros", "文件带有宏，请另存为“Excel工作簿（*.xlsx）”后再上传。");
        }
        this.workbook = found;
    }

    List<UploadedSheet> sheets() throws IOException, InvalidFormatException {
        List<Listed> listed = new ArrayList<>();
        boolean from1904 = false;
        try (Xml xml = new Xml(workbook.getInputStream())) {
            while (xml.nextTag()) {
                if (xml.begins("workbookPr")) {
                    from1904 = List.of("1", "true").contains(String.valueOf(xml.attribute("date1904")));
                } else if (xml.begins("sheet")) {
                    listed.add(new Listed(
                            required(xml.attribute("name")),
                            xml.attribute("state") == null || "visible".equals(xml.attribute("state")),
                            required(xml.attribute("id"))));
                    requireFew(listed);
                }
            }
        }
        SharedStrings strings = new SharedStrings(entrance);
        read("sharedStrings", strings::read);
        CellFormats formats = new CellFormats(from1904);
        read("styles", formats::read);
        List<UploadedSheet> sheets = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Listed sheet : listed) {
            PackagePart part = workbook.getRelatedPart(workbook.getRelationship(sheet.id()));
            if (!seen.add(part.getPartName().getName())) {
                throw new IOException("two sheets of one part");
            }
            SheetReader reader = new SheetReader(sheet.name(), strings, formats, count, entrance);
            if (!part.getContentType().contains("chartsheet")) {
                try (InputStream in = part.getInputStream()) {
                    reader.read(in);
                }
            }
            sheets.add(new UploadedSheet(sheet.name(), sheet.visible(), reader.cells(), reader.merged()));
        }
        return sheets;
    }

    @FunctionalInterface
    private interface PartReader {
        void read(InputStream part) throws IOException;
    }

    private void read(String relation, PartReader reader) throws IOException, InvalidFormatException {
        for (String type : List.of(RELATIONS + relation, STRICT_RELATIONS + relation)) {
            for (PackageRelationship found : workbook.getRelationshipsByType(type)) {
                try (InputStream in = workbook.getRelatedPart(found).getInputStream()) {
                    reader.read(in);
                }
                return;
            }
        }
    }

    private void requireFew(List<Listed> sheets) {
        if (sheets.size() > MOST_SHEETS) {
            throw entrance.tooLarge("文件里的工作表超过%d张".formatted(MOST_SHEETS));
        }
    }

    private static String required(@Nullable String attribute) throws IOException {
        if (attribute == null) {
            throw new IOException("a sheet without a name or a part");
        }
        return attribute;
    }
}
