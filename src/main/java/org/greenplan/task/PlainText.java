package org.greenplan.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people type, as it is judged and kept: nothing that only looks like text fills a field, and no control character but
 * line end and tab reaches a table.
 */
public final class PlainText {

    private static final Pattern LINE_ENDS = Pattern.compile("\r\n|[\r\u000B\f\u0085\u2028\u2029]");

    private static final Pattern NOT_ON_A_LINE = Pattern.compile("[\\p{Cc}\u2028\u2029]+");

    private PlainText() {}

    /** As it is kept, without blanks around it; empty where there is nothing to see. */
    public static String of(@Nullable String typed) {
        String text = kept(typed);
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && isBlank(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** As {@link #of}, on one line. */
    public static String line(@Nullable String typed) {
        return typed == null ? "" : of(NOT_ON_A_LINE.matcher(typed).replaceAll(" "));
    }

    /** While somebody still types: with the blanks around it, with one kind of line end; empty where there is nothing to see. */
    public static String kept(@Nullable String typed) {
        if (typed == null || isBlank(typed)) {
            return "";
        }
        StringBuilder kept = new StringBuilder(typed.length());
        LINE_ENDS
                .matcher(typed)
                .replaceAll("\n")
                .codePoints()
                .filter(PlainText::isKept)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** As {@link #kept}, for every text in lists and maps. */
    public static @Nullable Object kept(@Nullable Object typed) {
        if (typed instanceof String text) {
            return kept(text);
        }
        if (typed instanceof List<?> list) {
            return list.stream().map(PlainText::kept).toList();
        }
        if (typed instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            map.forEach((name, value) -> kept.put(kept(String.valueOf(name)), kept(value)));
            return kept;
        }
        return typed;
    }

    /** Whether there is nothing to see. */
    public static boolean isBlank(@Nullable String typed) {
        return typed == null || typed.codePoints().allMatch(c -> isBlank(c) || isVariationSelector(c));
    }

    /** Space of any kind, what only steers how others are shown, and letters without a shape. */
    private static boolean isBlank(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE -> true;
            default ->
                switch (character) {
                    // grapheme joiner, Hangul and Khmer fillers, the empty Braille cell
                    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFE, 0xFFFF -> true;
                    default -> false;
                };
        };
    }

    /** Belongs to the character before it, at the end of a name as well. */
    private static boolean isVariationSelector(int character) {
        return character >= 0xFE00 && character <= 0xFE0F
                || character >= 0x180B && character <= 0x180F
                || character >= 0xE0100 && character <= 0xE01EF;
    }

    private static boolean isKept(int character) {
        return character == '\n'
                || character == '\t'
                || !Character.isISOControl(character)
                        && Character.getType(character) != Character.SURROGATE
                        && character != 0xFFFE
                        && character != 0xFFFF;
    }
}
