package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No page of ours carries a script or a style in itself: its policy would not let it run. Mails are no pages. */
class TemplatesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static final List<Pattern> IN_THE_PAGE = Stream.of(
                    "<script(?![^>]*\\s(th:)?src=)",
                    "<style",
                    "<[^>]*\\s(th:)?on[a-z]+\\s*=",
                    "<[^>]*\\s(th:)?style(append)?\\s*=",
                    "(?i)javascript:",
                    "th:attr=\"[^\"]*\\b(on[a-z]+|style)=",
                    "th:inline")
            .map(Pattern::compile)
            .toList();

    private static boolean carriesSomething(String page) {
        return IN_THE_PAGE.stream().anyMatch(pattern -> pattern.matcher(page).find());
    }

    @Test
    @DisplayName("页面模板里没有脚本、事件属性和样式")
    void noTemplate_carriesAScript() throws IOException {
        List<Path> pages;
        try (Stream<Path> files =
                Stream.of("templates", "static").flatMap(folder -> files(RESOURCES.resolve(folder)))) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> !file.startsWith(RESOURCES.resolve("templates/mail")))
                    .toList();
        }
        assertThat(pages).hasSizeGreaterThan(30);
        for (Path page : pages) {
            assertThat(carriesSomething(Files.readString(page)))
                    .as(page.toString())
                    .isFalse();
        }
    }

    private static Stream<Path> files(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("脚本不往页面里写样式属性和事件属性，也不执行文字")
    void noScript_writesAScript() throws IOException {
        try (Stream<Path> files = files(RESOURCES.resolve("static/js"))) {
            for (Path script : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(script))
                        .as(script.toString())
                        .doesNotContainPattern(
                                "\\beval\\(|new Function|setAttribute\\('(style|on)|\\sstyle=|\\son[a-z]+=\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>x</script>",
                "<script th:inline=\"javascript\">x</script>",
                "<a href=\"javascript:x\">",
                "<p style=\"a:b\">",
                "<p th:style=\"x\">",
                "<button\n onclick='x'>",
                "<button th:onclick=\"x\">",
                "<input th:attr=\"onclick=${x}\">",
                "<style>x</style>"
            })
    void theTest_findsWhatItLooksFor(String page) {
        assertThat(carriesSomething(page)).isTrue();
        assertThat(carriesSomething("<p th:text=\"on\">on = </p><script defer th:src=\"@{/js/a.js}\"></script>"))
                .isFalse();
    }
}
