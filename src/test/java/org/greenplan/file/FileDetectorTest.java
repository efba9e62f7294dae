package org.greenplan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenplan.file.ExampleFiles.PDF;
import static org.greenplan.file.ExampleFiles.ascii;
import static org.greenplan.file.ExampleFiles.docx;
import static org.greenplan.file.ExampleFiles.office;
import static org.greenplan.file.ExampleFiles.ole;
import static org.greenplan.file.ExampleFiles.zip;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileDetectorTest {

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

    private final FileDetector detector = new FileDetector();

    @TempDir
    private Path directory;

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("a.pdf", PDF, "application/pdf"),
                Arguments.of("a.ofd", zip("OFD.xml", "<OFD/>", "Doc_0/Document.xml", "<D/>"), "application/ofd"),
                Arguments.of("a.doc", ole("WordDocument"), "application/msword"),
                Arguments.of("a.wps", ole("WordDocument"), "application/wps-office.wps"),
                Arguments.of("a.xls", ole("Workbook"), "application/vnd.ms-excel"),
                Arguments.of("old.xls", ole("Book"), "application/vnd.ms-excel"),
                Arguments.of("a.et", ole("Workbook"), "application/wps-office.et"),
                Arguments.of("a.ppt", ole("PowerPoint Document"), "application/vnd.ms-powerpoint"),
                Arguments.of("a.dps", ole("PowerPoint Document"), "application/wps-office.dps"),
                Arguments.of("a.docx", docx(), OOXML + "wordprocessingml.document"),
                Arguments.of("a.xlsx", office(OOXML + "spreadsheetml.sheet.main+xml"), OOXML + "spreadsheetml.sheet"),
                Arguments.of(
                        "a.pptx",
                        office(OOXML + "presentationml.presentation.main+xml"),
                        OOXML + "presentationml.presentation"),
                Arguments.of("a.jpg", image("jpg"), "image/jpeg"),
                Arguments.of("a.JPEG", image("jpg"), "image/jpeg"),
                Arguments.of("a.png", image("png"), "image/png"),
                Arguments.of("a.gif", image("gif"), "image/gif"),
                Arguments.of("a.bmp", image("bmp"), "image/bmp"),
                Arguments.of("a.tif", image("tiff"), "image/tiff"),
                Arguments.of("a.tiff", image("tiff"), "image/tiff"),
                Arguments.of("a.webp", ascii("RIFF\u0024\0\0\0WEBPVP8 \u0018\0\0\0"), "image/webp"),
                Arguments.of("a.heic", ascii("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"), "image/heic"),
                Arguments.of("a.zip", zip("现场照片.txt", "x"), "application/zip"),
                Arguments.of("gbk.zip", zip(Charset.forName("GBK"), "现场照片.txt", "x"), "application/zip"),
                Arguments.of("a.rar", ascii("Rar!\u001a\u0007\u0000xxxx"), "application/vnd.rar"),
                Arguments.of("a5.rar", ascii("Rar!\u001a\u0007\u0001\u0000xxxx"), "application/vnd.rar"),
                Arguments.of("a.mp4", ascii("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom"), "video/mp4"),
                Arguments.of("phone.mp4", ascii("\0\0\0\u0018ftypisom\0\0\0\0isomiso2"), "video/mp4"));
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("accepted")
    void contentThatFitsItsName_isAcceptedUnderItsMediaType(String name, byte[] content, String mediaType)
            throws IOException {
        assertThat(check(name, content)).isEqualTo(mediaType);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("a.pdf", docx(), "evidence-content-mismatch", "Word文档（.docx），与扩展名.pdf不符"),
                Arguments.of("a.zip", docx(), "evidence-content-mismatch", "Word文档（.docx），与扩展名.zip不符"),
                Arguments.of("a.docx", ole("WordDocument"), "evidence-content-mismatch", "旧版Word"),
                Arguments.of("a.docx", zip("a.txt", "x"), "evidence-content-mismatch", "ZIP压缩包"),
                Arguments.of(
                        "a.xls", ascii("<html><body><table></table></body></html>"), "evidence-content-mismatch", "网页"),
                Arguments.of(
                        "a.png",
                        ascii("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
                        "evidence-content-mismatch",
                        "SVG图形"),
                Arguments.of("a.pdf", program(), "evidence-content-mismatch", "可执行程序"),
                Arguments.of("a.pdf", ascii("alert(1);"), "evidence-content-mismatch", "纯文本"),
                Arguments.of(
                        "a.mp4", ascii("\0\0\0\u0014ftypqt  \0\0\0\0qt  "), "evidence-content-mismatch", "QuickTime"),
                Arguments.of("a.doc", ole("__properties_version1.0"), "evidence-content-mismatch", "OLE"),
                Arguments.of("a.doc", ole("WordDocument", "Macros/"), "evidence-macros", "宏"),
                Arguments.of("a.xls", ole("Workbook", "_VBA_PROJECT_CUR/"), "evidence-macros", "宏"),
                Arguments.of(
                        "a.docx",
                        office("application/vnd.ms-word.document.macroEnabled.main+xml"),
                        "evidence-macros",
                        "宏"),
                Arguments.of("a.docx", docx("word/vbaProject.bin", "x"), "evidence-macros", "宏"),
                Arguments.of(
                        "a.docx",
                        docx(
                                "word/embeddings/a.bin",
                                new String(program(), java.nio.charset.StandardCharsets.ISO_8859_1)),
                        "evidence-program-inside",
                        "程序"),
                Arguments.of("a.docx", docx("setup.exe", "x"), "evidence-program-inside", "程序"),
                Arguments.of("a.zip", zip("dir/run.BAT", "x"), "evidence-program-inside", "程序"),
                Arguments.of("a.docx", ole("EncryptedPackage", "EncryptionInfo"), "evidence-password", "密码"),
                Arguments.of("a.doc", Arrays.copyOf(ole("WordDocument"), 600), "evidence-damaged", "损坏"),
                Arguments.of("a.zip", Arrays.copyOf(zip("a.txt", "xxxxxxxx"), 40), "evidence-damaged", "损坏"),
                Arguments.of("a.zip", zip(), "evidence-empty", "空"),
                Arguments.of("a.exe", program(), "evidence-type-refused", "不接收.exe文件"),
                Arguments.of("a.html", ascii("<html></html>"), "evidence-type-refused", "不接收.html文件"),
                Arguments.of("a.svg", ascii("<svg/>"), "evidence-type-refused", "不接收.svg文件"),
                Arguments.of("a.js", ascii("alert(1)"), "evidence-type-refused", "不接收.js文件"));
    }

    @ParameterizedTest(name = "{0} is refused: {2} {3}")
    @MethodSource("refused")
    void whatIsNotWhatItsNameSays_isRefusedWithTheReason(String name, byte[] content, String code, String part) {
        assertThatThrownBy(() -> check(name, content)).isInstanceOfSatisfying(RuleViolation.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.getMessage()).contains(part);
        });
    }

    @Test
    @DisplayName("每种扩展名都有被接收的例子")
    void everyFormat_hasAnAcceptedExample() {
        Set<String> seen = accepted()
                .map(example -> FileName.clean((String) example.get()[0]).extension())
                .collect(java.util.stream.Collectors.toSet());

        assertThat(FileFormat.accepted().split("、")).isSubsetOf(union(seen, "heif"));
    }

    private static Set<String> union(Set<String> names, String more) {
        Set<String> all = new java.util.HashSet<>(names);
        all.add(more);
        return all;
    }

    private String check(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("content"), content);
        return detector.requireAccepted(file, FileName.clean(name));
    }

    /** The start of a Windows program. */
    private static byte[] program() {
        byte[] bytes = new byte[512];
        System.arraycopy(ascii("MZ\u0090\0\u0003\0\0\0"), 0, bytes, 0, 8);
        bytes[0x3c] = (byte) 0x80;
        System.arraycopy(ascii("PE\0\0"), 0, bytes, 0x80, 4);
        return bytes;
    }

    private static byte[] image(String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), format, bytes))
                    .isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
