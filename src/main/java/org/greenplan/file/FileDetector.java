package org.greenplan.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what a file is by its content: Tika for the beginning of the file, {@link ZipContent} and {@link OleContent}
 * for what stands inside the two containers. Then holds it against the name.
 */
@Component
class FileDetector {

    /** The field at which forms show what is refused of an upload. */
    static final String FIELD = "evidence";

    private static final String ADVICE = "请用原软件另存为正确的格式，或改用与内容一致的扩展名后再上传。";

    private static final Map<MediaType, FileFormat> FORMATS = Map.ofEntries(
            Map.entry(MediaType.parse("application/pdf"), FileFormat.PDF),
            Map.entry(MediaType.parse("image/jpeg"), FileFormat.JPEG),
            Map.entry(MediaType.parse("image/png"), FileFormat.PNG),
            Map.entry(MediaType.parse("image/gif"), FileFormat.GIF),
            Map.entry(MediaType.parse("image/bmp"), FileFormat.BMP),
            Map.entry(MediaType.parse("image/webp"), FileFormat.WEBP),
            Map.entry(MediaType.parse("image/tiff"), FileFormat.TIFF),
            Map.entry(MediaType.parse("image/heic"), FileFormat.HEIC),
            Map.entry(MediaType.parse("image/heif"), FileFormat.HEIC),
            Map.entry(MediaType.parse("application/x-rar-compressed"), FileFormat.RAR),
            Map.entry(MediaType.parse("video/mp4"), FileFormat.MP4));

    /** What people call the frequent ones that are not accepted. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("text/html", "网页（HTML）"),
            Map.entry("application/xhtml+xml", "网页（HTML）"),
            Map.entry("image/svg+xml", "SVG图形"),
            Map.entry("application/javascript", "脚本程序"),
            Map.entry("text/javascript", "脚本程序"),
            Map.entry("application/x-sh", "脚本程序"),
            Map.entry("application/rtf", "RTF文档"),
            Map.entry("application/xml", "XML文本"),
            Map.entry("text/plain", "纯文本"),
            Map.entry("application/x-7z-compressed", "7z压缩包"),
            Map.entry("application/gzip", "gzip压缩包"),
            Map.entry("video/quicktime", "QuickTime视频（mov）"),
            Map.entry("message/rfc822", "邮件"));

    private static final List<MediaType> ARCHIVES = Stream.of(
                    "application/zip",
                    "application/x-rar-compressed",
                    "application/x-7z-compressed",
                    "application/gzip",
                    "application/x-bzip2",
                    "application/x-xz",
                    "application/x-tar",
                    "application/vnd.ms-cab-compressed")
            .map(MediaType::parse)
            .toList();

    private static final int START = 512;

    private static final MediaType OLE = MediaType.parse("application/x-tika-msoffice");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes(FileDetector.class.getClassLoader());

    /**
     * What a content is.
     *
     * @param format {@code null} when it is not among the accepted
     * @param label what people call it
     */
    record Content(@Nullable FileFormat format, String label) {

        static Content of(FileFormat format) {
            return new Content(format, format.label());
        }
    }

    /**
     * Refuses by the name alone, before anything is read.
     *
     * @throws RuleViolation when files of this extension are not accepted
     */
    void requireAcceptedExtension(FileName name) {
        if (!FileFormat.knowsExtension(name.extension())) {
            throw refused(
                    "evidence-type-refused", "不接收." + name.extension() + "文件。可以上传：" + FileFormat.accepted() + "。");
        }
    }

    /**
     * The media type under which the file is kept.
     *
     * @throws RuleViolation when the content is not accepted, contradicts the name, is damaged, locked by a password or
     *     carries programs
     */
    String requireAccepted(Path file, FileName name) throws IOException {
        requireAcceptedExtension(name);
        Content content = detect(file);
        if (content.format() == null) {
            throw refused(
                    "evidence-content-mismatch",
                    "文件内容是" + content.label() + "，与扩展名." + name.extension() + "不符。" + ADVICE);
        }
        return content.format()
                .mediaType(name.extension())
                .orElseThrow(() -> refused(
                        "evidence-content-mismatch",
                        "文件内容是" + content.label() + "（." + content.format().extension() + "），与扩展名." + name.extension()
                                + "不符。" + ADVICE));
    }

