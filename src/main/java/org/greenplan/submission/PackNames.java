package org.greenplan.submission;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where each file of evidence lies in the pack: 佐证材料/number name/file, in names that every system takes. */
final class PackNames {

    /**
     * @param item number of the item whose folder it lies in
     * @param path with slashes, unique in the pack also where capitals do not count
     */
    record Entry(String item, String path, SubmissionContent.File file) {

        /** Without its folders. */
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private static final String FOLDER = "佐证材料/";
    private static final int LONGEST_FOLDER = 40;
    private static final int LONGEST_NAME = 100;

    private PackNames() {}

    /** In the catalogue's order. A file that an item names twice is there once. */
    static List<Entry> of(SubmissionContent content) {
        List<Entry> entries = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (SubmissionContent.Item item : content.items()) {
            String folder = FOLDER + shortened(cleaned(item.number() + " " + item.name()), LONGEST_FOLDER) + "/";
            files(item)
                    .values()
                    .forEach(file -> entries.add(new Entry(item.number(), free(folder, file.name(), taken), file)));
        }
        return entries;
    }

    private static Map<String, SubmissionContent.File> files(SubmissionContent.Item item) {
        Map<String, SubmissionContent.File> files = new LinkedHashMap<>();
        item.sources().stream()
                .flatMap(source -> source.evidence().stream())
                .forEach(file -> files.putIfAbsent(file.id(), file));
        return files;
    }

    private static String free(String folder, String given, Set<String> taken) {
        String name = cleaned(given);
        int dot = name.lastIndexOf('.');
        String end = dot > 0 ? name.substring(dot) : "";
        String start = shortened(dot > 0 ? name.substring(0, dot) : name, LONGEST_NAME);
        String path = folder + start + end;
        for (int i = 2; !taken.add(path.toLowerCase(Locale.ROOT)); i++) {
            path = folder + start + "（" + i + "）" + end;
        }
        return path;
    }

    /** Without what Windows forbids in names, and without a way up. */
    static String cleaned(String name) {
        String clean = name.replaceAll("[\\\\/:*?\"<>|“”\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[.\\s]+|[.\\s]+$", "");
        return clean.isEmpty() ? "未命名" : clean;
    }

    private static String shortened(String text, int most) {
        int end = text.offsetByCodePoints(0, Math.min(most, text.codePointCount(0, text.length())));
        return text.substring(0, end).replaceAll("[.\\s]+$", "");
    }
}
