package org.greenplan.spreadsheet;

/** How many lines a text takes in a column, as far as one can tell without its font. */
public final class TextHeight {

    /** Code points from here on are as wide as two Latin letters (CJK radicals and all that follows). */
    private static final int WIDE_FROM = 0x2E80;

    private TextHeight() {}

    /** @param width of the column, in Latin letters */
    public static int lines(String text, int width) {
        // A wide character that does not fit goes to the next line, and so leaves one letter's room.
        int room = Math.max(1, width - 1);
        return text.lines()
                .mapToInt(line -> Math.max(1, (width(line) + room - 1) / room))
                .sum();
    }

    private static int width(String line) {
        return line.codePoints()
                .map(character -> character >= WIDE_FROM || isWideSign(character) ? 2 : 1)
                .sum();
    }

    /** Quotation marks, dashes and dots, which Chinese fonts draw wide. */
    private static boolean isWideSign(int character) {
        return character >= 0x2010 && character <= 0x2027 || character == 0xB7;
    }
}