    /** What the content is, whatever the file is called. */
    Content detect(Path file) throws IOException {
        return detect(file, new Inspection(this));
    }

    Content detect(Path file, Inspection inspection) throws IOException {
        MediaType type;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            type = detect(in);
        }
        if (is(type, MediaType.APPLICATION_ZIP)) {
            return ZipContent.detect(file, inspection);
        }
        if (is(type, OLE)) {
            return OleContent.detect(file, inspection);
        }
        byte[] start = start(file);
        FileFormat format = MediaBrands.format(start);
        if (format == null) {
            format = isBigTiff(start) ? FileFormat.TIFF : format(type);
        }
        return format != null ? Content.of(format) : new Content(null, label(type));
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        }
    }

    /** For scans of more than 4 GB, and what some scanners write always (bigtiff.org). */
    private static boolean isBigTiff(byte[] start) {
        return Arrays.equals(Arrays.copyOf(start, 6), new byte[] {'I', 'I', 43, 0, 8, 0})
                || Arrays.equals(Arrays.copyOf(start, 6), new byte[] {'M', 'M', 0, 43, 0, 8});
    }

    private MediaType detect(InputStream in) throws IOException {
        return types.detect(in, new Metadata());
    }

    private @Nullable FileFormat format(MediaType type) {
        for (MediaType at = type; at != null; at = types.getMediaTypeRegistry().getSupertype(at)) {
            FileFormat format = FORMATS.get(at);
            if (format != null) {
                return format;
            }
        }
        return null;
    }

    /** Whether these first bytes are those of something that a computer runs. */
    boolean isProgram(byte[] start) throws IOException {
        return isProgram(detect(new ByteArrayInputStream(start)));
    }

    /** Whether these first bytes are those of an archive, whatever its name says. */
    boolean isArchive(byte[] start) throws IOException {
        MediaType type = detect(new ByteArrayInputStream(start));
        return ARCHIVES.stream().anyMatch(archive -> is(type, archive));
    }

    private boolean isProgram(MediaType type) {
        return is(type, MediaType.parse("application/x-msdownload"))
                || is(type, MediaType.parse("application/x-elf"))
                || is(type, MediaType.parse("application/x-mach-o"))
                || is(type, MediaType.parse("application/x-dosexec"))
                || is(type, MediaType.parse("application/java-vm"));
    }

    private boolean is(MediaType type, MediaType wanted) {
        return type.equals(wanted) || types.getMediaTypeRegistry().isSpecializationOf(type, wanted);
    }

    private String label(MediaType type) {
        if (isProgram(type)) {
            return "可执行程序";
        }
        for (MediaType at = type; at != null; at = types.getMediaTypeRegistry().getSupertype(at)) {
            String label = OTHERS.get(at.getBaseType().toString());
            if (label != null) {
                return label;
            }
        }
        return type.equals(MediaType.OCTET_STREAM) ? "无法识别的数据" : "“" + type.getBaseType() + "”类型的数据";
    }

    static RuleViolation refused(String code, String sentence) {
        return RuleViolation.of(FileDetector.FIELD, code, sentence);
    }

    static RuleViolation damaged() {
        return refused("evidence-damaged", "文件打不开，可能已损坏或没有保存完整，请确认能正常打开后再上传。");
    }

    static RuleViolation macros() {
        return refused("evidence-macros", "文件含有宏，请另存为不含宏的文件后再上传。");
    }

    static RuleViolation locked() {
        return refused("evidence-password", "文件设有打开密码，审核的人无法查看，请去掉密码后再上传。");
    }
}
