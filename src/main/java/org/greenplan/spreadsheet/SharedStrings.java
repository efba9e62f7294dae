package org.greenplan.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Texts that cells name by number (ECMA-376 part 1, 18.4), without what is written above Chinese to be read aloud. */
final class SharedStrings {

    private final Entrance entrance;
    private final List<String> texts = new ArrayList<>();

    SharedStrings(Entrance entrance) {
        this.entrance = entrance;
    }

    /** @throws org.greenplan.task.RuleViolation when one text, or all together, are too long */
    void read(InputStream part) throws IOException {
        TextCount count = new TextCount(entrance);
        try (Xml xml = new Xml(part)) {
            while (xml.nextTag()) {
                if (xml.begins("si")) {
                    texts.add(text(xml, "si", count));
                }
            }
        }
    }

    /** What stands in the {@code t} of the element that has begun. */
    static String text(Xml xml, String element, TextCount count) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean aloud = false;
        while (!xml.ends(element)) {
            if (!xml.nextTag()) {
                throw new IOException("a text that does not end");
            }
            if (xml.begins("rPh")) {
                aloud = true;
            } else if (xml.ends("rPh")) {
                aloud = false;
            } else if (xml.begins("t")) {
                String part = xml.text(count);
                if (!aloud) {
                    text.append(part);
                }
                if (text.length() > TextCount.MOST_IN_A_CELL) {
                    count.add(text.length());
                }
            }
        }
        return CellText.unescaped(text.toString());
    }

    /** @throws IOException when there is no such text */
    String get(String number) throws IOException {
        try {
            return texts.get(Integer.parseInt(number.strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException notThere) {
            throw new IOException("no shared text " + number, notThere);
        }
    }
}
