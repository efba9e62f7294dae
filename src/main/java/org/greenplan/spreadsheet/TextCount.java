package org.greenplan.spreadsheet;

/** Counts the text of one file while it is read, and stops the reading where it is too much. Lengths in UTF-16 units. */
final class TextCount {

    /** What Excel holds in a cell. */
    static final int MOST_IN_A_CELL = 32_767;

    static final int MOST_IN_A_FILE = 2_000_000;

    private final Entrance entrance;
    private int length;

    TextCount(Entrance entrance) {
        this.entrance = entrance;
    }

    /** @throws org.greenplan.task.RuleViolation when with this text it is too much */
    void add(int more) {
        if (more > MOST_IN_A_CELL) {
            throw entrance.refused(
                    "workbook-text-too-long", "文件里有一段内容超过%d字，一个单元格放不下；请缩短后再上传。".formatted(MOST_IN_A_CELL));
        }
        length += more;
        if (length > MOST_IN_A_FILE) {
            throw entrance.tooLarge("文件里的文字合计超过%d万字".formatted(MOST_IN_A_FILE / 10_000));
        }
    }
}
