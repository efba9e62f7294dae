package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours stand in {@code palette.css} alone, shadows and pictures aside; what uses one names one that is there. */
class StylesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path PALETTE = RESOURCES.resolve("static/css/palette.css");
    private static final Pattern PICTURE = Pattern.compile("url\\(\"data:[^\"]*\"\\)");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\b(rgba?|hsla?)\\((?!0 0 0 /)");

    private static Set<Path> styles() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".css"))
                    .filter(file -> !file.equals(PALETTE))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean hasColour(String style) {
        return COLOUR.matcher(PICTURE.matcher(style).replaceAll("")).find();
    }

    private static Set<String> names(Pattern pattern, String style) {
        return pattern.matcher(style).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    @DisplayName("颜色只写在一处")
    void onlyThePalette_hasColours() throws IOException {
        assertThat(hasColour(Files.readString(PALETTE))).isTrue();
        assertThat(styles()).hasSizeGreaterThan(8).allSatisfy(style -> assertThat(hasColour(Files.readString(style)))
                .as(style.toString())
                .isFalse());
    }

    @Test
    void everyNameThatIsUsed_isGiven() throws IOException {
        StringBuilder all = new StringBuilder(Files.readString(PALETTE));
        for (Path style : styles()) {
            all.append(Files.readString(style));
        }
        Set<String> used = names(Pattern.compile("(?<=var\\()--[a-z-]+"), all.toString());

        assertThat(used).hasSizeGreaterThan(20);
        assertThat(names(Pattern.compile("(?<![\\w(-])--[a-z-]+(?=:)"), all.toString()))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a { color: #fff; }", "a { background: rgb(1 2 3); }", "a { color: rgba(0, 0, 0, .5); }"})
    void theTest_findsWhatItLooksFor(String style) {
        assertThat(hasColour(style)).isTrue();
        assertThat(hasColour("a { box-shadow: 0 0 2px rgb(0 0 0 / 20%); background: url(\"data:x#fff\"); }"))
                .isFalse();
    }
}
