package org.greenplan.report;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares what people wrote, not how it was typed. */
final class Words {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[。；！？\\n])");

    private Words() {}

    /** Without white space, letters and punctuation in one width; empty for nothing. */
    static String plain(@Nullable String text) {
        return text == null
                ? ""
                : SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                        .replaceAll("");
    }

    static boolean same(@Nullable String one, @Nullable String other) {
        return plain(one).equals(plain(other));
    }

    /** The sentences, each with its end; together they are the text. */
    static List<String> sentences(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : Arrays.asList(END_OF_SENTENCE.split(text));
    }
}
