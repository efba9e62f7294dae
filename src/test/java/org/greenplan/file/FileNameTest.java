package org.greenplan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "怀柔区 水务局（一季度）.pdf, 怀柔区 水务局（一季度）.pdf, pdf",
        "C:\\Users\\张三\\报告.DOCX, 报告.DOCX, docx",
        "../../etc/报告.pdf, 报告.pdf, pdf",
        "<script>alert(1)<-script>.pdf, <script>alert(1)<-script>.pdf, pdf",
        "a.tar.zip, a.tar.zip, zip"
    })
    void visibleCharactersStay_pathsGo(String given, String value, String extension) {
        assertThat(FileName.clean(given)).isEqualTo(new FileName(value, extension));
    }

    @Test
    void controlAndDirectionMarks_go() {
        assertThat(FileName.clean("报\r\n告\0\u202Efdp.exe.pdf").value()).isEqualTo("报告fdp.exe.pdf");
    }

    @Test
    void decomposedNames_areComposed() {
        assertThat(FileName.clean("e\u0301.pdf").value()).isEqualTo("\u00e9.pdf");
    }

    @Test
    void nameOf255Characters_stays() {
        String name = "长".repeat(251) + ".pdf";

        assertThat(FileName.clean(name).value()).isEqualTo(name).hasSize(255);
    }

    @Test
    void nameOf256Characters_isCutBeforeItsExtension() {
        String name = "长".repeat(252) + ".pdf";

        assertThat(FileName.clean(name).value()).isEqualTo("长".repeat(251) + ".pdf");
    }

    @Test
    void rareCharacters_areNotCutInTwo() {
        String name = "𠮷".repeat(200) + ".pdf";

        assertThat(FileName.clean(name).value()).isEqualTo("𠮷".repeat(125) + ".pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "dir/", "\u0000", "\u3164\u2800"})
    void nothingLeft_isRefused(String given) {
        assertRefused(given, "evidence-name-missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"报告", ".pdf", "\u3164.pdf", "报告.\u2800", "报告.", "报告.一个太长的不像扩展名的东西"})
    void nameWithoutExtension_isRefused(String given) {
        assertRefused(given, "evidence-extension-missing");
    }

    private static void assertRefused(String given, String code) {
        assertThatThrownBy(() -> FileName.clean(given))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }
}
