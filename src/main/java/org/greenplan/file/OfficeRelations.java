package org.greenplan.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a new Office file point to outside of it (ECMA-376 part 2, 9.3). A link waits for a click, and the
 * values of another workbook are in the file; everything else is fetched when the file is opened, from wherever its
 * writer wishes.
 */
final class OfficeRelations {

    /** Last words of the types, in lower case. */
    private static final Set<String> HARMLESS = Set.of(
            "hyperlink",
            "externallinkpath",
            "xlexternallinkpath",
            "xlpathmissing",
            "xlstartup",
            "xllibrary",
            "xlalternatestartup");

    /** A template on the reader's own disk: Word names the one that the letter was written with, and does without. */
    private static final Pattern OWN_DISK = Pattern.compile("(file:/{0,3})?[a-z]:[\\\\/].*", Pattern.CASE_INSENSITIVE);

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int SHOWN = 60;

    private OfficeRelations() {}

    /** @throws RuleViolation when something is fetched when the file is opened */
    static void check(InputStream relations) throws IOException {
        for (Relation relation : external(relations)) {
            if (HARMLESS.contains(relation.type())
                    || relation.type().equals("attachedtemplate")
                            && OWN_DISK.matcher(relation.target()).matches()) {
                continue;
            }
            String shown = relation.target().length() > SHOWN
                    ? relation.target().substring(0, SHOWN) + "…"
                    : relation.target();
            throw switch (relation.type()) {
                case "attachedtemplate" ->
                    refused("文件打开时会加载外部的模板（%s）；请在Word的“开发工具—文档模板”中改为Normal，保存后再上传。".formatted(shown));
                case "oleobject" -> refused("文件里有链接到外部的对象（%s），打开时会从那里读取；请断开链接或改为图片，保存后再上传。".formatted(shown));
                case "image" -> refused("文件里有链接到外部的图片（%s），打开时会从那里读取；请把图片嵌入文件，保存后再上传。".formatted(shown));
                default -> refused("文件打开时会读取外部的内容（%s）；请断开链接、把内容放进文件，保存后再上传。".formatted(shown));
            };
        }
    }

    private record Relation(String type, String target) {}

    private static Set<Relation> external(InputStream relations) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Set<Relation> found = new HashSet<>();
        byte[] xml = relations.readNBytes(MOST_BYTES + 1);
        if (xml.length > MOST_BYTES) {
            throw refused("文件内部的链接表过大，无法检查；请另存一份后再上传。");
        }
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && "external"
                                .equalsIgnoreCase(
                                        attribute(reader, "TargetMode").strip())) {
                    String type = attribute(reader, "Type").toLowerCase(Locale.ROOT);
                    found.add(new Relation(
                            type.substring(type.lastIndexOf('/') + 1),
                            attribute(reader, "Target").strip()));
                }
            }
        } catch (XMLStreamException e) {
            throw FileDetector.damaged();
        }
        return found;
    }

    private static String attribute(XMLStreamReader reader, String name) {
        @Nullable String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static RuleViolation refused(String sentence) {
        return FileDetector.refused("evidence-loads-from-outside", sentence);
    }
}
