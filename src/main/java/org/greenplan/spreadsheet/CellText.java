package org.greenplan.spreadsheet;

import java.util.regex.Pattern;
import org.greenplan.task.PlainText;

/** The text of a cell: what can stand in one, and how it stands in the file. */
public final class CellText {

    /** Looks like an escaped character to Excel (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
    private static final Pattern ESCAPE_LIKE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private CellText() {}

    /** Without blanks around it, with one kind of line end, and without what no cell can hold: as {@link PlainText#of}. */
    public static String clean(String text) {
        return PlainText.of(text);
    }

    /** For the file, in which an underscore may begin an escape. */
    public static String escaped(String text) {
        return ESCAPE_LIKE.matcher(text).replaceAll("_x005F_");
    }

    /** Whether a spreadsheet that finds this typed, or in a CSV file, would compute it. */
    public static boolean looksLikeAFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    }

    /** From the file: {@code _x000A_} is a line end there. */
    static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    /** At most this long, and no character halved. */
    public static String start(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
