package org.greenplan.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.greenplan.task.RuleViolation;

/**
 * Names of files that lie in other files. An archive holds only kinds that are listed; they are told by the name as the
 * computer that unpacks it reads it: Windows drops blanks and dots at the end, and nobody sees control characters.
 */
final class NamesInside {

    private static final Pattern PROGRAM =
            Pattern.compile("exe|com|bat|cmd|scr|pif|msi|msp|msc|cpl|dll|sys|vb|vbs|vbe|js"
                    + "|jse|ws|wsf|wsh|ps1|psm1|hta|lnk|jar|sh|apk|reg|inf|gadget|application|xll");

    private static final Pattern ARCHIVE =
            Pattern.compile("zip|rar|7z|gz|tgz|bz2|xz|tar|cab|arj|lzh|z|ace|iso|img|vhd|vhdx|wim");

    /** What archives hold beside what is taken by itself. */
    private static final Set<String> ALSO = Set.of("txt", "csv", "mp3", "wav", "m4a", "mov", "avi");

    private static final Set<FileFormat> LISTED = EnumSet.complementOf(EnumSet.of(FileFormat.ZIP, FileFormat.RAR));

    /** What systems add by themselves. */
    private static final Set<String> CRUMBS = Set.of(".ds_store", "thumbs.db");

    private static final int SHOWN = 60;

    private NamesInside() {}

    /** @throws RuleViolation when an archive may not hold a file of this name */
    static void requireListed(String path) {
        String name = name(path);
        String extension = extension(name);
        if (isProgram(path)) {
            throw program(path);
        }
        if (ARCHIVE.matcher(extension).matches()) {
            throw archive(path);
        }
        if (!CRUMBS.contains(name) && !ALSO.contains(extension) && !FileFormat.isExtensionOf(LISTED, extension)) {
            throw FileDetector.refused(
                    "evidence-type-inside",
                    "里面的“%s”不是可以接收的种类，请删去后再上传。里面可以有：%s、%s。"
                            .formatted(
                                    shown(path),
                                    FileFormat.extensions(LISTED),
                                    String.join("、", ALSO.stream().sorted().toList())));
        }
    }

    static boolean isProgram(String path) {
        return PROGRAM.matcher(extension(name(path))).matches();
    }

    /** Whether by its name it is a document that can carry others. */
    static boolean isOffice(String path) {
        return Set.of("doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "ofd")
                .contains(extension(name(path)));
    }

    static RuleViolation program(String path) {
        return FileDetector.refused("evidence-program-inside", "里面的“%s”是程序或脚本，请删去后再上传。".formatted(shown(path)));
    }

    static RuleViolation archive(String path) {
        return FileDetector.refused(
                "evidence-archive-inside", "里面的“%s”又是一个压缩包或磁盘映像，其中的内容无法检查；请解开后再一起打包上传。".formatted(shown(path)));
    }

    /** The last part, in lower case, as Windows would write it to disk. */
    private static String name(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "")
                .replaceAll("[\\p{Z}\\s.]+$", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).strip();
    }

    /** As people know it: what a zip says without naming its characters is UTF-8 or, from Chinese Windows, GBK. */
    static String shown(String path) {
        String name = path;
        if (path.chars().allMatch(c -> c <= 0xff)) {
            byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
            for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
                try {
                    name = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                    break;
                } catch (CharacterCodingException other) {
                    // the next one
                }
            }
        }
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "")
                .strip();
        return name.codePointCount(0, name.length()) > SHOWN
                ? name.substring(0, name.offsetByCodePoints(0, SHOWN)) + "…"
                : name;
    }
}
