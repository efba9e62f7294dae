package org.greenplan.file;

import java.text.Normalizer;
import java.util.Locale;
import org.greenplan.task.PlainText;
import org.greenplan.task.RuleViolation;

/**
 * A file's name as it is kept: without path, control and direction marks, at most 255 characters, in composed form
 * (macOS sends decomposed). Chinese and everything else visible stays; pages escape it like any text.
 *
 * @param value the whole name
 * @param extension in lower case, without the dot; never empty
 */
record FileName(String value, String extension) {

    static final int MAX_LENGTH = 255;

    private static final int MAX_EXTENSION = 10;

    /** @throws RuleViolation when nothing is left, or no extension is there */
    static FileName clean(String given) {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = PlainText.of(name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]", ""));
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw RuleViolation.of(FileDetector.FIELD, "evidence-name-missing", "文件没有名称，请命名后再上传。");
        }
        if (dot < 1 || extension.isBlank() || extension.length() > MAX_EXTENSION) {
            throw RuleViolation.of(
                    FileDetector.FIELD,
                    "evidence-extension-missing",
                    "文件名“" + cut(name, 80) + "”没有扩展名（如.pdf），请补上后再上传。");
        }
        String stem = cut(name.substring(0, dot), MAX_LENGTH - (name.length() - dot));
        return new FileName(stem + name.substring(dot), extension);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
