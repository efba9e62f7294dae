package org.greenplan.submission;

/** Texts as Office takes them. */
final class PackText {

    private PackText() {}

    /** Without characters that XML forbids. */
    static String clean(String text) {
        return text.replaceAll(
                        "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])"
                                + "|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]",
                        "")
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    static boolean looksLikeAFormula(String text) {
        return !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0;
    }

    /** How many lines a text takes in a column of so many characters; a Chinese one counts as two. */
    static int lines(String text, int width) {
        int lines = 0;
        for (String line : text.split("\n", -1)) {
            int length = line.codePoints().map(c -> c < 0x2E80 ? 1 : 2).sum();
            lines += Math.max(1, (length + width - 2) / Math.max(1, width - 1));
        }
        return lines;
    }
}
