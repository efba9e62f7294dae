package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Camunda's web applications speak Chinese, wholly: their texts have no second fallback for a missing key. */
class LocaleTest {

    private static final String WEBAPP = "META-INF/resources/webjars/camunda/app/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}|%d|%s");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    private static final Pattern ENGLISH_WORDS = Pattern.compile("[A-Za-z]{3,} [A-Za-z]{2,}");

    /** Names that Chinese text carries as they are; date patterns are code. */
    private static final Set<String> NOT_TRANSLATED = Set.of("ID", "ID*");

    /** What Camunda says of its own end; Operaton has nothing to say there. */
    private static final String END_OF_LIFE = "labels.BANNER_CE_EOL_TEXT";

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void hasEveryKeyOfTheEnglishLocaleAndNoOther(String app) throws IOException {
        var english = locale(app, "en").keySet();
        assertThat(locale(app, "zh-CN").keySet())
                .hasSizeGreaterThan(100)
                .containsAll(english)
                .allMatch(key -> english.contains(key) || key.equals(END_OF_LIFE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void keepsThePlaceholdersOfEveryText(String app) throws IOException {
        var chinese = locale(app, "zh-CN");
        locale(app, "en").forEach((key, english) -> assertThat(placeholders(chinese.getOrDefault(key, "")))
                .as(key)
                .isEqualTo(placeholders(english)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void leavesNoTextInEnglish(String app) throws IOException {
        var chinese = locale(app, "zh-CN");
        locale(app, "en").forEach((key, english) -> {
            var text = chinese.getOrDefault(key, "");
            assertThat(text.isBlank()).as("%s is blank as in English", key).isEqualTo(english.isBlank());
            if (key.startsWith("dateLocales.longDateFormat.") || key.startsWith("dateLocales.week.")) {
                return;
            }
            var words = text.replaceAll("\\{\\{.*?}}|<[^>]*>|&\\w+;", "");
            if (key.startsWith("dateLocales.")) {
                words = words.replaceAll("LT?|d{4}|%d{1,2}|%s", "");
            }
            if (LETTER.matcher(words).find() && !NOT_TRANSLATED.contains(text)) {
                assertThat(words).as(key).containsPattern(HAN).doesNotContainPattern(ENGLISH_WORDS);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void callsNobodyOutside(String app) throws IOException {
        assertThat(locale(app, "zh-CN").values())
                .noneMatch(text -> text.matches("(?s).*(https?:|camunda\\.(org|io)).*"));
        assertThat(text(app + "/scripts/config.js")).doesNotContain("http:", "https:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void configuresChineseOnly(String app) throws IOException {
        assertThat(text(app + "/scripts/config.js"))
                .contains("locales: chinese")
                .contains("app,");
        assertThat(text("tasklist/scripts/greenplan-brand.js"))
                .contains("availableLocales: ['zh-CN'], fallbackLocale: 'zh-CN'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin", "cockpit"})
    void everyFileThatIsReferredToExists(String app) throws IOException {
        var scripts = text(app + "/scripts/config.js");
        var imports = Pattern.compile("from '([^']+)'").matcher(scripts).results();
        for (MatchResult imported : imports.toList()) {
            assertFile(app + "/scripts/" + imported.group(1));
        }
        var custom = Pattern.compile("(?s)customScripts: \\[(.*?)]").matcher(scripts);
        if (custom.find()) {
            for (MatchResult script : Pattern.compile("'([^']+)'")
                    .matcher(custom.group(1))
                    .results()
                    .toList()) {
                assertFile(app + "/" + script.group(1));
            }
        }
        var styles = text(app + "/styles/user-styles.css");
        for (MatchResult imported : Pattern.compile("url\\(\"([^\"]+)\"\\)")
                .matcher(styles)
                .results()
                .toList()) {
            assertFile(app + "/styles/" + imported.group(1));
        }
    }

    @Test
    void tasklistLoadsItsOwnPlugins() throws IOException {
        assertThat(text("tasklist/scripts/config.js"))
                .contains("customScripts: [")
                .contains("scripts/greenplan-plugins.js");
    }

    private static void assertFile(String path) throws IOException {
        var normalized = java.nio.file.Path.of(path).normalize().toString();
        assertThat(text(normalized)).as(normalized).isNotBlank();
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group() : found.group(1))
                .sorted()
                .toList();
    }

    private static Map<String, String> locale(String app, String language) throws IOException {
        var texts = new TreeMap<String, String>();
        flatten("", new ObjectMapper().readTree(text(app + "/locales/" + language + ".json")), texts);
        return texts;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> texts) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), texts));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "." + i, node.get(i), texts);
            }
        } else {
            texts.put(path, node.asText());
        }
    }

    /** Reads a file of the web applications: ours where we have one, else Camunda's. Camunda's start with a BOM. */
    private static String text(String path) throws IOException {
        URL url = LocaleTest.class.getClassLoader().getResource(WEBAPP + path);
        assertThat(url).as(path).isNotNull();
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\uFEFF", "");
        }
    }
}
