package org.greenplan.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Macros of Excel 4.0, which are formulas on sheets of their own ([MS-XLS] 2.4.28). An empty sheet of that kind, such as
 * some cleaning of viruses leaves behind, does nothing.
 */
final class MacroSheets {

    private static final int SHEET = 0x0085;
    private static final int END = 0x000A;
    private static final List<Integer> FORMULAS = List.of(0x0006, 0x0206, 0x0406);
    private static final int MACROS = 1;
    private static final int HEADER = 4;

    private MacroSheets() {}

    /** @param workbook the stream of an old workbook, on disk */
    static boolean haveFormulas(Path workbook) throws IOException {
        try (FileChannel channel = FileChannel.open(workbook, StandardOpenOption.READ)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            List<Integer> macroSheets = new ArrayList<>();
            walk(bytes, 0, at -> {
                if (kind(bytes, at) == SHEET
                        && at + HEADER + 6 <= bytes.limit()
                        && bytes.get(at + HEADER + 5) == MACROS) {
                    macroSheets.add(bytes.getInt(at + HEADER));
                }
            });
            for (int sheet : macroSheets) {
                boolean[] found = new boolean[1];
                walk(bytes, sheet, at -> found[0] |= FORMULAS.contains(kind(bytes, at)));
                if (found[0]) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Record by record to the end of the sheet, or of what is there. */
    private static void walk(ByteBuffer bytes, int from, IntConsumer record) {
        int at = from;
        while (at >= 0 && at + HEADER <= bytes.limit() && kind(bytes, at) != END) {
            record.accept(at);
            at += HEADER + Short.toUnsignedInt(bytes.getShort(at + 2));
        }
    }

    private static int kind(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
