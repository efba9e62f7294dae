package org.greenplan.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a new Office file fetches or starts, beside its relationships ({@link OfficeRelations}): fields of
 * letters (ECMA-376 part 1, 17.16), formulas of workbooks (18.17) and links to other programs (18.14). A link that
 * waits for a click and the kept values of another workbook do no harm here either.
 */
final class OfficeContent {

    /** Start another program, or ask a database, whatever they name. */
    private static final Set<String> ALWAYS = Set.of("DDE", "DDEAUTO", "DATABASE");

    /** Read a file, which may lie on the reader's own disk, where a picture once came from. */
    private static final Set<String> BY_ADDRESS =
            Set.of("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "RD");

    private static final Pattern OWN_DISK = Pattern.compile("file:/{0,3}(?=[a-z]:)", Pattern.CASE_INSENSITIVE);

    /** A scheme of more than a drive's letter, or a share at the beginning of what is named. */
    private static final Pattern ADDRESS =
            Pattern.compile("[a-z][a-z0-9+.-]+:|(^|[\\s\"])[\\\\/]{2}", Pattern.CASE_INSENSITIVE);

    private static final Pattern FETCHING =
            Pattern.compile("(?<![\\p{L}\\d_])(WEBSERVICE|IMAGE|RTD)\\s*\\(", Pattern.CASE_INSENSITIVE);

    private static final Set<String> FORMULAS = Set.of("f", "formula", "formula1", "formula2", "definedName");

    private static final int MOST_DEPTH = 1_000;
    private static final int LONGEST_INSTRUCTION = 64 * 1024;
    private static final int SHOWN = 60;

    /** A field whose instruction is being read; its result is text like any other. */
    private static final class Field {
        private final StringBuilder instruction = new StringBuilder();
        private boolean nested;
        private boolean result;
    }

    private final Deque<Field> fields = new ArrayDeque<>();

    private OfficeContent() {}

    /**
     * @param strict whether the part has to be XML; drawings of old and web pages begin like it and are not always
     * @throws RuleViolation when something is fetched or started when the file is opened, or cannot be told
     */
    static void check(InputStream part, boolean strict) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(part);
            new OfficeContent().read(reader);
        } catch (XMLStreamException e) {
            if (strict) {
                throw FileDetector.damaged();
            }
        }
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        @Nullable StringBuilder text = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    String name = reader.getLocalName();
                    start(name, reader);
                    boolean read = FORMULAS.contains(name) || name.equals("instrText") || name.equals("delInstrText");
                    text = read ? new StringBuilder() : null;
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
                    if (text != null) {
                        append(text, reader.getText());
                    }
                }
                case XMLStreamReader.END_ELEMENT -> {
                    if (text != null) {
                        end(reader.getLocalName(), text.toString());
                    }
                    text = null;
                }
                default -> {}
            }
        }
        fields.forEach(OfficeContent::check);
    }

    private void start(String name, XMLStreamReader reader) {
        switch (name) {
            case "ddeLink" -> throw program();
            case "oleLink" -> throw refused("文件里有链接到其他文件的对象，打开时会从那里读取；请断开链接或改为图片，保存后再上传。");
            case "fldSimple" -> check(attribute(reader, "instr"), false);
            case "fldChar" -> fieldMark(attribute(reader, "fldCharType"));
            default -> {}
        }
    }

    private void fieldMark(String type) {
        @Nullable Field field = fields.peek();
        if (type.equals("begin")) {
            if (field != null && !field.result) {
                field.nested = true;
            }
            if (fields.size() >= MOST_DEPTH) {
                throw FileDetector.damaged();
            }
            fields.push(new Field());
        } else if (field != null && type.equals("separate")) {
            check(field);
            field.result = true;
        } else if (field != null && type.equals("end")) {
            fields.pop();
            check(field);
        }
    }

    private void end(String name, String text) {
        @Nullable Field field = fields.peek();
        if (FORMULAS.contains(name)) {
            formula(text);
        } else if (field != null) {
            append(field.instruction, text);
        }
    }

    private static void append(StringBuilder all, String more) {
        if (all.length() + more.length() > LONGEST_INSTRUCTION) {
            throw refused("文件里有过长的域或公式，无法检查；请删去后再上传。");
        }
        all.append(more);
    }

    private static void check(Field field) {
        check(field.instruction.toString(), field.nested);
    }

    /** @param nested whether another field makes a part of it, so that nobody can tell where it leads */
    private static void check(String instruction, boolean nested) {
        String stripped = instruction.strip();
        String keyword = stripped.split("[\\s\"\\\\]", 2)[0].toUpperCase(Locale.ROOT);
        if (ALWAYS.contains(keyword)) {
            throw program();
        }
        if (BY_ADDRESS.contains(keyword)) {
            String rest = OWN_DISK.matcher(stripped.substring(keyword.length())).replaceAll("");
            if (nested || ADDRESS.matcher(rest).find()) {
                throw refused("文件里有打开时会读取外部内容的域（%s）；请断开链接、把内容放进文件，保存后再上传。".formatted(shown(stripped)));
            }
        }
    }

    private static void formula(String formula) {
        String bare = bare(formula);
        if (bare.indexOf('|') >= 0) {
            throw program();
        }
        if (FETCHING.matcher(bare).find()) {
            throw refused("文件里有打开时会读取外部内容的公式（%s）；请改为数值，保存后再上传。".formatted(shown(formula.strip())));
        }
    }

    /** Without texts, quoted names of sheets and names of columns, in which any character may stand. */
    private static String bare(String formula) {
        StringBuilder bare = new StringBuilder();
        int brackets = 0;
        char quote = 0;
        for (int i = 0; i < formula.length(); i++) {
            char c = formula.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'' && brackets == 0) {
                quote = c;
            } else if (c == '[') {
                brackets++;
            } else if (c == ']') {
                brackets = Math.max(0, brackets - 1);
            } else if (brackets == 0) {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    private static String attribute(XMLStreamReader reader, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static RuleViolation program() {
        return refused("文件里有与其他程序的链接（DDE）或数据库查询，打开时会启动或读取它们；请断开链接、改为文字或数值，保存后再上传。");
    }

    private static RuleViolation refused(String sentence) {
        return FileDetector.refused("evidence-loads-from-outside", sentence);
    }
}
