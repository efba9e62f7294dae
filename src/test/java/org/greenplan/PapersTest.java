package org.greenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and docs: what they link to is there, and each decision says when it was taken and whether it holds. */
class PapersTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    /** Where a link leads, without the place in the page; addresses of the web are left out. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]+)(?:#[^)]*)?\\)");

    private static final Pattern STANDING =
            Pattern.compile("(Accepted \\d{4}-\\d\\d-\\d\\d(, amended \\d{4}-\\d\\d-\\d\\d)?"
                    + "|Superseded \\d{4}-\\d\\d-\\d\\d by \\d{4})\\.");

    static Stream<Path> papers() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList()
                    .stream();
        }
    }

    static Stream<Path> decisions() throws IOException {
        return papers().filter(path -> path.getParent().endsWith("adr"));
    }

    @ParameterizedTest
    @MethodSource("papers")
    @DisplayName("每个链接指向的文件都在")
    void links_leadToFiles(Path paper) throws IOException {
        List<String> gone = LINK.matcher(Files.readString(paper))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !Files.exists(paper.getParent().resolve(target)))
                .toList();
        assertThat(gone)
                .as("links of %s that lead nowhere", ROOT.relativize(paper))
                .isEmpty();
    }

    @Test
    @DisplayName("链接确实被找到")
    void links_areFound() throws IOException {
        assertThat(LINK.matcher(Files.readString(ROOT.resolve("README.md")))
                        .results()
                        .map(MatchResult::group))
                .hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("decisions")
    @DisplayName("每份决策记录有编号、日期和状态")
    void decisions_sayWhenAndWhetherTheyHold(Path decision) throws IOException {
        List<String> lines = Files.readAllLines(decision);
        String number = decision.getFileName().toString().substring(0, 4);
        assertThat(lines.get(0)).startsWith("# " + number + " ");
        assertThat(lines.get(2)).matches(STANDING);
    }

    @Test
    @DisplayName("决策记录的编号不重复")
    void decisions_haveOneNumberEach() throws IOException {
        assertThat(decisions().map(path -> path.getFileName().toString().substring(0, 4)))
                .doesNotHaveDuplicates();
    }
}
