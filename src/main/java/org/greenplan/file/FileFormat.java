package org.greenplan.file;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a file can be by its content. WPS's own three formats are OLE2 containers with the same streams as the old
 * Office formats; only the name tells them apart.
 */
enum FileFormat {
    PDF("PDF文件", "pdf", "application/pdf"),
    OFD("OFD文件", "ofd", "application/ofd"),
    WORD_97("旧版Word或WPS文字文档", "doc", "application/msword", "wps", "application/wps-office.wps"),
    EXCEL_97("旧版Excel或WPS表格", "xls", "application/vnd.ms-excel", "et", "application/wps-office.et"),
    POWERPOINT_97("旧版PowerPoint或WPS演示文稿", "ppt", "application/vnd.ms-powerpoint", "dps", "application/wps-office.dps"),
    WORD("Word文档", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    EXCEL("Excel工作簿", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    POWERPOINT("PowerPoint演示文稿", "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    JPEG("JPEG图片", "jpg", "image/jpeg", "jpeg", "image/jpeg"),
    PNG("PNG图片", "png", "image/png"),
    GIF("GIF图片", "gif", "image/gif"),
    BMP("BMP图片", "bmp", "image/bmp"),
    WEBP("WebP图片", "webp", "image/webp"),
    TIFF("TIFF图片", "tif", "image/tiff", "tiff", "image/tiff"),
    HEIC("HEIC图片", "heic", "image/heic", "heif", "image/heif"),
    ZIP("ZIP压缩包", "zip", "application/zip"),
    RAR("RAR压缩包", "rar", "application/vnd.rar"),
    MP4("MP4视频", "mp4", "video/mp4");

    /** What a paper can become on a scanner or a telephone. */
    static final Set<FileFormat> SCANS = EnumSet.of(PDF, OFD, JPEG, PNG, GIF, BMP, WEBP, TIFF, HEIC);

    private final String label;
    private final Map<String, String> mediaTypes = new LinkedHashMap<>();

    FileFormat(String label, String... extensionsAndMediaTypes) {
        this.label = label;
        for (int i = 0; i < extensionsAndMediaTypes.length; i += 2) {
            mediaTypes.put(extensionsAndMediaTypes[i], extensionsAndMediaTypes[i + 1]);
        }
    }

    /** What users call it. */
    String label() {
        return label;
    }

    /** The media type under which a file of this content and extension is kept; empty when they contradict. */
    Optional<String> mediaType(String extension) {
        return Optional.ofNullable(mediaTypes.get(extension));
    }

    /** Its usual extension. */
    String extension() {
        return mediaTypes.keySet().iterator().next();
    }

    static boolean knowsExtension(String extension) {
        return isExtensionOf(EnumSet.allOf(FileFormat.class), extension);
    }

    static boolean isExtensionOf(Set<FileFormat> formats, String extension) {
        return formats.stream().anyMatch(format -> format.mediaTypes.containsKey(extension));
    }

    /** All extensions, for sentences. */
    static String accepted() {
        return extensions(EnumSet.allOf(FileFormat.class));
    }

    static String extensions(Set<FileFormat> formats) {
        return formats.stream()
                .flatMap(format -> format.mediaTypes.keySet().stream())
                .collect(Collectors.joining("、"));
    }
}
