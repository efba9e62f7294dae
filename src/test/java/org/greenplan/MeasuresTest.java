package org.greenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    private static final Path SOURCES = Path.of("src/test/java");

    @Test
    @DisplayName("登记为谁都可以用的措施，没有测试点名使用")
    void whatIsGivenToAnybody_isNamedByNoTest() throws IOException {
        List<String> named = new ArrayList<>();
        List<String> tests = TestClasses.of(GreenplanTest.class);
        assertThat(tests).hasSizeGreaterThan(50);
        for (String test : tests) {
            String source = Files.readString(SOURCES.resolve(test.replace('.', '/') + ".java"));
            Measures.UNNAMED.stream()
                    .filter(measure -> source.contains('"' + measure + '"'))
                    .forEach(measure -> named.add(test + " " + measure));
        }

        assertThat(named).isEmpty();
    }
}
